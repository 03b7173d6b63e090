import type { Command } from 'commander'
import { argumentsOf } from '../cli/arguments.ts'
import { type LiveCommand, liveCommands, liveNames } from '../cli/commands/live-commands.ts'
import type { ExitCode } from '../cli/exit-code.ts'
import type { Host } from '../cli/host.ts'
import { rootCommand } from '../cli/root.ts'
import { ruleIds } from '../cli/rule-ids.ts'
import { type Program, runHere } from '../cli/run.ts'
import { type AuditArguments, runAudit } from './audit/audit.ts'
import { type DoctorArguments, runDoctor } from './doctor/doctor.ts'
import { runUninstall, type UninstallArguments } from './uninstall/uninstall.ts'

/** What each command does. */
const actions: Readonly<Record<LiveCommand, (command: Command, host: Host) => Promise<ExitCode>>> = {
  audit: (command, host) => runAudit(argumentsOf<AuditArguments>(command), host),
  doctor: (command, host) => runDoctor(command.opts<DoctorArguments>(), host),
  uninstall: (command, host) => runUninstall(command.opts<UninstallArguments>(), host),
}

/**
 * Runs a command on a live cluster. It is a bundle of its own, so that no other command loads what speaks to an API server. Throws a
 * Stop where it ends early.
 */
export const runLive = (name: LiveCommand, command: Command, host: Host): Promise<ExitCode> =>
  actions[name](command, host)

/** The command line of a process that is only one of them. */
const program: Program = (host, done) => {
  const root = rootCommand(host)
  for (const name of liveNames) {
    const { description, declare } = liveCommands[name]
    declare(root.command(name).description(description), ruleIds).action(
      async (_: unknown, command: Command) => done(await runLive(name, command, host)),
    )
  }
  return root
}

/** What the launcher runs for them. */
export const main = (): Promise<void> => runHere(program)
