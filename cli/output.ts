import { fstatSync, statSync, writeSync } from 'node:fs'
import { exitCode } from './exit-code.ts'
import { reasonOf } from './files/reason.ts'

/** A stream that takes text. */
export interface Output {
  write(text: string): void
  readonly isTTY: boolean
  /** Of a terminal; undefined elsewhere. */
  readonly columns?: number | undefined
}

/** An output of this process. */
export interface ProcessOutput extends Output {
  /** No text waits for its reader. */
  readonly isWritten: boolean
}

/**
 * Standard output or standard error. Node's own stream takes a tenth of the time to load that Node itself takes to start,
 * so it is asked for only where there is a terminal, or a reader that has to be waited for.
 */
export function processOutput(descriptor: 1 | 2): ProcessOutput {
  let isClosed = false
  const fail = (error: NodeJS.ErrnoException): void => {
    isClosed = true
    // A reader that has seen enough (`warrener lint | head`) is no failure.
    if (error.code !== 'EPIPE') refuse(error)
  }
  const open = (): NodeJS.WriteStream =>
    (descriptor === 1 ? process.stdout : process.stderr).on('error', fail)
  const terminal = mayBeTerminal(descriptor) ? open() : undefined
  // Other devices are written to at once, so that what they refuse is known before the end.
  let stream = terminal?.isTTY === true ? terminal : undefined
  const write = (text: string): void => {
    if (stream) {
      stream.write(text)
      return
    }
    let rest = Buffer.from(text)
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'EAGAIN') fail(error as NodeJS.ErrnoException)
      else {
        stream = open()
        stream.write(rest)
      }
    }
  }
  return {
    write: text => {
      if (!isClosed) write(text)
    },
    isTTY: stream?.isTTY === true,
    columns: stream?.columns,
    get isWritten() {
      return isClosed || stream === undefined || stream.writableLength === 0
    },
  }
}

/**
 * Ends this process, at once where all is written: Node would clear its loop and V8 its heap first, which takes longer
 * than to write a report.
 */
export function end(code: number, { out, err }: Readonly<Record<'out' | 'err', ProcessOutput>>): void {
  process.exitCode = code
  if (out.isWritten && err.isWritten) process.exit()
}

/** Ends this process where an output is not taken, such as by a full disk: a part of a report is none. */
function refuse(error: unknown): never {
  try {
    writeSync(2, `warrener: what is to be said cannot be written: ${reasonOf(error)}\n`)
  } catch {
    // Nobody can be told.
  }
  process.exit(exitCode.defect)
}

/** Whether it is a device, of which Node's stream knows whether it is a terminal. */
function mayBeTerminal(descriptor: number): boolean {
  const stats = fstatSync(descriptor)
  return stats.isCharacterDevice() && stats.rdev !== statSync('/dev/null', { throwIfNoEntry: false })?.rdev
}
