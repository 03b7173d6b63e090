import { ignoredK8sSettings } from '../facts/peer-discovery.ts'
import { usesVariable } from '../model/broker/word-uses.ts'
import type { Cluster } from '../model/cluster.ts'
import type { Address } from '../model/kube/address.ts'
import { clusterRule, type Tell } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'discovery-settings-ignored',
  group: 'discovery',
  title: 'Settings of peer discovery that this release passes over',
  worst: 'error',
  when: { rabbitmq: '>=4.1' },
  needs: [],
  rationale: `From 4.1 on the Kubernetes backend goes by the names of the pods. Host, Service, address type, suffix and the retry limit are accepted and passed
over, with one warning in the log. Passed over is not unchecked: a \`token_path\`, \`namespace_path\` or \`cert_path\` that is not there stops the node while
it reads its configuration.`,
  sources: [
    'https://www.rabbitmq.com/docs/cluster-formation#peer-discovery-k8s',
    'https://www.rabbitmq.com/blog/2025/04/04/new-k8s-peer-discovery',
  ],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbitmq_peer_discovery_k8s/src/rabbit_peer_discovery_k8s.erl@v4.3.5:init, deps/rabbitmq_peer_discovery_k8s/priv/schema/rabbitmq_peer_discovery_k8s.schema@v4.3.5:file_accessible: the options are listed in a warning, and their validators stay',
  },
  log: [
    {
      by: 'node',
      pattern: /Peer discovery: ignoring deprecated configuration options: \[(?<key>[^\]]+)\]/,
      sample: 'Peer discovery: ignoring deprecated configuration options: [k8s_host,k8s_address_type]',
    },
    {
      by: 'node',
      pattern: /(?<key>cluster_formation\.k8s\.\w+_path) invalid, file does not exist/,
      sample: 'cluster_formation.k8s.token_path invalid, file does not exist or cannot be read by the node',
    },
  ],
  example: () => ({
    bad: cluster({
      image: 'rabbitmq:4.2.1',
      discovery:
        'cluster_formation.peer_discovery_backend = k8s\ncluster_formation.k8s.address_type = hostname',
    }),
    good: cluster({ image: 'rabbitmq:4.2.1', discovery: 'cluster_formation.peer_discovery_backend = k8s' }),
  }),
  check({ cluster }, tell) {
    if (tell.know(cluster.discovery.backend)?.module !== 'k8s') return
    const ignored = ignoredIn(cluster, tell)
    const checked = ignored.filter(({ name, value }) => isPath.test(name) && isBelowAccount.test(value))
    const stopped = checked.length > 0 && tell.know(cluster.accountToken)?.isMounted === false ? checked : []
    for (const { name, at } of stopped)
      tell.report({
        at,
        message: `${name} names a file of the account's token, which is not mounted`,
        why: 'the release passes over the key, and does not boot all the same: the file does not exist',
        help: 'remove the line',
        stopsBoot: true,
        fix: { title: 'remove the line', safety: 'safe', edits: [{ op: 'remove', at }] },
      })
    const [first, ...others] = ignored.filter(setting => !stopped.includes(setting))
    if (!first) return
    const keys = [first, ...others].filter(({ isKey }) => isKey)
    tell.report({
      at: first.at,
      subject: 'ignored',
      severity: 'info',
      message: `${listed([first, ...others].map(({ name }) => name))}: passed over by peer discovery of this release`,
      why: 'they say what the release does not ask for: it goes by the names of the pods',
      help: keys.length > 0 ? 'remove the lines' : 'remove the variables',
      related: others.map(({ name, at }) => ({ at, message: `${name} too` })),
      ...(keys.length > 0
        ? {
            fix: {
              title: 'remove the lines',
              safety: 'safe',
              edits: keys.map(({ at }) => ({ op: 'remove' as const, at })),
            },
          }
        : {}),
    })
  },
})

const isPath = /_path$/
const isBelowAccount = /^\/(?:var\/)?run\/secrets\/kubernetes\.io\//

interface Ignored {
  readonly name: string
  readonly value: string
  readonly at: Address
  readonly isKey: boolean
}

/** What the user wrote of them; variables only where nothing else uses them. */
function ignoredIn({ config, broker, release }: Cluster, tell: Tell): readonly Ignored[] {
  return ignoredK8sSettings(release).flatMap(({ key, env }): Ignored[] => {
    const setting = tell.know(config.effective(key))
    const variable = env === undefined ? undefined : broker.environment.seen.get(env)
    return [
      ...(setting && !setting.generated
        ? [{ name: key, value: setting.value, at: setting.at, isKey: true }]
        : []),
      ...(env !== undefined && variable && !variable.generated && !usesVariable(broker, env)
        ? [{ name: env, value: '', at: variable.at, isKey: false }]
        : []),
    ]
  })
}

const listed = (names: readonly string[]): string =>
  names.length > 2 ? `${names[0]} and ${names.length - 1} more settings` : names.join(' and ')
