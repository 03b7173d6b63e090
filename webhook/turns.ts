/** Lets so many things go on at a time, and so many wait for their turn. */
export interface Turns {
  /** Undefined where too many wait already. */
  take<T>(work: () => Promise<T>): Promise<T> | undefined
}

export function turns(most: number, mostWaiting: number): Turns {
  let going = 0
  const waiting: (() => void)[] = []
  const done = (): void => {
    going--
    waiting.shift()?.()
  }
  return {
    take(work) {
      if (going >= most && waiting.length >= mostWaiting) return undefined
      return (async () => {
        if (going >= most) await new Promise<void>(resolve => waiting.push(resolve))
        going++
        try {
          return await work()
        } finally {
          done()
        }
      })()
    },
  }
}
