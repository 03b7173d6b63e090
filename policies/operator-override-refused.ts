import type { Json } from '../model/kube/json.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { overNode, rabbitmqCluster, yaml } from './sample.ts'

const overriding = (container: Readonly<Record<string, Json>>): string =>
  yaml(
    rabbitmqCluster(
      {
        override: overNode({ ...container }),
      },
      { namespace: 'mq' },
    ),
  )

export default clusterRule({
  id: 'operator-override-refused',
  group: 'image',
  title: 'An override asks for rights that newer cluster operators refuse',
  worst: 'warning',
  needs: [],
  rationale: `Since 2.22.0 the cluster operator takes out of overrides what reaches the machine: privileged containers, the namespaces of the host,
\`hostPath\`, another account; since 2.22.3 also \`runAsUser: 0\`, \`runAsNonRoot: false\` and added capabilities. Its webhook refuses to
make or change a RabbitmqCluster that has them. Which operator runs is not in the manifests.`,
  sources: [
    'https://github.com/rabbitmq/cluster-operator/releases/tag/v2.22.0',
    'https://github.com/rabbitmq/cluster-operator/releases/tag/v2.22.3',
  ],
  evidence: {
    kind: 'source',
    where:
      'rabbitmq/cluster-operator internal/webhook/v1beta1/rabbitmqcluster_webhook.go@v2.22.3:validatePodSpecOverride: refuses them; rabbitmq/cluster-operator internal/resource/statefulset.go@v2.22.3:sanitizePodSpecOverride: takes them out',
  },
  example: () => ({
    bad: overriding({ securityContext: { runAsUser: 0 } }),
    good: overriding({}),
  }),
  check({ cluster }, tell) {
    for (const { value, at } of cluster.workload.made.operator?.refused ?? [])
      tell.report({
        at,
        subject: value,
        message: `${value} stands in an override`,
        why: 'operators from 2.22.3 on leave it out, and their webhook refuses the RabbitmqCluster when it is made or changed',
        help: 'take it out of the override: RabbitMQ needs no rights of its own on the machine',
      })
  },
})
