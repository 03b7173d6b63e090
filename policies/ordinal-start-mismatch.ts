import { seedNode } from '../facts/peer-discovery.ts'
import type { Cluster } from '../model/cluster.ts'
import { type Address, at } from '../model/kube/address.ts'
import type { Fix } from '../model/kube/fix.ts'
import { ifFound } from '../model/kube/lookup.ts'
import type { Ordinals } from '../model/pods/workload.ts'
import { waitsForSeed } from '../model/rule/log-lines.ts'
import { clusterRule, type Draft, type Tell } from '../model/rule/rule.ts'
import type { Setting } from '../model/settings/config.ts'
import { cluster } from './sample.ts'

const key = 'cluster_formation.k8s.ordinal_start'
const seedKey = 'cluster_formation.k8s.seed_node'

export default clusterRule({
  id: 'ordinal-start-mismatch',
  group: 'discovery',
  title: 'The node that is to found the cluster is none of these',
  worst: 'error',
  single: 'info',
  when: { rabbitmq: '>=4.1' },
  needs: ['replicas'],
  rationale: `From 4.1 the Kubernetes backend lets one node found the cluster: the one with the number
\`cluster_formation.k8s.ordinal_start\` (0 by default), or \`cluster_formation.k8s.seed_node\`. All others wait for it for ever. Where
\`spec.ordinals.start\` numbers the pods from elsewhere, and the key does not say so, that node does not exist. Nor does it yet where pods
start one after another, and those before it are not ready until they have joined it.`,
  sources: [
    'https://www.rabbitmq.com/docs/cluster-formation#peer-discovery-k8s',
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#start-ordinal',
  ],
  evidence: {
    kind: 'observed',
    where:
      'test/slow/boots.test.ts: the node that is to found the cluster is not there; rabbit_peer_discovery_k8s.erl@v4.3.5, seed_node/2',
  },
  log: [waitsForSeed],
  example: () => ({
    bad: cluster({
      image: 'rabbitmq:4.2.1',
      objects: [{ kind: 'StatefulSet', metadata: { name: 'rabbitmq' }, spec: { ordinals: { start: 1 } } }],
    }),
    good: cluster({
      image: 'rabbitmq:4.2.1',
      conf: 'cluster_formation.k8s.ordinal_start = 1',
      objects: [{ kind: 'StatefulSet', metadata: { name: 'rabbitmq' }, spec: { ordinals: { start: 1 } } }],
    }),
  }),
  check({ replicas, cluster }, tell) {
    const { workload, discovery, config } = cluster
    const { ordinals } = workload
    if (ordinals === undefined || replicas.value < 1) return
    if (tell.know(discovery.backend)?.module !== 'k8s') return
    const seed = tell.know(config.effective(seedKey))
    const start = tell.know(config.effective(key))
    const draft = seed ? bySeed(seed, cluster, tell) : byNumber(start, { cluster, ordinals }, tell)
    if (draft) tell.report({ ...draft, stopsBoot: true })
  },
})

/** A node that is named in full. */
function bySeed({ value, at: place, sensitive }: Setting, cluster: Cluster, tell: Tell): Draft | undefined {
  const names = tell.know(cluster.nodeNames) ?? []
  if (names.includes(value) || names.length === 0) return undefined
  return {
    at: place,
    message: `${sensitive ? 'a node that the configuration names' : value} is to found the cluster, and is none of the nodes of ${cluster.workload.object.name}`,
    why: waits(names.length),
    help: `name ${names[0]}, or leave ${seedKey} out`,
  }
}

/** The node with a number. */
function byNumber(
  written: Setting | undefined,
  { cluster, ordinals }: { readonly cluster: Cluster; readonly ordinals: Ordinals },
  tell: Tell,
): Draft | undefined {
  const names = namesOf(cluster, ordinals)
  const [first = ''] = names
  const seed = seedNode(first, Number(written?.value ?? 0))
  // Of names without a number another rule speaks.
  if (seed === undefined || seed === first) return undefined
  const exists = names.includes(seed)
  if (exists && !waitsInOrder(cluster, tell)) return undefined
  const { workload, nodeName } = cluster
  const name = ifFound(nodeName)
  const founder = written?.sensitive ? 'another node' : labelOf(seed)
  const own = /^[^@]+@[^.]*-0*(\d+)/.exec(first)?.[1] ?? '0'
  return {
    at:
      written?.at ??
      (name?.style === 'fixed' && name.host ? name.at : at(workload.object, 'spec', 'ordinals', 'start')),
    message: exists
      ? `${founder} is to found the cluster, and starts when ${labelOf(first)} is ready`
      : `${founder} is to found the cluster, and ${labelOf(first)} is the first node there is`,
    why: exists
      ? `${labelOf(first)} waits for it, and Kubernetes starts it only when ${labelOf(first)} is ready`
      : waits(names.length),
    help: `set ${key} = ${own} in ${workload.made.wording.conf}`,
    ...fixOf(cluster, written?.at, own),
  }
}

/** The names of the nodes; where not all of them is known, as far as numbers go. */
function namesOf({ nodeNames, replicas }: Cluster, { owner, start }: Ordinals): readonly string[] {
  const known = ifFound(nodeNames)
  if (known) return known
  const count = Math.min(ifFound(replicas)?.value ?? 0, 1000)
  return Array.from({ length: count }, (_, index) => `rabbit@${owner}-${start + index}`)
}

/** The first label of the host part, which is the name of a pod. */
const labelOf = (name: string): string => name.slice(name.indexOf('@') + 1).replace(/\..*/, '')

const waits = (count: number): string =>
  count > 1
    ? 'all nodes wait for it for ever: none boots'
    : 'the node waits for it for ever, and does not boot'

/** Whether Kubernetes starts the next pod only when the one before has joined. */
const waitsInOrder = ({ podManagement, readiness }: Cluster, tell: Tell): boolean => {
  if (tell.know(podManagement)?.value !== 'OrderedReady') return false
  const probe = tell.know(readiness)
  return probe !== undefined && tell.know(probe.needsBootedNode) === true
}

/** The number of the first pod: in the line that says another, else below the one that names the backend. */
function fixOf({ discovery }: Cluster, written: Address | undefined, start: string): { fix?: Fix } {
  const backend = ifFound(discovery.backend)
  const place = written ?? (backend && { ...backend.keyAt, path: [...backend.keyAt.path.slice(0, -1), key] })
  if (place === undefined || (written === undefined && backend?.generated)) return {}
  return {
    fix: {
      title: 'begin with the first pod',
      safety: 'safe',
      edits: [{ op: 'set', at: place, value: start }],
    },
  }
}
