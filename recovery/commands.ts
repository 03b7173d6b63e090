import type { Release } from '../facts/release.ts'
import { releaseRange } from '../facts/release-range.ts'
import type { Names } from './names.ts'
import { rescueName, rescuePod } from './rescue-pod.ts'
import type { Act } from './simulator/events.ts'
import type { QueueKindName } from './simulator/setup.ts'

/*
 * What a person types for each act: one shell line each, in order; a line that begins with # is for the person. Sources: rabbitmqctl(8)@v3.13.7
 * and @v4.3.5, rabbitmq-queues(8), rabbitmq-upgrade(8); kubectl replace --force takes resourceVersion out before it creates.
 */

export interface Asked {
  readonly names: Names
  readonly release: Release
  /** The virtual host of the queues. */
  readonly vhost: string
  /** Whether claims go with pods that are scaled away. */
  readonly deletesScaled: boolean
  /** The policy or key that no node boots with, in words. */
  readonly refused: string | undefined
}

/** The commands of a queue of a type, until redundancy is back. */
export function commandsOf(acts: readonly Act[], asked: Asked, type: QueueKindName): readonly string[] {
  const isForType = (act: Act): boolean => {
    if (act.do === 'fill') return type === 'mirrored'
    if (act.do === 'grow') return type === 'quorum' || type === 'stream'
    return act.do === 'shrink' ? type === 'quorum' : true
  }
  const own = acts.filter(isForType).flatMap(act => lines[act.do](act as never, asked, type))
  const fills = acts.some(act => act.do === 'fill')
  return own.length > 0 && type === 'mirrored' && !fills ? [...own, ...waitForMirrors(asked)] : own
}

