import type { Event } from './simulator/events.ts'
import type { Setup } from './simulator/setup.ts'

/*
 * What may happen to a cluster: lists of events, and nothing else. Where a scenario can happen in several ways, each is a list.
 */

export interface Scenario {
  readonly id: string
  /** In a few words, for a line. */
  readonly title: string
  /** What happens, in a sentence. */
  readonly means: string
  events(setup: Pick<Setup, 'size'>): readonly (readonly Event[])[]
}

const nodes = (size: number): readonly number[] => Array.from({ length: size }, (_, node) => node)
/** Planned stops, one after the other: that of the highest number first. */
const stopInTurn = (size: number): readonly Event[] =>
  nodes(size)
    .toReversed()
    .map(node => ({ do: 'scale', to: node }) as const)
const publish: Event = { do: 'publish' }
/** As many as a zone has of three: neighbours, beginning with each. */
const zones = (size: number): readonly (readonly number[])[] => {
  const some = Math.ceil(size / 3)
  return nodes(size).map(first => nodes(some).map(next => (first + next) % size))
}
/** One node, or with more than four of them as many as are less than half. */
const sides = (size: number): readonly (readonly number[])[] => {
  const some = Math.max(1, Math.floor((size - 1) / 2))
  return nodes(size).map(first => nodes(some).map(next => (first + next) % size))
}

export const scenarios = [
  {
    id: 'stop-in-order',
    title: 'stopped, then started',
    means: 'The set is scaled to 0, and back.',
    events: ({ size }) => [
      [
        { do: 'scale', to: 0 },
        { do: 'scale', to: size },
      ],
    ],
  },
  {
    id: 'all-at-once',
    title: 'all nodes at once',
    means: 'All nodes are killed in one moment, as by a power cut, and their pods are made anew.',
    events: ({ size }) => [[{ do: 'kill', pods: nodes(size), remade: true }]],
  },
  {
    id: 'last-survives',
    title: 'first to stop is lost',
    means:
      'All nodes are stopped in turn; the machine and disk of the one that stopped first are lost; then the others are started.',
    events: ({ size }) => [
      [...stopInTurn(size), { do: 'lose', pods: [size - 1] }, { do: 'scale', to: size }],
    ],
  },
  {
    id: 'last-lost',
    title: 'last to stop is lost',
    means:
      'All nodes are stopped in turn; the machine and disk of the one that stopped last are lost; then the others are started.',
    events: ({ size }) => [[...stopInTurn(size), { do: 'lose', pods: [0] }, { do: 'scale', to: size }]],
  },
  {
    id: 'all-lost-disks-kept',
    title: 'all lost but the disks',
    means: 'The set and its pods are deleted, the disks are left.',
    events: () => [[{ do: 'delete' }]],
  },
  {
    id: 'everything-lost',
    title: 'everything is lost',
    means: 'The set, its pods and all disks are lost.',
    events: ({ size }) => [[{ do: 'delete' }, { do: 'lose', pods: nodes(size) }]],
  },
  {
    id: 'rolling-update',
    title: 'rolling update',
    means: 'Each pod is stopped and made anew, the one with the highest number first.',
    events: ({ size }) => [
      nodes(size)
        .toReversed()
        .flatMap((pod): readonly Event[] => [{ do: 'replace', pod }, publish]),
    ],
  },
  {
    id: 'one-crash',
    title: 'a node crashes',
    means: 'One node is killed, and its container restarts.',
    events: ({ size }) =>
      nodes(size).map((pod): readonly Event[] => [{ do: 'kill', pods: [pod], remade: false }, publish]),
  },
  {
    id: 'zone-lost',
    title: 'a zone is out of reach',
    means: 'The machines of one zone of three are out of reach, with their disks, and come back later.',
    events: ({ size }) =>
      zones(size).map((pods): readonly Event[] => [{ do: 'away', pods }, publish, { do: 'back' }]),
  },
  {
    id: 'partition',
    title: 'the network parts',
    means:
      'The network parts less than half of the nodes, or one of two, from the others, and is whole again later.',
    events: ({ size }) =>
      size < 2
        ? [[]]
        : sides(size).map((pods): readonly Event[] => [{ do: 'part', pods }, publish, { do: 'heal' }]),
  },
  {
    id: 'scale-down',
    title: 'one replica less',
    means: 'The set is given one replica less.',
    events: ({ size }) => [[{ do: 'scale', to: size - 1 }]],
  },
] as const satisfies readonly Scenario[]
export type ScenarioId = (typeof scenarios)[number]['id']
