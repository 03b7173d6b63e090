import { compareReleases } from '../facts/release.ts'
import { at } from '../model/kube/address.ts'
import { found } from '../model/kube/lookup.ts'
import { isInHostsFile } from '../model/names/node-name.ts'
import { showText } from '../model/pods/symbolic-text.ts'
import { hostUnresolved, hostUnresolvedByTool } from '../model/rule/log-lines.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'not-ready-addresses-unpublished',
  group: 'pairing',
  title: 'The headless Service hides pods that are not ready',
  worst: 'error',
  single: 'skip',
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
      'rabbitmq/cluster-operator internal/resource/headless_service.go@v2.22.3; rabbit_prelaunch_dist.erl@v4.3.5',
  },
  log: [hostUnresolved, hostUnresolvedByTool],
  example: () => ({
    bad: cluster({ service: { clusterIP: 'None' } }),
    good: cluster(),
  }),
  check({ governingService, cluster, release }, tell) {
    if (!governingService.headless || governingService.generated) return
    if (tell.know(governingService.publishesNotReady)) return
    const nodeName = tell.know(cluster.nodeName)
    const readiness = tell.know(cluster.readiness)
    // Unknown probes are not claimed to need a booted node.
    const deep =
      readiness !== undefined &&
      tell.know(readiness.needsBootedNode.state === 'unknown' ? found(false) : readiness.needsBootedNode) ===
        true
    const nameless =
      nodeName !== undefined &&
      nodeName.style === 'pod-name' &&
      nodeName.dotted &&
      !isInHostsFile(nodeName, governingService.name) &&
      deep
    const byIp =
      nodeName?.style === 'pod-ip' && compareReleases(release, { major: 3, minor: 8, patch: 18 }) >= 0
    const place = at(governingService.object, 'spec', 'publishNotReadyAddresses')
    tell.report({
      at: place,
      severity: nameless ? 'error' : byIp ? 'info' : 'warning',
      stopsBoot: nameless,
      message: `headless Service ${governingService.name} does not publish the addresses of pods that are not ready`,
      why: nameless
        ? `a node named ${showText(nodeName.text)} cannot resolve itself before it is Ready, and is not Ready before it boots`
        : 'after a full stop the nodes wait for each other, and none of them has a DNS record while it waits',
      help: 'set publishNotReadyAddresses: true',
      fix: { title: 'publish them', safety: 'additive', edits: [{ op: 'set', at: place, value: true }] },
    })
  },
})
