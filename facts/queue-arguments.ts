import type { Release } from './release.ts'
import { type ReleaseRange, releaseRange } from './release-range.ts'

/*
 * What a queue may be declared with. Source: rabbit_amqqueue.erl, check_declare_arguments/3 and declare_args/0, and the
 * queue_arguments of rabbit_classic_queue.erl, rabbit_quorum_queue.erl and rabbit_stream_queue.erl, at v3.9.29, v3.11.28,
 * v3.13.7, v4.2.6 and v4.3.5.
 */

type Type = 'classic' | 'quorum' | 'stream'
/** What is wrong with a value, without the value; undefined where it is taken. */
type Check = (value: unknown, release: Release) => string | undefined

interface Argument {
  readonly check: Check
  /** The types that take it, and since or until when. */
  readonly of: Partial<Readonly<Record<Type, ReleaseRange>>>
}

const all = releaseRange('all')
const range = releaseRange

const isWhole = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value)
/** Source: rabbit_misc.erl, check_expiry/1. */
const longestTime = 4294967295
const whole =
  (least: number, most = Number.MAX_SAFE_INTEGER): Check =>
  value => {
    if (!isWhole(value)) return 'is not a whole number'
    if (value < least) return `is less than ${least}`
    return value > most ? `is more than ${most}` : undefined
  }
const oneOf =
  (...words: readonly string[]): Check =>
  value =>
    words.some(word => word === value) ? undefined : `is none of ${words.join(', ')}`
const text: Check = value => (typeof value === 'string' ? undefined : 'is not a text')
const yesOrNo: Check = value => (typeof value === 'boolean' ? undefined : 'is neither true nor false')
const age: Check = value =>
  typeof value === 'string' && /^0*[1-9]\d*[YMDhms]$/.test(value)
    ? undefined
    : 'is not a number followed by Y, M, D, h, m or s'

const everywhere = { classic: all, quorum: all, stream: all }
const queues = { classic: all, quorum: all }
const quorumSince = (since: string): Argument['of'] => ({ classic: all, quorum: range(since) })

const table: Readonly<Record<string, Argument>> = {
  'x-expires': { check: whole(1, longestTime), of: queues },
  'x-message-ttl': { check: whole(0, longestTime), of: quorumSince('>=3.10') },
  'x-dead-letter-exchange': { check: text, of: { ...queues, stream: range('<=3.9') } },
  'x-dead-letter-routing-key': { check: text, of: { ...queues, stream: range('<=3.9') } },
  'x-dead-letter-strategy': {
    check: oneOf('at-most-once', 'at-least-once'),
    of: { quorum: range('>=3.10') },
  },
  'x-max-length': { check: whole(0), of: { ...queues, stream: range('<=3.9') } },
  'x-max-length-bytes': { check: whole(0), of: everywhere },
  'x-max-in-memory-length': { check: whole(0), of: { classic: range('<=3.10'), quorum: all } },
  'x-max-in-memory-bytes': { check: whole(0), of: { classic: range('<=3.10'), quorum: all } },
  'x-max-priority': { check: whole(0, 255), of: { classic: all } },
  'x-overflow': { check: oneOf('drop-head', 'reject-publish', 'reject-publish-dlx'), of: queues },
  'x-queue-mode': { check: until('<=4.2', oneOf('default', 'lazy')), of: { classic: all } },
  'x-queue-version': { check: version, of: { classic: range('>=3.10') } },
  'x-queue-master-locator': { check: text, of: { classic: all } },
  'x-single-active-consumer': { check: yesOrNo, of: { ...queues, stream: range('<=3.9') } },
  'x-quorum-initial-group-size': { check: whole(1), of: { quorum: all } },
  'x-delivery-limit': { check: isTaken, of: { quorum: all } },
  'x-max-age': { check: age, of: { stream: all } },
  'x-stream-max-segment-size-bytes': { check: whole(0), of: { stream: all } },
  'x-initial-cluster-size': { check: whole(1), of: { stream: all } },
  'x-queue-leader-locator': {
    check: oneOf('client-local', 'balanced', 'random', 'least-leaders'),
    of: { classic: range('>=4.0'), quorum: range('>=3.10'), stream: all },
  },
}

/** Source for 4.3, which refuses version 1: its release notes; seen on Debian's build of 4.3.6. */
function version(value: unknown, release: Release): string | undefined {
  if (value === 2 || (value === 1 && range('<=4.2').has(release))) return undefined
  return `is no version of classic queues that RabbitMQ ${release.major}.${release.minor} has`
}
function until(last: string, check: Check): Check {
  return (value, release) => (range(last).has(release) ? check(value, release) : undefined)
}
/** The broker takes it as it is; the queue reads it later. */
function isTaken(): undefined {
  return undefined
}

/** From then on an argument that only another type of queue knows is refused; before, it was passed over. */
const strictKeys = releaseRange('>=3.9')

/**
 * Why a broker refuses a queue with this argument, without its value; undefined where it takes it, and for arguments that
 * no type knows, which are kept and do nothing.
 *
 * @param type the type of the queue; undefined where it is not known: then what any type takes is taken
 */
export function argumentProblem(
  name: string,
  value: unknown,
  type: Type | undefined,
  release: Release,
): string | undefined {
  const argument = Object.hasOwn(table, name) ? table[name] : undefined
  if (!argument) return undefined
  const takes = (one: Type): boolean => argument.of[one]?.has(release) === true
  if (type === undefined) return types.some(takes) ? argument.check(value, release) : undefined
  if (takes(type)) return argument.check(value, release)
  return strictKeys.has(release) && types.some(takes) ? `is no argument of a ${type} queue` : undefined
}
const types: readonly Type[] = ['classic', 'quorum', 'stream']
