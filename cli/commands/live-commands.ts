import type { Command } from 'commander'
import { withReportOptions } from '../arguments.ts'

/*
 * The commands on a live cluster, as they are declared; what they do is in live/, a bundle of its own.
 */

const append = (text: string, list: readonly string[]): readonly string[] => [...list, text]

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

/** The commands on a live cluster, as help lists them. */
export const liveCommands = {
  audit: { description: 'lint what a live cluster holds', declare: withAuditOptions },
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
