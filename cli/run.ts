import { type Command, CommanderError } from 'commander'
import { type ExitCode, exitCode, isStop, type Stop } from './exit-code.ts'
import { fail } from './failure.ts'
import { failedJsonOf } from './formats/failed.ts'
import { formatFailure, formatNames } from './formats/format.ts'
import { type Host, processHost } from './host.ts'
import { end } from './output.ts'
import { usageWords } from './usage.ts'

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
    if (!(error instanceof CommanderError)) {
      if (isStop(error)) reportFailure(argv, error, host)
      return fail(error, host)
    }
    if (error.exitCode === 0) return exitCode.clean
    const message = usageWords(error.message)
    reportFailure(argv, { code: exitCode.usage, message }, host)
    return exitCode.usage
  }
}

/** What reads the report of a command has something to read, also where the command line could not be understood. */
function reportFailure(
  [command, ...rest]: readonly string[],
  { code, message }: Pick<Stop, 'code' | 'message'>,
  host: Host,
): void {
  const wanted = rest.flatMap((argument, index) => {
    if (argument === '--format') return rest[index + 1] ?? []
    return argument.startsWith('--format=') ? argument.slice('--format='.length) : []
  })
  if (command === 'lint' || command === 'fix' || command === 'audit') {
    const format = formatNames.find(name => wanted.includes(name))
    if (format) host.out.write(formatFailure(format, { code, message }))
  } else if (wanted.includes('json')) host.out.write(failedJsonOf(command ?? '', { code, message }) ?? '')
}

/** Runs a program in this process. */
export async function runHere(program: Program): Promise<void> {
  const host = processHost()
  if (host.cwd === '') {
    host.err.write('warrener: nothing to lint: the working directory is not there any more\n')
    end(exitCode.nothing, host)
    return
  }
  end(await runProgram(program, process.argv.slice(2), host), host)
}
