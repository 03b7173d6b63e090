import { type Command, Option } from 'commander'
import { append, withReportOptions } from '../arguments.ts'

/*
 * The commands on a live cluster, as they are declared; what they do is in live/, a bundle of its own.
 */

/** How a cluster is named. */
const withClusterOptions = (command: Command): Command =>
  command
    .option('--kubeconfig <file>', 'how to reach the API server (default: as kubectl does)')
    .option('--context <name>', 'context of the kubeconfig (default: its current one)')

/** Adds the options of `audit` to a command. */
const withAuditOptions = (command: Command, ruleIds: readonly string[]): Command =>
  withReportOptions(
    withClusterOptions(command)
      .option(
        '--namespace <name>',
        'only this namespace; may be given several times (default: all)',
        append,
        [],
      )
      .option('--read-secrets', 'read the Secrets that clusters name, one by one', false),
    ruleIds,
    'that of the cluster',
  )

/** Adds the options of `doctor` to a command. */
const withDoctorOptions = (command: Command): Command =>
  withClusterOptions(command)
    .option('--namespace <name>', 'where a StatefulSet that cannot start is tried, in a dry run', 'default')
    .option('--address <host:port>', 'where the webhook itself is reached from here: it is asked, too')
    .addOption(new Option('--format <format>', 'how to report').choices(['text', 'json']).default('text'))

/** Adds the options of `uninstall` to a command. */
const withUninstallOptions = (command: Command): Command =>
  withClusterOptions(command)
    .option('--only-configurations', 'only what makes the API server ask: switches the webhook off', false)
    .option('--dry-run', 'say what would be deleted', false)
    .option('--yes', 'do not ask', false)

/** The commands on a live cluster, as help lists them. */
export const liveCommands = {
  audit: { description: 'lint what a live cluster holds', declare: withAuditOptions },
  doctor: {
    description: 'say whether the webhook that is installed answers, and if not, why',
    declare: withDoctorOptions,
  },
  uninstall: { description: 'take the webhook out of a cluster', declare: withUninstallOptions },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly description: string
      readonly declare: (command: Command, ruleIds: readonly string[]) => Command
    }
  >
>
export type LiveCommand = keyof typeof liveCommands
export const liveNames = Object.keys(liveCommands) as readonly LiveCommand[]
