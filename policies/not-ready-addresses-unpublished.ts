import { compareReleases, type Release } from '../facts/release.ts'
import { type Cluster, hostFormOf, isSeveral } from '../model/cluster.ts'
import { at } from '../model/kube/address.ts'
import type { Fix } from '../model/kube/fix.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { isWritten } from '../model/kube/written.ts'
import type { HostForm } from '../model/names/host-form.ts'
import { type Service, serviceOf } from '../model/pods/service.ts'
import { showsNodes } from '../model/pods/service-signs.ts'
import { hostUnresolved, hostUnresolvedByTool } from '../model/rule/log-lines.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

/** Since then peer discovery counts pods that are not ready; before, only ready ones. Source: rabbit_peer_discovery_k8s.erl@v3.8.18. */
const listsNotReady: Release = { major: 3, minor: 8, patch: 18 }

export default clusterRule({
  id: 'not-ready-addresses-unpublished',
  group: 'pairing',
  title: 'The headless Service hides pods that are not ready',
  worst: 'error',
  single: 'skip',
  when: { since: 'ever' },
  needs: ['governingService'],
  rationale: `A node resolves its own name and those of its peers before it is Ready. Without \`publishNotReadyAddresses: true\` a
pod has no DNS record until then. After a full stop the nodes wait for each other and none has a name. A node whose name lacks the
cluster domain (\`rabbit@pod.service.namespace\`) finds not even itself, because the pod's hosts file holds only the full name: with a
readiness probe that needs a booted node it never starts.`,
  sources: [
    'https://www.rabbitmq.com/docs/cluster-formation#peer-discovery-k8s',
    'https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/',
  ],
  evidence: {
    kind: 'source',
    where:
      'rabbitmq/cluster-operator internal/resource/headless_service.go@v2.22.3:Update: it publishes them; deps/rabbitmq_prelaunch/src/rabbit_prelaunch_dist.erl@v4.3.5:duplicate_node_check: a node resolves its own name',
  },
  log: [hostUnresolved, hostUnresolvedByTool],
  early(object) {
    const service = object.kind === 'Service' && object.group === '' ? serviceOf(object) : undefined
    if (!service || !showsNodes(service) || ifFound(service.publishesNotReady) !== false) return undefined
    const fix = publish(service, false)
    return fix.safety === 'additive' ? fix : undefined
  },
  example: () => ({
    bad: cluster({ service: { clusterIP: 'None' } }),
    good: cluster(),
  }),
  check({ governingService, cluster, release }, tell) {
    if (!governingService.headless || governingService.generated) return
    if (tell.know(governingService.publishesNotReady)) return
    tell.know(cluster.nodeName)
    const form = hostFormOf(cluster)
    const readiness = tell.know(cluster.readiness)
    // Unknown probes are not claimed to need a booted node.
    const deep = readiness !== undefined && ifFound(readiness.needsBootedNode) === true
    const nameless = form === 'all-in-dns' && deep
    const listsAll = compareReleases(release, listsNotReady) >= 0
    // Nobody asks for these records: what has the nodes ask for them names the Service, too.
    if (!nameless && ((form === 'address' && listsAll) || ifFound(cluster.joined) === false)) return
    tell.report({
      at: at(governingService.object, ...path),
      severity: nameless ? 'error' : 'warning',
      stopsBoot: nameless,
      message: `headless Service ${governingService.name} does not publish the addresses of pods that are not ready`,
      why: nameless
        ? 'a node cannot resolve its own name before it is Ready, and is not Ready before it boots'
        : whyOf(cluster, form, deep),
      help: 'set publishNotReadyAddresses: true',
      fix: publish(governingService, nameless),
    })
  },
})

const path = ['spec', 'publishNotReadyAddresses'] as const

/** @param nameless the cluster cannot have worked as it is written */
function publish({ object }: Service, nameless: boolean): Fix {
  const safety = !isWritten(object, path, false) ? 'additive' : nameless ? 'safe' : 'unsafe'
  return { title: 'publish them', safety, edits: [{ op: 'set', at: at(object, ...path), value: true }] }
}

function whyOf(cluster: Cluster, form: HostForm, deep: boolean): string {
  if (form === 'address')
    return isSeveral(cluster)
      ? 'peer discovery lists a pod only once it is Ready: nodes that start together do not see each other'
      : 'peer discovery lists a pod only once it is Ready: one node does without'
  if (form === 'all-in-dns')
    return 'a pod has no DNS record until it is Ready: until then a node cannot resolve even its own name'
  if (!isSeveral(cluster))
    return 'a pod has no DNS record until it is Ready: one node does without, more of them need it while they boot'
  if (form === 'peers-nowhere')
    return 'a pod has no DNS record until it is Ready; short node names are known to no other pod even then'
  return deep
    ? 'after a full stop the nodes wait for each other, and none of them has a DNS record while it waits'
    : 'a pod has no DNS record until it is Ready: until then the other nodes cannot resolve it'
}
