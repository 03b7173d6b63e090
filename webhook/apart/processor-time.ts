import type { Deadline } from '../deadline.ts'

/** Milliseconds of processor time after which no more rules are run: no request takes longer than a second. */
const most = 800

/** Microseconds that this thread has computed for. Undefined where Node does not tell. */
const ofThread = (): number | undefined => {
  const used = process.threadCpuUsage?.()
  return used && used.user + used.system
}

/**
 * A deadline that is over, too, once the work for a request has taken much processor time: a thread judges one after the other,
 * and nobody who sends what takes long is given more of it because the API server would wait.
 */
export function withProcessorTime(deadline: Deadline, used: () => number | undefined = ofThread): Deadline {
  const start = used() ?? 0
  return {
    signal: deadline.signal,
    outOfTime: () => deadline.outOfTime() || (used() ?? 0) - start > most * 1000,
  }
}
