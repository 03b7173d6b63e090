import type { World } from './worlds.ts'

/** What no text may say in some worlds, and why it is false there. */
export interface Untrue {
  readonly where: (world: World) => boolean
  /** In any text, or only in what is advised. */
  readonly in?: 'help' | 'why'
  readonly never: RegExp
  readonly because: string
}

const is =
  <Key extends keyof World>(key: Key, ...values: readonly World[Key][]) =>
  (world: World): boolean =>
    values.includes(world[key])
const not =
  (condition: (world: World) => boolean) =>
  (world: World): boolean =>
    !condition(world)
const minor = ({ release }: World): number => {
  const [major = 0, number = 0] = (release ?? '').split('.').map(Number)
  return major * 100 + number
}
const from =
  (release: number) =>
  (world: World): boolean =>
    minor(world) >= release
const upTo =
  (release: number) =>
  (world: World): boolean =>
    world.release !== undefined && minor(world) <= release

export const untrue: readonly Untrue[] = [
  {
    where: not(is('kind', 'StatefulSet')),
    never: /volumeClaimTemplates|(?<!\.)\bspec\.podManagementPolicy/,
    because: 'these are fields of a StatefulSet',
  },
  {
    where: is('kind', 'RabbitmqCluster'),
    in: 'help',
    never:
      /(?<!of the rendered )StatefulSet|rabbitmq\.conf|advanced\.config\b|enabled_plugins|mount a |\bConfigMap/,
    because: 'the operator writes them: the user writes the RabbitmqCluster',
  },
  {
    where: is('kind', 'values'),
    in: 'help',
    never:
      /(?<!of the rendered )StatefulSet|rabbitmq\.conf|advanced\.config\b|enabled_plugins|mount a |\bConfigMap/,
    because: 'the chart writes them: the user writes values',
  },
  {
    where: not(is('size', 'several')),
    never:
      /each other|one another|\bpeers\b|\bno peer\b|the nodes\b|each node|majorit|full (stop|restart)|form no cluster|one cluster per pod|the cluster stays/,
    because: 'there is one node',
  },
  { where: is('kind', 'Pod'), never: /roll-out|each pod/, because: 'one Pod has no controller' },
  {
    where: is('names', 'ip'),
    never: /\bDNS\b|resolve/,
    because: 'nodes named by address ask no DNS',
  },
  {
    where: is('names', 'short'),
    never: /breaks at a full restart|not today/,
    because: 'short names are known to no other pod, restart or not',
  },
  {
    where: is('release', undefined),
    never: /RabbitMQ \d|\b\d\.\d+\.\d+ (?!and later|or later)|this release/,
    because: 'nobody wrote a release',
  },
  {
    where: not(is('release', undefined)),
    in: 'why',
    never: /\d\.\d+(\.\d+)? ?(-|to|and) ?\d\.\d+/,
    because: 'the release is known: what others do is not what will happen',
  },
  {
    where: from(401),
    never: /\bEndpoints\b|peer discovery (asks|reads)/,
    because: 'from 4.1 discovery asks nobody',
  },
  { where: from(403), never: /Mnesia/, because: '4.3 has no Mnesia' },
  { where: upTo(312), never: /Khepri/, because: 'Khepri came with 3.13' },
  {
    where: () => true,
    never: /undefined|NaN|\[object|\n| 1 (nodes|replicas|pods|lines|times)\b| {2}/,
    because: 'it is no sentence',
  },
]
