import { safeToStartTogether } from '../facts/peer-discovery.ts'
import { compareReleases, type Release } from '../facts/release.ts'
import { type Cluster, isSeveral } from '../model/cluster.ts'
import type { Edit } from '../model/kube/edit.ts'
import type { Fix } from '../model/kube/fix.ts'
import type { JsonObject } from '../model/kube/json.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { inContainer, portsOf } from '../model/pods/container.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'readiness-probe-missing',
  group: 'recovery',
  title: 'The node has no readiness probe',
  worst: 'warning',
  when: { since: 'ever' },
  single: 'info',
  needs: ['readiness', 'replicas'],
  mayBeAbsent: ['readiness'],
  rationale: `Without a readiness probe a pod is Ready as soon as its container runs. A roll-out then stops the next node while the one before
still boots, and Services send clients to nodes that do not listen yet. A TCP probe on the AMQP port holds back both. It fails while a node
waits for its peers, so it goes with \`podManagementPolicy: Parallel\`.`,
  sources: [
    'https://www.rabbitmq.com/docs/monitoring#readiness-probes',
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#rolling-updates',
  ],
  evidence: {
    kind: 'docs',
    where:
      'Kubernetes: a container without readiness probe counts as ready while it runs; a roll-out waits for Ready',
  },
  example: () => ({
    bad: cluster({ readiness: null }),
    good: cluster({ readiness: { tcpSocket: { port: 5672 }, ...times } }),
  }),
  check({ cluster, readiness }, tell) {
    if (readiness !== undefined) return
    const { broker, workload } = cluster
    const several = isSeveral(cluster)
    tell.report({
      at: inContainer(workload.template, broker.container, 'readinessProbe'),
      severity: several ? 'warning' : 'info',
      message: `container ${broker.container.name} of ${workload.called} has no readiness probe`,
      why: several
        ? 'a roll-out stops the next node while this one still boots, and clients are sent to nodes that do not listen yet'
        : 'clients are sent to it as soon as its container runs, while it still boots',
      help: helpFor(cluster),
      ...fixFor(cluster),
    })
  },
})

/** What the cluster operator gives its nodes. */
const times = { initialDelaySeconds: 10, timeoutSeconds: 5, periodSeconds: 10 }

/** Nodes that start one after another, and wait for one another, have to be ready while they do. */
const startsInOrder = ({ podManagement, joined, size, dataVolume, nodeName }: Cluster): boolean =>
  ifFound(size) === 'several' &&
  ifFound(podManagement)?.value === 'OrderedReady' &&
  ifFound(joined) !== false &&
  dataVolume.state !== 'absent' &&
  ifFound(dataVolume)?.persistent !== false &&
  ifFound(nodeName)?.style !== 'pod-ip'

function helpFor(cluster: Cluster): string {
  const port = ifFound(cluster.clientPort)
  const { wording } = cluster.workload.made
  const probe = wording.ofNode('readinessProbe')
  if (wording.ownProbe) return wording.ownProbe('readinessProbe')
  const tcp = `add ${probe} with tcpSocket on ${port === undefined ? 'the port for clients' : `port ${port}`}`
  if (!startsInOrder(cluster)) return tcp
  return compareReleases(cluster.release, safeToStartTogether) < 0
    ? `add ${probe} that runs ${passesWhileWaiting(cluster.release)} with timeoutSeconds: 15: it passes while a node waits for those that start after it`
    : `${tcp}, and ${wording.ofSet('podManagementPolicy')}: Parallel: else no node starts beside one that waits for it`
}

/** Source: rabbitmq-cli: the tool for diagnostics came with 3.7.10, and until 3.7.16 `status` asked for no booted node. */
const passesWhileWaiting = (release: Release): string =>
  compareReleases(release, { major: 3, minor: 7, patch: 17 }) < 0
    ? 'rabbitmqctl status'
    : 'rabbitmq-diagnostics ping'

function fixFor(cluster: Cluster): { readonly fix?: Fix } {
  const { workload, broker, podManagement, release } = cluster
  if (workload.made.unseen !== undefined || workload.made.wording.ownProbe) return {}
  const probe = (value: JsonObject): Edit => ({
    op: 'set',
    at: inContainer(workload.template, broker.container, 'readinessProbe'),
    value,
  })
  const inOrder = startsInOrder(cluster)
  if (inOrder && compareReleases(release, safeToStartTogether) < 0) {
    const command = passesWhileWaiting(release).split(' ')
    return {
      fix: {
        title: `run ${command.join(' ')}`,
        safety: 'unsafe',
        edits: [probe({ exec: { command }, ...times, timeoutSeconds: 15 })],
      },
    }
  }
  const known = ifFound(cluster.clientPort)
  const port = known ?? declaredPort(cluster)
  if (port === undefined) return {}
  const asking = probe({ tcpSocket: { port }, ...times })
  if (!inOrder)
    return {
      fix: {
        title: `ask for port ${port}`,
        edits: [asking],
        ...(known === undefined ? { safety: 'unsafe' } : { safety: 'safe', only: 'create' }),
      },
    }
  const order = ifFound(podManagement)
  if (order === undefined || workload.kind !== 'StatefulSet') return {}
  return {
    fix: {
      title: `ask for port ${port}, and let the nodes start together`,
      safety: 'unsafe',
      edits: [asking, { op: 'set', at: order.at, value: 'Parallel' }],
    },
  }
}

/** Where no variable sets the port of clients and the container lists the usual one, that will be it. */
const declaredPort = ({ broker: { container, environment } }: Cluster): number | undefined =>
  environment.get('RABBITMQ_NODE_PORT').state === 'absent' &&
  portsOf(container).some(({ port }) => port === 5672)
    ? 5672
    : undefined
