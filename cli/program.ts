import { Command, Option } from 'commander'
import { lintArguments, withLintOptions } from './arguments.ts'
import { explainRule } from './commands/explain.ts'
import { listRules } from './commands/rules.ts'
import type { ExitCode } from './exit-code.ts'
import type { Host } from './host.ts'
import { ruleIds, runLint } from './lint.ts'
import { version } from './version.ts'

/**
 * The command line, ready to parse. Throws CommanderError for help and wrong usage.
 * @param done takes the exit code of the command that ran
 */
export function program(host: Host, done: (code: ExitCode) => void): Command {
  const root = new Command('warrener')
    .description('Finds what will break RabbitMQ on Kubernetes before it does.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: text => host.out.write(text), writeErr: text => host.err.write(text) })
    .showHelpAfterError('(warrener --help lists commands and options)')
  withLintOptions(root.command('lint').description('find what will break; the main job'), ruleIds).action(
    async (paths: readonly string[], _, command: Command) =>
      done(await runLint(paths, lintArguments(command), host)),
  )
  withLintOptions(root.command('fix').description('lint --fix'), ruleIds).action(
    async (paths: readonly string[], _, command: Command) =>
      done(await runLint(paths, { ...lintArguments(command), fix: true }, host)),
  )
  root
    .command('rules')
    .description('list the rules')
    .addOption(new Option('--format <format>', 'how to list').choices(['text', 'json']).default('text'))
    .action(({ format }: { format: 'text' | 'json' }) => listRules(format, host))
  root
    .command('explain')
    .description('print the page of a rule')
    .argument('<rule>', 'id of the rule')
    .action((id: string) => explainRule(id, host))
  withWebhookOptions(root.command('webhook').description('serve as admission webhook')).action(
    async (_, command: Command) => {
      const { runWebhook } = await import('./commands/webhook.ts')
      done(await runWebhook(command.opts(), host))
    },
  )
  return root
}

const withWebhookOptions = (command: Command): Command =>
  command
    .option('--port <port>', 'port to listen on (default: $PORT, else 8443)')
    .option('--tls-cert <file>', 'certificate, reloaded when it changes')
    .option('--tls-key <file>', 'its private key')
    .option('--no-tls', 'serve plain HTTP, where something else terminates TLS')
    .option('--kubeconfig <file>', 'how to reach the API server (default: as a pod, else as kubectl does)')
    .option('--no-cluster', 'look nothing up')
    .option('--config <file>', 'config file (default: as for lint)')
    .option('--no-config', 'read no config file')
