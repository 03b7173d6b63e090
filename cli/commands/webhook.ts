import type { Command } from 'commander'
import { rules } from '../../bound.ts'
import { docsUrl } from '../../lint/docs-url.ts'
import {
  exported,
  gatheredLines,
  type Running,
  serve,
  serveOptions,
  untilStopped,
  type WebhookFlags,
} from '../../webhook/main.ts'
import type { ConfigFile } from '../config/config.ts'
import { severitiesOf } from '../config/config.ts'
import { settingsFor } from '../config/for-webhook.ts'
import { loadConfig } from '../config/load.ts'
import { type ExitCode, exitCode, wrongUsage } from '../exit-code.ts'
import { fail } from '../failure.ts'
import type { Host } from '../host.ts'
import { rootCommand } from '../root.ts'
import { ruleIds } from '../rule-ids.ts'
import { type Program, runHere } from '../run.ts'
import { version } from '../version.ts'
import { withWebhookOptions } from './webhook-command.ts'

export type WebhookArguments = WebhookFlags & {
  /** A file; false for `--no-config`; else one is looked for. */
  readonly config?: string | boolean
  /** Prints policies instead. */
  readonly exportVap?: boolean
}

/**
 * `warrener webhook`: serves until the process is asked to end. It is a bundle of its own, so that no other command
 * loads a server, and says itself why it fails. The log goes to standard error.
 */
export async function runWebhook(args: WebhookArguments, host: Host): Promise<ExitCode> {
  try {
    if (args.exportVap) {
      host.out.write(await policies(args, host))
      return exitCode.clean
    }
    await untilStopped(await start(args, host))
    return exitCode.clean
  } catch (error) {
    return fail(error, host)
  }
}

/** The command line of a process that is only the webhook. */
const program: Program = (host, done) => {
  const root = rootCommand(host)
  const webhook = root.command('webhook').description('serve as admission webhook')
  withWebhookOptions(webhook).action(async (_, command: Command) =>
    done(await runWebhook(command.opts(), host)),
  )
  return root
}

/** What the launcher runs for `warrener webhook`, so that the rules are loaded once. */
export const main = (): Promise<void> => runHere(program)

async function policies({ config: wish = true }: WebhookArguments, host: Host): Promise<string> {
  const { stringify } = await import('yaml')
  const { config } = loadConfig(wish, host.cwd, ruleIds)
  const severities = severitiesOf(config.rules)
  const objects = exported(docsUrl, rule => severities.get(rule) === 'off')
  return objects.map(object => stringify(object, { lineWidth: 0 })).join('---\n')
}

async function start({ config: wish = true, ...flags }: WebhookArguments, host: Host): Promise<Running> {
  const { config, file } = loadConfig(wish, host.cwd, ruleIds)
  const lines = gatheredLines(text => host.err.write(text))
  process.once('exit', lines.flush)
  const optionsFor = (now: ConfigFile) =>
    serveOptions(flags, settingsFor(now), { env: host.env, rules, docs: docsUrl, version, write: lines.add })
  const read = () => optionsFor(loadConfig(file ?? false, host.cwd, ruleIds).config)
  try {
    return await serve({ ...optionsFor(config), ...(file === undefined ? {} : { follow: { file, read } }) })
  } catch (error) {
    // Flags that do not fit together, a certificate that cannot be read, a port that is taken.
    throw wrongUsage(error instanceof Error ? error.message : String(error))
  }
}