type Lines = {
  readonly [K in Act['do']]: (
    act: Extract<Act, { do: K }>,
    asked: Asked,
    type: QueueKindName,
  ) => readonly string[]
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
const inPod = ({ kubectl, pods, container }: Names, pod: number): string =>
  `${kubectl} exec ${pods[pod]} -c ${container} --`
const nodeOf = ({ nodes }: Names, pod: number): string => nodes[pod] ?? ''
const ready = ({ kubectl, pods }: Names, pod: number): string =>
  `${kubectl} wait --for=condition=Ready pod/${pods[pod]} --timeout=15m`
/** An operator would undo it at once. */
const paused = ({ kubectl, resource }: Names, lines: readonly string[]): readonly string[] =>
  resource === undefined
    ? lines
    : [
        `${kubectl} label rabbitmqcluster ${resource} rabbitmq.com/pauseReconciliation=true`,
        ...lines,
        `${kubectl} label rabbitmqcluster ${resource} rabbitmq.com/pauseReconciliation-`,
      ]
const awaits = releaseRange('>=3.8.4')
/** Runs a command for each queue of a type, as `$queue`. */
function each({ names, vhost }: Asked, pod: number, type: string, run: string): readonly string[] {
  if (!/^[\w./-]+$/.test(vhost)) return ['# the name of the virtual host is none that a shell takes as it is']
  const list = `rabbitmqctl -q list_queues -p ${vhost} --no-table-headers name type`
  return [
    `${inPod(names, pod)} sh -c ${quoted(`${list} | awk '$2=="${type}"{print $1}' | while read -r queue; do ${run}; done`)}`,
  ]
}

const lines: Lines = {
  apply: (_, { names }) =>
    names.resource === undefined
      ? [
          '# apply the manifests again, with the same names: the claims are found by them',
          ...(names.file === undefined ? [] : [`${names.kubectl} apply -f ${quoted(names.file)}`]),
        ]
      : [
          '# the operator makes the set again while the RabbitmqCluster is there; else apply it again, with the same name',
        ],
  'start-together': (_, { names }) =>
    names.resource === undefined
      ? [
          '# the order in which pods start cannot be changed in place: the set is made anew around its pods (write it in the manifest, too)',
          `${names.kubectl} get ${names.set} -o yaml | sed 's/podManagementPolicy: OrderedReady/podManagementPolicy: Parallel/' | ${names.kubectl} replace --force --cascade=orphan -f -`,
        ]
      : [
          `# take podManagementPolicy: OrderedReady out of the override of RabbitmqCluster ${names.resource} first`,
          `${names.kubectl} delete ${names.set} --cascade=orphan`,
        ],
  name: (_, { names }) =>
    names.service === undefined
      ? ['# give the pods a headless Service with publishNotReadyAddresses: true']
      : [`${names.kubectl} patch service ${names.service} -p '{"spec":{"publishNotReadyAddresses":true}}'`],
  mend: (_, { names, refused }) => [
    `# take ${refused ?? 'what the release refuses'} out of the definitions, and apply them`,
    `${names.kubectl} delete pod ${names.pods.join(' ')}`,
  ],
  'restore-size': (_, { names }) => [`${names.kubectl} scale ${names.set} --replicas=${names.pods.length}`],
  forget: ({ pod, on }, { names }) => [
    `${inPod(names, on)} rabbitmqctl forget_cluster_node ${nodeOf(names, pod)}`,
  ],
  'forget-offline': ({ pods, on }, asked) => forgetOffline(asked, pods, on),
  'force-boot': ({ on }, { names }) => [
    `${inPod(names, on)} rabbitmqctl force_boot`,
    `${names.kubectl} delete pod ${names.pods[on]}`,
    ready(names, on),
  ],
  'stand-alone': ({ on }, { names }) => [
    '# of the others none may ever come back with its old disk; it fails until the node waits for them',
    `until ${inPod(names, on)} rabbitmqctl force_standalone_khepri_boot; do sleep 2; done`,
    ready(names, on),
  ],
  shrink: ({ on }, { names }) => [
    '# the members that are gone may have had messages that this one has not:',
    `${inPod(names, on)} rabbitmqctl eval 'rabbit_quorum_queue:force_all_queues_shrink_member_to_current_member().'`,
  ],
  renew: ({ pod }, { names }) => [
    ...(names.claims[pod] === undefined
      ? []
      : [`${names.kubectl} delete pvc ${names.claims[pod]} --wait=false`]),
    `${names.kubectl} delete pod ${names.pods[pod]} --force --grace-period=0 --ignore-not-found`,
    ready(names, pod),
  ],
  join: ({ pod, to }, { names }) => [
    `# ${names.pods[pod]} has founded a cluster of its own: until it has joined, clients may reach an empty one`,
    ...['stop_app', 'reset', `join_cluster ${nodeOf(names, to)}`, 'start_app'].map(
      command => `${inPod(names, pod)} rabbitmqctl ${command}`,
    ),
  ],
  grow: ({ pod, on }, asked, type) =>
    type === 'quorum'
      ? [`${inPod(asked.names, on)} rabbitmq-queues grow ${nodeOf(asked.names, pod)} all`]
      : each(
          asked,
          on,
          'stream',
          `rabbitmq-streams add_replica --vhost ${asked.vhost} "$queue" ${nodeOf(asked.names, pod)}`,
        ),
  fill: ({ on }, asked) => [
    ...each(asked, on, 'classic', `rabbitmqctl -q sync_queue -p ${asked.vhost} "$queue" || true`),
    ...waitForMirrors(asked),
  ],
  restart: ({ pods }, { names }) => [
    `${names.kubectl} delete pod ${pods.map(pod => names.pods[pod]).join(' ')}`,
    ...pods.map(pod => ready(names, pod)),
  ],
}

/** Until each queue that a node leads has a mirror with all messages. */
const waitForMirrors = ({ names, release }: Asked): readonly string[] =>
  awaits.has(release)
    ? names.pods.map(
        (_, pod) => `${inPod(names, pod)} rabbitmq-upgrade await_online_synchronized_mirror -t 3600`,
      )
    : []

/** On the disk of a node that does not run: before it boots, as its mirrors are emptied then. */
function forgetOffline(
  { names, deletesScaled }: Asked,
  pods: readonly number[],
  on: number,
): readonly string[] {
  const { kubectl, set } = names
  const rescue = rescueName(names.pods[on] ?? '')
  if (names.claims[on] === undefined) return ['# the data is on no claim: there is no disk to do it on']
  return paused(names, [
    ...(deletesScaled ? [`${kubectl} patch ${set} -p ${quoted(keepClaims)}`] : []),
    `${kubectl} scale ${set} --replicas=0`,
    `${kubectl} wait --for=delete ${names.pods.map(pod => `pod/${pod}`).join(' ')} --timeout=15m`,
    `echo ${quoted(rescuePod(names, on))} | ${kubectl} create -f -`,
    `${kubectl} wait --for=condition=Ready pod/${rescue} --timeout=15m`,
    ...pods.map(
      pod => `${kubectl} exec ${rescue} -- rabbitmqctl forget_cluster_node --offline ${nodeOf(names, pod)}`,
    ),
    `${kubectl} delete pod ${rescue}`,
    `${kubectl} scale ${set} --replicas=${names.pods.length}`,
    ready(names, on),
  ])
}
const keepClaims = '{"spec":{"persistentVolumeClaimRetentionPolicy":{"whenScaled":"Retain"}}}'
