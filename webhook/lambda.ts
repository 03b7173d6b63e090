import { readFileSync, writeSync } from 'node:fs'
import { rules } from '../bound.ts'
import { version } from '../cli/version.ts'
import { docsUrl } from '../lint/docs-url.ts'
import { lambdaOptions } from './lambda/environment.ts'
import type { Handler } from './lambda/event.ts'
import { handlerOf } from './lambda/handler.ts'
import type { WebhookSettings } from './options.ts'

const { env } = process

/** By the descriptor, as the streams of Node take long to load; they wait where it is full. */
function write(line: string): void {
  try {
    writeSync(1, line)
  } catch {
    process.stdout.write(line)
  }
}

const handlerWith = (settings: WebhookSettings): Handler =>
  handlerOf(
    lambdaOptions({
      ...{ env, settings, rules, docs: docsUrl, version },
      write,
      readFile: path => readFileSync(path, 'utf8'),
    }),
  )

/** What reads a config file is loaded where there is one. */
async function configured(text: string): Promise<Handler> {
  const { settingsIn } = await import('./lambda/config.ts')
  const ids = rules.map(({ id }) => id)
  return handlerWith(settingsIn(text, ids))
}

const { WARRENER_CONFIG: config } = env
const ready = config === undefined ? handlerWith({}) : configured(config)

/**
 * What AWS Lambda calls, for a function URL or an HTTP API: the webhook, set up by the variables of its environment
 * (`lambda/environment.ts`). Where they are not right the process ends before its first request, and Lambda logs why.
 */
export const handler: Handler = async event => (await ready)(event)
