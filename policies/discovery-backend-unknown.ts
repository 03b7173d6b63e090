import { type Backend, backendModule } from '../facts/peer-discovery.ts'
import { bundledPlugins } from '../facts/plugins.ts'
import type { Release } from '../facts/release.ts'
import type { Cluster } from '../model/cluster.ts'
import { clusterRule, type Tell } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'discovery-backend-unknown',
  group: 'discovery',
  title: 'The peer discovery backend is one that no release knows',
  worst: 'error',
  needs: [],
  rationale: `Any name is accepted for \`cluster_formation.peer_discovery_backend\`. One that is not among those the release knows is taken for the name of a
module; where there is no such module the node does not boot. Quotes, capitals and hyphens make another name of it, and the name of the plugin
(\`rabbitmq_peer_discovery_k8s\`) is known from 3.8.5 on.`,
  sources: ['https://www.rabbitmq.com/docs/cluster-formation#configuring'],
  evidence: { kind: 'observed', where: 'test/slow/boots.test.ts: configuration: a backend that is none' },
  // What is undefined has no line of a source; the arguments follow in a line of their own.
  log: [
    {
      by: 'node',
      pattern: /\s(?<name>\w+):(?:supports_registration|init|list_nodes|lock)(?:\/[01]|\([^)]*\))$/,
      sample: '2026-01-02 03:04:05.678901+00:00 [error] <0.216.0>     nosuch:supports_registration/0',
    },
  ],
  example: () => ({
    bad: cluster({
      image: 'rabbitmq:4.2.1',
      discovery: 'cluster_formation.peer_discovery_backend = kubernetes_v2',
      without,
    }),
    good: cluster({
      image: 'rabbitmq:4.2.1',
      discovery: 'cluster_formation.peer_discovery_backend = k8s',
      without,
    }),
  }),
  check({ cluster, release }, tell) {
    const backend = tell.know(cluster.discovery.backend)
    if (!backend || backend.module !== undefined || backend.generated || mayBeAPlugin(cluster, tell)) return
    const meant = meantBackend(backend.value, release)
    const value = backend.sensitive ? 'what it is set to' : backend.value
    tell.report({
      at: backend.at,
      message: `cluster_formation.peer_discovery_backend: ${value} is no backend`,
      why: 'it is taken for a module that is not there: the node does not boot (undef)',
      help:
        meant === undefined
          ? 'name one that there is: k8s, dns, classic_config, consul, etcd or aws'
          : `set it to ${meant}`,
      stopsBoot: true,
      ...(meant === undefined
        ? {}
        : {
            fix: {
              title: `discover by ${meant}`,
              safety: 'safe',
              edits: [{ op: 'set', at: backend.at, value: meant }],
            },
          }),
    })
  },
})

/** From 4.1 on nobody asks for rights. */
const without = ['Role', 'RoleBinding']

/** A plugin that does not come with the release may have a backend of its own. */
function mayBeAPlugin({ broker, plugins, release }: Cluster, tell: Tell): boolean {
  const known = bundledPlugins(release)
  const isForeign = tell.all(plugins.named).some(({ name }) => known.size > 0 && !known.has(name))
  if (isForeign) tell.gap('a plugin that does not come with the release may have this backend')
  else if (broker.image.flavour === 'custom') tell.gap('the image may have this backend')
  return isForeign || broker.image.flavour === 'custom'
}

/** The backend that a name stands for, whatever its quotes, capitals, hyphens and version. */
function meantBackend(value: string, release: Release): string | undefined {
  const plain = value
    .toLowerCase()
    .replaceAll('-', '_')
    .replace(/^["']|["']$/g, '')
  const name = /^(?:rabbit(?:mq)?_)?(?:peer_discovery_)?(\w+?)(?:_?v?\d)?$/.exec(plain)?.[1] ?? plain
  const backend: Backend | undefined =
    backendModule(plain, release) ??
    backendModule(name, release) ??
    (/^k(?:8s|8|ube)/.test(name) ? 'k8s' : undefined)
  return backend
}
