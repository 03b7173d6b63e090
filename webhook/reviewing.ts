import type { RequestHandler } from 'express'
import type { AdmissionReview } from './admission.ts'
import type { Apart } from './apart/apart.ts'
import { type Bodies, bodies, Refused } from './body.ts'
import { admit } from './core.ts'
import { type Deadline, deadlineOf } from './deadline.ts'
import type { Deps, LogEntry } from './deps.ts'
import type { Logger } from './log.ts'
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

/** A body of so many bytes is judged apart: no smaller one takes long enough to hold the others up. */
const large = 192 * 1024
/** So many reviews are judged at a time, most of which wait for look-ups, and so many wait for their turn. */
const [most, mostWaiting] = [128, 256]

/** One review: its body is read, judged and answered. Throws Refused, BadReview, Defect. */
export function reviewing(door: Door, options: ReviewingOptions): RequestHandler {
  const { bodies: held = bodies() } = options
  const queue = turns(most, mostWaiting)
  return async (request, response) => {
    const start: number = response.locals.start
    const { bytes, release } = await held.read(request)
    try {
      const judged = judge({ door, bytes, start, timeout: request.query.timeout }, options, queue)
      response.json(
        await (judged ?? Promise.reject(new Refused(503, 'too many reviews wait for their turn'))),
      )
    } finally {
      release()
    }
  }
}

interface Posted {
  readonly door: Door
  readonly bytes: Buffer
  readonly start: number
  readonly timeout: unknown
}

function judge(
  { door, bytes, start, timeout }: Posted,
  { deps, log: logger, metrics, apart }: ReviewingOptions,
  queue: ReturnType<typeof turns>,
): Promise<AdmissionReview> | undefined {
  const today = new Date().toISOString().slice(0, 10)
  const log = (entry: LogEntry): void => {
    const ms = performance.now() - start
    metrics.review(entry, ms / 1000)
    const { findings: _, ...told } = entry
    logger.info('review', { ...told, ms: Math.round(ms) })
  }
  if (apart && bytes.length > large)
    return apart.judge({ bytes, door, start, timeout, today, log, reader: async () => (await deps()).reader })
  return queue.take(async () =>
    admit(parsedReview(bytes), {
      ...(await deps()),
      ...door,
      ...deadlineOf(timeout, start),
      today,
      log,
    }),
  )
}
