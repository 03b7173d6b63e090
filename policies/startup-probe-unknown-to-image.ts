import { releaseRange } from '../facts/release-range.ts'
import type { Address } from '../model/kube/address.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { clusterRule, type Draft } from '../model/rule/rule.ts'
import { rabbitmqCluster, yaml } from './sample.ts'

const annotation = 'rabbitmq.com/legacy-startup-probe'
const annotated = (annotations?: Readonly<Record<string, string>>): string =>
  yaml(
    rabbitmqCluster(
      { image: 'rabbitmq:3.13.7-management' },
      { namespace: 'mq', ...(annotations ? { annotations } : {}) },
    ),
  )

export default clusterRule({
  id: 'startup-probe-unknown-to-image',
  group: 'image',
  title: 'The startup probe of the cluster operator fails on this image',
  worst: 'info',
  needs: [],
  rationale: `Since 2.22.0 the cluster operator gives each node a startup probe that asks for
\`/api/health/checks/reached-target-cluster-size\`. RabbitMQ has that from 4.2.4 on: on an older image the probe never passes, and the kubelet
restarts the node every five minutes. Up to operator 2.23.0 it also asks at the wrong place where \`management.path_prefix\` is set. The
annotation \`${annotation}\`, with any value, brings back the probe of before. Which operator runs is not in the manifests.`,
  sources: [
    'https://github.com/rabbitmq/cluster-operator/releases/tag/v2.22.0',
    'https://github.com/rabbitmq/cluster-operator/pull/2254',
  ],
  evidence: {
    kind: 'source',
    where:
      'rabbitmq/cluster-operator internal/resource/statefulset.go@v2.22.3:startupProbe: the path, and the annotation that replaces it',
  },
  example: () => ({ bad: annotated(), good: annotated({ [annotation]: 'true' }) }),
  check({ cluster, release }, tell) {
    const { workload, image } = cluster.broker
    const place = workload.made.operator?.startupProbe
    if (place === undefined) return
    if (image.text !== undefined && lacksCheck.has(release))
      tell.report({
        ...shared(place),
        at: image.at,
        message: 'the image has no check for the startup probe of newer operators',
        why: 'from operator 2.22 on the probe asks for reached-target-cluster-size, which this image lacks: the kubelet restarts the node every five minutes',
      })
    const prefix = ifFound(cluster.config.effective('management.path_prefix'))
    if (prefix && prefix.value !== '' && prefix.value !== '/')
      tell.report({
        ...shared(place),
        at: prefix.at,
        message: 'with management.path_prefix some operators probe the wrong path',
        why: 'operator 2.22, and 2.23 in its first release, probe without the prefix: the kubelet restarts the node every five minutes',
      })
  },
})

/** Source: facts of the HTTP API: the check came with 4.2.4. */
const lacksCheck = releaseRange('<=4.2.3')

const shared = (place: Address): Pick<Draft, 'help' | 'fix'> => ({
  help: `annotate the RabbitmqCluster with ${annotation}: "true"`,
  fix: {
    title: `annotate it with ${annotation}`,
    safety: 'additive',
    edits: [{ op: 'set', at: place, value: 'true' }],
  },
})
