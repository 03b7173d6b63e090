import type { IncomingMessage } from 'node:http'
import type { AdmissionReview } from './admission.ts'
import type { Apart } from './apart/apart.ts'
import { type Bodies, bodies, Refused } from './body.ts'
import { admit } from './core.ts'
import { type Deadline, deadlineOf } from './deadline.ts'
import type { Deps } from './deps.ts'
import type { Logger } from './log.ts'
import { TooMuchHere } from './look-ups.ts'
import type { Metrics } from './metrics.ts'
import { parsedReview } from './parse.ts'
import { turns } from './turns.ts'

export type Door = Pick<Deps, 'path' | 'warnOnly'>

export interface ReviewingOptions {
  /** What every review is judged with; the rest is particular to one request. */
  readonly deps: () => Promise<Omit<Deps, keyof Door | keyof Deadline | 'today' | 'log'>>
  readonly log: Logger
  readonly metrics: Metrics
  /** Where large reviews are judged; undefined: like all others. */
  readonly apart?: Apart
  readonly bodies?: Bodies
}

/** A body of so many bytes, or files of so many that it turns out to need, are judged apart: less takes too short to hold the others up. */
const large = 192 * 1024
/** So many reviews are judged at a time, most of which wait for look-ups, and so many wait for their turn. */
const [most, mostWaiting] = [128, 256]

/** Reads the body of a request, and judges it. Throws Refused, BadReview, Defect. */
export function reviewing(
  options: ReviewingOptions,
): (request: IncomingMessage, asked: Omit<Posted, 'bytes'>) => Promise<AdmissionReview> {
  const { bodies: held = bodies() } = options
  const queue = turns(most, mostWaiting)
  return async (request, asked) => {
    const { bytes, release } = await held.read(request)
    try {
      const judged = judge({ ...asked, bytes }, options, queue)
      if (judged === undefined) throw busy()
      return await judged
    } finally {
      release()
    }
  }
}

/** What was posted, and when. */
export interface Posted {
  readonly door: Door
  readonly bytes: Buffer
  readonly start: number
  readonly timeout: unknown
}

function judge(
  posted: Posted,
  options: ReviewingOptions,
  queue: ReturnType<typeof turns>,
): Promise<AdmissionReview> | undefined {
  const { deps, apart } = options
  if (!apart) return queue.take(() => judgeHere(posted, options))
  const reader = async () => (await deps()).reader
  const elsewhere = () => apart.judge({ ...posted, ...recordOf(posted, options), reader })
  if (posted.bytes.length > large) return elsewhere()
  return queue.take(async () => {
    try {
      return await judgeHere(posted, { ...options, mostLookedUp: large })
    } catch (error) {
      if (error instanceof TooMuchHere) return (await elsewhere()) ?? Promise.reject(busy())
      throw error
    }
  })
}
const busy = (): Refused => new Refused(503, 'too many reviews wait for their turn')

/** Judges a body in this thread, at once. Throws BadReview, Defect. */
export async function judgeHere(
  posted: Posted,
  options: Omit<ReviewingOptions, 'apart' | 'bodies'> & Pick<Deps, 'mostLookedUp'>,
): Promise<AdmissionReview> {
  const { mostLookedUp } = options
  const { door, bytes, start, timeout } = posted
  const deadline = deadlineOf(timeout, start)
  return admit(parsedReview(bytes), {
    ...(await options.deps()),
    ...door,
    ...recordOf(posted, options),
    outOfTime: deadline.outOfTime,
    ...(mostLookedUp === undefined ? {} : { mostLookedUp }),
    get signal() {
      return deadline.signal
    },
  })
}

/** The day of a review, and where it is noted. */
function recordOf(
  { start }: Posted,
  { log: logger, metrics }: Pick<ReviewingOptions, 'log' | 'metrics'>,
): Pick<Deps, 'today' | 'log'> {
  return {
    today: new Date().toISOString().slice(0, 10),
    log(entry) {
      const ms = performance.now() - start
      metrics.review(entry, ms / 1000)
      const { findings: _, ...told } = entry
      logger.info('review', { ...told, ms: Math.round(ms) })
    },
  }
}
