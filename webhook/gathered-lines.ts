/** Milliseconds between two writes: a reader does not see the difference, and a server under load writes once instead of ten times. */
const pause = 20

/** Writes the first line at once, and those that follow it closely together. */
export function gatheredLines(write: (text: string) => void): {
  add(line: string): void
  /** Writes what is left: at the end of the process. */
  flush(): void
} {
  let waiting = ''
  let timer: NodeJS.Timeout | undefined
  const flush = (): void => {
    timer = undefined
    if (waiting === '') return
    const text = waiting
    waiting = ''
    timer = setTimeout(flush, pause).unref()
    write(text)
  }
  return {
    add(line) {
      waiting += line
      if (timer === undefined) flush()
    },
    flush,
  }
}
