import { type Command, Option } from 'commander'
import { lintArguments, withLintOptions } from './arguments.ts'
import { explainRule } from './commands/explain.ts'
import { listRules } from './commands/rules.ts'
import { addWebhookCommand } from './commands/webhook-command.ts'
import { runLint } from './lint.ts'
import { rootCommand } from './root.ts'
import { ruleIds } from './rule-ids.ts'
import type { Program } from './run.ts'

/** Every command. */
export const program: Program = (host, done) => {
  const root = rootCommand(host)
  const lintAction = async (paths: readonly string[], _: unknown, command: Command): Promise<void> =>
    done(await runLint(paths, lintArguments(command), host))
  const lint = root.command('lint').description('find what will break; the main job')
  withLintOptions(lint, ruleIds).action(lintAction)
  const fix = root.command('fix').description('mend in the files what is safe to mend, and report the rest')
  withLintOptions(fix, ruleIds, true).action(lintAction)
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
  // The launcher starts the webhook without loading this; here it is listed, and can be started all the same.
  addWebhookCommand(root).action(async (_, command: Command) => {
    const { runWebhook } = await import('./commands/webhook.ts')
    done(await runWebhook(command.opts(), host))
  })
  return root
}
