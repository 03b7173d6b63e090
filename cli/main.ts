import { CommanderError } from 'commander'
import { exitCode } from './exit-code.ts'
import { fail } from './failure.ts'
import { type Host, processHost } from './host.ts'
import { program } from './program.ts'

/**
 * Runs the command and gives its exit code.
 * @param argv arguments without the name of the program
 */
export async function run(argv: readonly string[], host: Host): Promise<number> {
  let code: number = exitCode.clean
  try {
    await program(host, result => {
      code = result
    }).parseAsync([...argv], { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.clean : exitCode.usage
    return fail(error, host)
  }
}

/** Runs the command in this process. */
export async function main(): Promise<void> {
  // A reader that has seen enough (`warrener lint | head`) is no failure.
  process.stdout.on('error', error => {
    if ('code' in error && error.code === 'EPIPE') process.exit()
    throw error
  })
  process.exitCode = await run(process.argv.slice(2), processHost())
}
