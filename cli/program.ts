import { Argument, type Command, Option } from 'commander'
import { stores } from '../facts/metadata-store.ts'
import { lintArguments, withHistoryOptions, withLintOptions } from './arguments.ts'
import { diagnoseArguments, withDiagnoseOptions } from './commands/diagnose-command.ts'
import { explain } from './commands/explain.ts'
import { liveCommands, liveNames } from './commands/live-commands.ts'
import { listRules } from './commands/rules.ts'
import { withSurviveOptions } from './commands/survive-command.ts'
import { type UpgradeArguments, withUpgradeOptions } from './commands/upgrade-command.ts'
import { withWebhookOptions } from './commands/webhook-command.ts'
import { completion, type Shell, shells } from './completion/completion.ts'
import { runLint } from './lint.ts'
import { rootCommand } from './root.ts'
import { ruleIds } from './rule-ids.ts'
import type { Program } from './run.ts'
import { type TopicWish, topicNames } from './topics.ts'

const names = [
  'lint',
  'fix',
  'rules',
  'explain',
  'survive',
  'upgrade',
  'diagnose',
  'init',
  'completion',
  'webhook',
  'krm',
  ...liveNames,
] as const

/**
 * Every command. To declare them takes longer than to read a small file: where one comes first, the others are left out,
 * and nothing shows it.
 */
export const program: Program = (host, done, [first]) => {
  const root = rootCommand(host)
  const alone = names.find(name => name === first)
  const named = (
    name: (typeof names)[number],
    description: string,
    declare: (command: Command) => unknown,
  ): void => {
    if (alone === undefined || alone === name) declare(root.command(name).description(description))
  }
  const lintAction = async (paths: readonly string[], _: unknown, command: Command): Promise<void> =>
    done(await runLint(paths, lintArguments(command), host))
  named('lint', 'find what will break; the main job', command =>
    withHistoryOptions(withLintOptions(command, ruleIds)).action(lintAction),
  )
  named('fix', 'mend in the files what is safe to mend, and report the rest', command =>
    withLintOptions(command, ruleIds, true).action(lintAction),
  )
  named('rules', 'list the rules', command =>
    command
      .addOption(new Option('--format <format>', 'how to list').choices(['text', 'json']).default('text'))
      .action(({ format }: { format: 'text' | 'json' }) => listRules(format, host)),
  )
  named('explain', 'say what a rule is about, or what a RabbitMQ does', command =>
    command
      .argument('<rule or topic>', `id of a rule, or ${topicNames.join(', ')}`)
      .option('--rabbitmq-version <x.y[.z]>', 'what a topic says of this release')
      .addOption(
        new Option('--metadata-store <store>', 'where that release has its metadata').choices(stores),
      )
      .action((name: string, wish: TopicWish) => explain(name, wish, host)),
  )
  named('init', 'write a config file for what lies here', command =>
    command.action(async () => {
      const { runInit } = await import('./commands/init.ts')
      done(await runInit(host, new Date().toISOString().slice(0, 10)))
    }),
  )
  named('completion', 'print what makes a shell complete commands, options and rules', command =>
    command
      .addArgument(new Argument('<shell>', 'the shell').choices(shells))
      .action((shell: Shell) => host.out.write(completion(shell, program(host, done, [])))),
  )
  named('survive', 'tell what becomes of queues when something fails, and what to type then', command =>
    withSurviveOptions(command).action(async (paths: readonly string[], _, asked: Command) => {
      const { runSurvive } = await import('./commands/survive.ts')
      done(await runSurvive(paths, asked.opts(), host))
    }),
  )
  named('diagnose', 'say what a log tells is wrong, and where the manifests have it', command =>
    withDiagnoseOptions(command).action(async (log: string, paths: readonly string[], _, asked: Command) => {
      const { runDiagnose } = await import('./commands/diagnose.ts')
      done(await runDiagnose(log, paths, diagnoseArguments(asked), host))
    }),
  )
  named('upgrade', 'say what blocks the way to a release, what to type, and what to change', command =>
    withUpgradeOptions(command).action(async (paths: readonly string[], args: UpgradeArguments) => {
      const { runUpgrade } = await import('./commands/upgrade.ts')
      done(await runUpgrade(paths, args, host))
    }),
  )
  // The launcher starts these without loading this; here they are listed, and can be started all the same.
  named('webhook', 'serve as admission webhook', command =>
    withWebhookOptions(command).action(async (_, asked: Command) => {
      const { runWebhook } = await import('./commands/webhook.ts')
      done(await runWebhook(asked.opts(), host))
    }),
  )
  for (const name of liveNames) {
    const { description, declare } = liveCommands[name]
    named(name, description, command =>
      declare(command, ruleIds).action(async (_: unknown, asked: Command) => {
        const { runLive } = await import('../live/main.ts')
        done(await runLive(name, asked, host))
      }),
    )
  }
  named('krm', 'be a function of kustomize or kpt: judge the ResourceList on standard input', command =>
    command.action(async () => {
      const { runKrm } = await import('./commands/krm.ts')
      done(await runKrm(host, new Date().toISOString().slice(0, 10)))
    }),
  )
  return root
}
