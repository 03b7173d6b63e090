import type { Cluster } from '../model/cluster.ts'
import { selects } from '../model/formats/text/selector.ts'
import { ifFound } from '../model/kube/lookup.ts'
import type { Overrides } from '../model/pods/operator-facts.ts'
import { plainText } from '../model/pods/symbolic-text.ts'
import { clusterRule, type Draft } from '../model/rule/rule.ts'
import { rabbitmqCluster, yaml } from './sample.ts'

const claims = (...names: readonly string[]): string =>
  yaml(
    rabbitmqCluster(
      {
        override: {
          statefulSet: {
            spec: {
              volumeClaimTemplates: names.map(name => ({
                metadata: { name },
                spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '20Gi' } } },
              })),
            },
          },
        },
      },
      { namespace: 'mq' },
    ),
  )

export default clusterRule({
  id: 'operator-override-harmful',
  group: 'image',
  title: 'An override breaks what the cluster operator builds',
  worst: 'error',
  needs: [],
  // A claim template that is not there leaves the mount of the node without a volume.
  replaces: { inCluster: ['volume-undefined'] },
  rationale: `Overrides are merged into what the operator makes. Claim templates replace its own, of which the node mounts \`persistence\`; a selector
has to fit labels that the operator gives; the list of plugins is where its variable says; and it counts the nodes by \`spec.replicas\`.`,
  sources: [
    'https://www.rabbitmq.com/kubernetes/operator/using-operator#override',
    'https://github.com/rabbitmq/cluster-operator/blob/v2.22.3/internal/resource/statefulset.go',
  ],
  evidence: {
    kind: 'source',
    where:
      'rabbitmq/cluster-operator internal/resource/statefulset.go@v2.22.3:applyStsOverride: claim templates replace the list, replicas and selector the field; rabbitmq/cluster-operator internal/resource/configmap.go@v2.22.3:Update: target_cluster_size_hint from spec.replicas; rabbitmq/cluster-operator internal/resource/service.go@v2.22.3:applySvcOverride: merged',
  },
  log: [
    {
      by: 'api-server',
      pattern: /spec\.containers\[\d+\]\.volumeMounts\[\d+\]\.name: Not found: "?(?<name>persistence)"?/,
      sample:
        'create Pod rmq-server-0 in StatefulSet rmq-server failed error: Pod "rmq-server-0" is invalid: spec.containers[0].volumeMounts[1].name: Not found: "persistence"',
    },
    {
      by: 'api-server',
      pattern: /`selector` does not match template `labels`/,
      sample:
        'StatefulSet.apps "rmq-server" is invalid: spec.template.metadata.labels: Invalid value: {"app.kubernetes.io/name":"rmq"}: `selector` does not match template `labels`',
    },
  ],
  example: () => ({ bad: claims('data'), good: claims('persistence') }),
  check({ cluster }, tell) {
    const { override } = cluster.workload.made.operator ?? {}
    if (override === undefined) return
    for (const judge of judges) {
      const draft = judge(cluster, override)
      if (draft) tell.report(draft)
    }
  },
})

type Judge = (cluster: Cluster, override: Overrides) => Draft | undefined
const judges: readonly Judge[] = [withoutClaim, otherSelector, otherPlugins, otherReplicas, otherPods]

function withoutClaim({ workload }: Cluster, { claims }: Overrides): Draft | undefined {
  // With a storage of 0 the operator passes over claim templates.
  if (claims === undefined || claims.value.includes('persistence') || workload.made.noClaim !== undefined)
    return undefined
  return {
    at: claims.at,
    subject: 'claims',
    message: 'the overriding claim templates have none called persistence',
    why: "they take the place of the operator's own, whose volume the node mounts: the API server refuses each pod",
    help: 'call the template for the data persistence, or say size and class in spec.persistence',
    stopsBoot: true,
  }
}

function otherSelector({ workload: { template } }: Cluster, { selector }: Overrides): Draft | undefined {
  if (selector === undefined || template.labelsUnsettled !== undefined) return undefined
  if (selects('workload', selector.value, template.labels) !== false) return undefined
  return {
    at: selector.at,
    subject: 'selector',
    message: 'the overriding selector does not fit the labels of the pods',
    why: 'the API server refuses the StatefulSet: no node starts',
    help: 'take the selector out: it cannot be changed later either',
    stopsBoot: true,
  }
}

function otherPlugins({ broker }: Cluster): Draft | undefined {
  const value = ifFound(broker.environment.get('RABBITMQ_ENABLED_PLUGINS_FILE'))
  if (!value || value.generated || plainText(value.text) === '/operator/enabled_plugins') return undefined
  return {
    at: value.at,
    subject: 'plugins',
    severity: 'warning',
    message: 'RABBITMQ_ENABLED_PLUGINS_FILE leads the node to another list of plugins',
    why: 'the plugins that the operator writes into its own list, management among them, are off',
    help: 'take the variable out, and name more plugins in spec.rabbitmq.additionalPlugins',
  }
}

function otherReplicas(_: Cluster, { replicas }: Overrides): Draft | undefined {
  if (replicas === undefined) return undefined
  return {
    at: replicas.at,
    subject: 'replicas',
    severity: 'warning',
    message: `an override makes it ${replicas.value} of ${replicas.instead} replicas`,
    why: 'the operator goes on counting by spec.replicas: for the size that a new cluster waits for, and against scaling down',
    help: `set spec.replicas: ${replicas.value}, and take the override out`,
  }
}

/** The Service for clients: its selector is merged, label by label. */
function otherPods({ workload: { template, object } }: Cluster, { service }: Overrides): Draft | undefined {
  if (service === undefined || template.labelsUnsettled !== undefined) return undefined
  if (selects('service', service.value, template.labels) !== false) return undefined
  return {
    at: service.at,
    subject: 'service',
    severity: 'warning',
    message: `the overriding selector of Service ${object.name} fits no pod`,
    why: 'clients that come by this Service reach no node',
    help: 'take the selector out of the override',
  }
}
