import { type Command, CommanderError } from 'commander'
import { type ExitCode, exitCode } from './exit-code.ts'
import { fail } from './failure.ts'
import { type Host, processHost } from './host.ts'
import { end } from './output.ts'

/**
 * A command line, ready to parse. Throws CommanderError for help and wrong usage.
 * @param done takes the exit code of the command that ran
 * @param argv what will be parsed: a command that it does not name need not be there
 */
export type Program = (host: Host, done: (code: ExitCode) => void, argv: readonly string[]) => Command

/**
 * Runs a program and gives its exit code.
 * @param argv arguments without the name of the program
 */
export async function runProgram(program: Program, argv: readonly string[], host: Host): Promise<number> {
  let code: number = exitCode.clean
  try {
    const take = (result: ExitCode): void => {
      code = result
    }
    await program(host, take, argv).parseAsync([...argv], { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.clean : exitCode.usage
    return fail(error, host)
  }
}

/** Runs a program in this process. */
export async function runHere(program: Program): Promise<void> {
  const host = processHost()
  end(await runProgram(program, process.argv.slice(2), host), host)
}
