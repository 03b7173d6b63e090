import type { ClusterSurvival, QueueSurvival, ScenarioSurvival } from '../../../recovery/report.ts'
import { count } from '../text.ts'

/* How people are told what becomes of queues. */

/** What becomes of a queue, in two or three words. */
export function availabilityText({ availability, interruption }: QueueSurvival): string {
  if (availability === 'by-hand') return 'BY HAND'
  if (availability === 'lost') return 'LOST'
  if (availability === 'unknown') return 'unknown'
  if (interruption === 'none') return 'stays up'
  return interruption === 'restart' ? 'back after a restart' : 'back with its nodes'
}
export const messagesText = ({ messages }: QueueSurvival): string =>
  ({ kept: 'all kept', 'by-hand': 'kept by hand', lost: 'LOST', unknown: 'unknown' })[messages]

/** How a queue is called: `mirrored (ha-all)`. */
export const queueText = ({ type, policy }: QueueSurvival): string =>
  policy === null ? type : `${type} (${policy})`

export const isWell = ({ availability, messages }: QueueSurvival): boolean =>
  availability === 'survives' && messages === 'kept'

const badness = ({ availability, messages, interruption }: QueueSurvival): number =>
  100 * { survives: 0, unknown: 1, 'by-hand': 2, lost: 3 }[availability] +
  10 * { kept: 0, unknown: 1, 'by-hand': 2, lost: 3 }[messages] +
  { none: 0, restart: 1, 'until-returned': 2, unknown: 3 }[interruption]

/** The queue that decides: the worst of those that there are; where only applications could tell, of all. */
export function worstQueue({ queues }: ScenarioSurvival): QueueSurvival | undefined {
  const sure = queues.filter(({ maybe }) => !maybe)
  return (sure.length > 0 ? sure : queues).toSorted((a, b) => badness(b) - badness(a))[0]
}

/** A cluster under those of its stands that come to the same. */
export interface StandGroup {
  readonly cluster: ClusterSurvival
  readonly stands: readonly Pick<ClusterSurvival, 'stand' | 'store'>[]
}

/** The entries of a cluster that tell the same, as one. */
export function groupsOf(clusters: readonly ClusterSurvival[]): readonly StandGroup[] {
  const same = Map.groupBy(clusters, ({ stand: _, store, scenarios, ...about }) =>
    JSON.stringify([about, about.version === null ? '' : store, scenarios]),
  )
  return [...same.values()].flatMap(([first, ...others]) =>
    first ? [{ cluster: first, stands: [first, ...others] }] : [],
  )
}

const stores = { mnesia: 'Mnesia', khepri: 'Khepri' } as const
const minorOf = (stand: string): string => stand.split('.').slice(0, 2).join('.')
/** What is known of a cluster, in parts. */
export function clusterParts({ cluster, stands }: StandGroup): readonly string[] {
  const { name, version, replicas, file, line, assumed } = cluster
  const kept = [...new Set(stands.map(({ store }) => stores[store]))].join(' or ')
  const metadata = assumed ? `if its metadata is in ${kept}` : kept
  const minors = [...new Set(stands.map(({ stand }) => minorOf(stand)))]
  const [first, last] = [minors[0], minors.at(-1)]
  const release = version ?? (first === last ? `${first} (unknown)` : `${first} to ${last} (unknown)`)
  return [
    name,
    `RabbitMQ ${release}, ${metadata}${replicas === null ? '' : `, ${count(replicas, 'replica')}`}`,
    ...(file === null ? [] : [`${file}:${line}`]),
  ]
}

/** Where the values stand that decide. */
export const placesText = ({ because }: QueueSurvival): readonly string[] =>
  because.map(({ file, line, path, inner }) => {
    const what = [path, ...(inner === undefined ? [] : [inner])].join(' ')
    return file === null ? what : `${file}:${line} ${what}`
  })
