import { readFileSync } from 'node:fs'
import { settingsFor } from '../cli/config/for-webhook.ts'
import { parseConfig } from '../cli/config/parse.ts'
import { version } from '../cli/version.ts'
import { rules } from '../index.ts'
import { docsUrl } from '../lint/docs-url.ts'
import { lambdaOptions } from './lambda/environment.ts'
import { handlerOf } from './lambda/handler.ts'
import type { WebhookSettings } from './options.ts'

/** What `WARRENER_CONFIG` says: the text of a config file. Throws what is wrong with it. */
function settings(text: string): WebhookSettings {
  const parsed = parseConfig(
    'WARRENER_CONFIG',
    text,
    rules.map(({ id }) => id),
  )
  if ('config' in parsed) return settingsFor(parsed.config)
  const lines = parsed.problems.map(
    ({ line, column, message }) => `WARRENER_CONFIG:${line}:${column}: ${message}`,
  )
  throw new Error(lines.join('\n'))
}

/**
 * What AWS Lambda calls, for a function URL or an HTTP API: the webhook, set up by the variables of its environment
 * (`lambda/environment.ts`). Where they are not right the module cannot be loaded, and Lambda logs why.
 */
export const handler = handlerOf(
  lambdaOptions({
    ...{ env: process.env, rules, docs: docsUrl, version },
    settings: settings(process.env.WARRENER_CONFIG ?? ''),
    write: line => void process.stdout.write(line),
    readFile: path => readFileSync(path, 'utf8'),
  }),
)
