import { isThorough } from '../tries.ts'

/** What a text can be said of: each combination is one RabbitMQ of the table. */
export interface World {
  readonly kind: 'StatefulSet' | 'Deployment' | 'Pod' | 'RabbitmqCluster' | 'values'
  /** One node by itself, one that is prepared for more, or several. */
  readonly size: 'single' | 'one for now' | 'several'
  /** What the host part of the node names is: the full name of the pod in DNS, that without the cluster's domain, its short name, its address. */
  readonly names: 'full' | 'without domain' | 'short' | 'ip'
  /** Undefined where nothing tells it. */
  readonly release: string | undefined
}

/** Without a release, and with one of each line in turns: kind, size and names are the product, releases take turns in it. */
const lines = [
  ['3.7.28', '3.8.9', '3.12.14'],
  ['4.0.9', '4.2.1', '4.3.6'],
] as const
const sizes = ['single', 'one for now', 'several'] as const
const names = ['full', 'without domain', 'short', 'ip'] as const

/** All worlds there are: an operator and a chart choose the names of the nodes themselves, and a Pod is alone. */
export const worlds: readonly World[] = sizes.flatMap(sized).flatMap((world, index) => [
  ...lines
    .filter((_, line) => isThorough || line === index % lines.length)
    .map(line => ({ ...world, release: line[index % line.length] })),
  // An unknown release is judged as each that there is, which takes its time.
  ...(['full', 'ip'].includes(world.names) && (isThorough || index % 2 === 0) ? [world] : []),
  ...(!['full', 'ip'].includes(world.names) && world.kind !== 'StatefulSet' ? [world] : []),
])

function sized(size: World['size']): readonly World[] {
  const at = (kind: World['kind'], style: World['names']): World => ({
    kind,
    size,
    names: style,
    release: undefined,
  })
  return [
    ...names.map(style => at('StatefulSet', style)),
    at('Deployment', 'full'),
    at('Deployment', 'ip'),
    ...(size === 'several' ? [] : [at('Pod', 'short')]),
    ...(size === 'one for now' ? [] : [at('RabbitmqCluster', 'without domain'), at('values', 'full')]),
  ]
}

/** One line that tells a world from all others. */
export const nameOf = ({ kind, size, names: style, release }: World): string =>
  `${kind}, ${size}, names ${style}, ${release ?? 'release unknown'}`
