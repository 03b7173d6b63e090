import { Worker } from 'node:worker_threads'
import type { AdmissionReview } from '../admission.ts'
import { deadlineOf, millisecondsOf } from '../deadline.ts'
import { BadReview } from '../decode.ts'
import type { LogEntry } from '../deps.ts'
import { FaultElsewhere } from '../fault.ts'
import type { ObjectReader } from '../reader.ts'
import { turns } from '../turns.ts'
import type { FromThread, Job, ReaderFacts, Setup, Told } from './messages.ts'

/** Judges reviews in a thread of its own, so that what takes long holds nobody up, and what never ends can be ended. */
export interface Apart {
  /** Undefined where too many wait for their turn. */
  judge(review: ApartReview): Promise<AdmissionReview> | undefined
  /** Judges by this from now on. */
  use(setup: Setup): void
  stop(): Promise<void>
}
export interface ApartReview extends Pick<Job, 'door' | 'today' | 'timeout'> {
  readonly bytes: Buffer
  /** When the request came, by `performance.now()`. */
  readonly start: number
  /** A review that comes first waits for it. */
  readonly reader: () => Promise<ObjectReader | undefined>
  readonly log: (entry: LogEntry) => void
}

/** So many reviews wait for the thread: more cannot be answered in time. */
const mostWaiting = 8
/** After so many milliseconds without work the thread ends, and gives back its memory. */
const idleMs = 60_000
/** A thread that is not done at this share of the time that the API server waits is ended. */
const endShare = 0.9
/** What a review of 7 MiB needs at most, and some more; of a small container a part, the thread ends there and not the process. */
const maxHeapMb = Math.min(320, Math.round((process.constrainedMemory() / 2 ** 20) * 0.4))

/** In a bundle a file beside it. */
const file = (): URL =>
  new URL(import.meta.url.endsWith('.ts') ? './thread.ts' : './webhook-thread.cjs', import.meta.url)

export function apart(first: Setup): Apart {
  let worker: Worker | undefined
  let setup = first
  let isStale = false
  let idle: NodeJS.Timeout | undefined
  const queue = turns(1, mostWaiting)

  const end = async (): Promise<void> => {
    const ended = worker
    worker = undefined
    clearTimeout(idle)
    await ended?.terminate()
  }
  const started = (): Worker => {
    clearTimeout(idle)
    if (worker) return worker
    const fresh = new Worker(file(), {
      workerData: setup,
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
    })
    fresh.once('exit', () => {
      if (worker === fresh) worker = undefined
    })
    worker = fresh
    return fresh
  }
  const rest = (): void => {
    worker?.unref()
    idle = setTimeout(() => void end(), idleMs).unref()
  }

  const run = async (review: ApartReview): Promise<AdmissionReview> => {
    const { start, timeout } = review
    const reader = await review.reader()
    const left = start + millisecondsOf(timeout) * endShare - performance.now()
    if (left <= 0) throw lateFault
    if (isStale) await end()
    isStale = false
    const thread = started()
    thread.ref()
    const answer = Promise.withResolvers<AdmissionReview>()
    const timer = setTimeout(() => {
      answer.reject(lateFault)
      void end()
    }, left)
    const { signal } = deadlineOf(timeout, start)
    const hear = (message: FromThread): void => {
      if (message.is === 'answer') answer.resolve(message.answer)
      else if (message.is === 'bad') answer.reject(new BadReview(message.why))
      else if (message.is === 'fault') answer.reject(new FaultElsewhere(message.fault))
      else if (message.is === 'log') review.log(message.entry)
      else if (message.is === 'call')
        void lookUp(reader, message, signal).then(told =>
          thread.postMessage({ is: 'told', call: message.call, ...told }),
        )
    }
    const fall = (error: Error): void => answer.reject(new FaultElsewhere({ type: error.name, stack: [] }))
    const gone = (): void => answer.reject(new FaultElsewhere({ type: 'ended', stack: [] }))
    thread.on('message', hear).once('error', fall).once('exit', gone)
    try {
      thread.postMessage(jobOf(review, reader))
      return await answer.promise
    } finally {
      clearTimeout(timer)
      thread.off('message', hear).off('error', fall).off('exit', gone)
      rest()
    }
  }
  const use = ({ config, options }: Setup): void => {
    setup = { config, options }
    isStale = true
  }
  return { judge: review => queue.take(() => run(review)), use, stop: end }
}

const lateFault = new FaultElsewhere({ what: 'the review took too long', type: 'Late', stack: [] })

function jobOf({ bytes, door, today, timeout, start }: ApartReview, reader: ObjectReader | undefined): Job {
  return {
    is: 'job',
    bytes: new Uint8Array(bytes),
    ...{ door, today, timeout },
    waited: performance.now() - start,
    reader: reader && factsOf(reader),
  }
}

/** Of functions nothing can be sent: only what is said of them. */
const factsOf = ({ readsSecrets, isCostly, live }: ObjectReader): ReaderFacts => ({
  isCostly,
  ...(readsSecrets === undefined ? {} : { readsSecrets }),
  ...(live === undefined ? {} : { live: factsOf(live) }),
})

async function lookUp(
  reader: ObjectReader | undefined,
  { verb, isLive, args }: Extract<FromThread, { is: 'call' }>,
  signal: AbortSignal,
): Promise<Pick<Told, 'value' | 'error'>> {
  const asked = isLive ? reader?.live : reader
  try {
    const ask = asked?.[verb] as ((...args: readonly unknown[]) => Promise<unknown>) | undefined
    return { value: await ask?.(...args, signal) }
  } catch (error) {
    const { name, message = String(error) } =
      typeof error === 'object' && error !== null ? (error as Partial<Error>) : {}
    return { error: { message, ...(name === undefined ? {} : { name }) } }
  }
}
