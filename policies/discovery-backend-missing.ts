import { backendPlugin, k8sDiscovery, k8sSetting } from '../facts/peer-discovery.ts'
import type { Release } from '../facts/release.ts'
import type { Cluster } from '../model/cluster.ts'
import type { Edit } from '../model/kube/edit.ts'
import type { Fix } from '../model/kube/fix.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { plainText } from '../model/pods/symbolic-text.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { placeFor } from '../model/settings/config.ts'
import { cluster } from './sample.ts'

const key = 'cluster_formation.peer_discovery_backend'

export default clusterRule({
  id: 'discovery-backend-missing',
  group: 'discovery',
  title: 'Settings of a cluster, and no peer discovery backend',
  worst: 'error',
  single: 'info',
  needs: ['replicas'],
  rationale: `Host names, Services and variables prepare nodes to find each other, but only \`${key}\` makes
them look: without it, and without a list of nodes or a command that joins them, each node is a cluster of its own. All are Ready, and a client that connects
through a Service meets another broker each time.`,
  sources: ['https://www.rabbitmq.com/docs/cluster-formation#configuring'],
  evidence: {
    kind: 'observed',
    where: 'test/slow/boots.test.ts: discovery: settings of peer discovery without a backend',
  },
  log: {
    nothing: 'each node starts as a cluster of its own, as a single one does: the log says nothing else',
  },
  example: () => ({
    bad: cluster({
      image: 'rabbitmq:4.2.1',
      discovery: 'cluster_formation.k8s.ordinal_start = 0',
      without,
    }),
    good: cluster({
      image: 'rabbitmq:4.2.1',
      discovery: 'cluster_formation.k8s.ordinal_start = 0\ncluster_formation.peer_discovery_backend = k8s',
      without,
    }),
  }),
  check({ replicas, cluster, release }, tell) {
    if (tell.know(cluster.discovery.backend)) return
    const isSeveral = replicas.value > 1
    // One node may be called as it likes.
    const [setting] = tell.all(cluster.clusterSettings).filter(({ isNodeName }) => isSeveral || !isNodeName)
    if (!setting || tell.know(cluster.joined) !== false) return
    tell.report({
      at: setting.at,
      subject: 'backend',
      message: setting.isNodeName
        ? `the nodes have names for a cluster, and ${key} is not set`
        : `${setting.name} is set, and ${key} is not`,
      why: isSeveral
        ? 'no node looks for another: each is a cluster of its own, all of them Ready'
        : 'peer discovery is off: the setting does nothing, and a further node would be a cluster of its own',
      help: helpFor(cluster, release),
      ...fixOf(cluster),
    })
  },
})

/** From 4.1 on nobody asks for rights. */
const without = ['Role', 'RoleBinding']

function helpFor({ workload }: Cluster, release: Release): string {
  const { conf } = workload.made.wording
  const line = `set ${key} = k8s in ${conf}`
  return k8sDiscovery(release) === 'ordinal'
    ? line
    : `${line}, with the address_type, service_name and hostname_suffix that fit the node names, and let the pods get endpoints`
}

/** The backend and what it needs, where the pods may ask for it. */
function fixOf(cluster: Cluster): { fix?: Fix } {
  const { config, plugins, discovery, rights } = cluster
  const at = placeFor(config, key)
  const plugin = backendPlugin('k8s') ?? ''
  const enable = ifFound(plugins.isEnabled(plugin)) ? [] : [plugins.append(plugin)]
  const isAllowed = !discovery.asksApi || ifFound(rights.may('get', 'endpoints')) !== undefined
  const settings = discovery.asksApi ? missingSettings(cluster) : []
  if (!at || !isAllowed || settings === undefined || enable.includes(undefined)) return {}
  const set: readonly Edit[] = [{ op: 'set', at, value: 'k8s' }, ...settings]
  const edits = [...set, ...enable.flatMap(edit => edit ?? [])]
  return { fix: { title: 'discover peers by Kubernetes', safety: 'unsafe', edits } }
}

/** The lines that are not there yet; undefined where the names of the nodes do not tell what they would say. */
function missingSettings({ broker, config, nodeName, serviceName }: Cluster): readonly Edit[] | undefined {
  const name = ifFound(nodeName)
  const suffix = name?.suffix && plainText(name.suffix)
  const service = ifFound(serviceName)?.value
  if (name?.style !== 'pod-name' || suffix === undefined || service === undefined) return undefined
  const wanted = {
    host: 'kubernetes.default',
    address_type: 'hostname',
    service_name: service,
    hostname_suffix: suffix,
  }
  return Object.entries(wanted).flatMap(([part, value]): Edit[] => {
    const setting = k8sSetting(part)
    const isSet =
      config.effective(setting.key).state !== 'absent' ||
      (setting.env !== undefined && broker.environment.get(setting.env).state !== 'absent')
    const at = isSet ? undefined : placeFor(config, setting.key)
    return at ? [{ op: 'set', at, value }] : []
  })
}
