import type { Host } from './host.ts'
import { program } from './program.ts'
import { runHere, runProgram } from './run.ts'

/**
 * Runs the command and gives its exit code.
 * @param argv arguments without the name of the program
 */
export const run = (argv: readonly string[], host: Host): Promise<number> => runProgram(program, argv, host)

/** Runs the command in this process. */
export const main = (): Promise<void> => runHere(program)
