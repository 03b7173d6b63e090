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
  return root
}
