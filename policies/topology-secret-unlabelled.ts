import { type Address, at } from '../model/kube/address.ts'
import { isString } from '../model/kube/json.ts'
import * as kinds from '../model/kube/kinds.ts'
import type { KubeObject } from '../model/kube/object.ts'
import { dig } from '../model/kube/read.ts'
import { isTopology } from '../model/messaging/topology.ts'
import { objectRule } from '../model/rule/rule.ts'
import { rabbitmqCluster, secret, topology, yaml } from './sample.ts'

const label = 'rabbitmq.com/topology-operator'
const imported = (labels?: Readonly<Record<string, string>>): string =>
  yaml(
    rabbitmqCluster({ replicas: 3 }, { namespace: 'mq' }),
    topology('User', 'app', { tags: [], importCredentialsSecret: { name: 'app' } }),
    {
      ...secret('app', { stringData: { username: 'app', password: 'replace-me' } }),
      metadata: { name: 'app', namespace: 'mq', ...(labels ? { labels } : {}) },
    },
  )

/** Where resources name Secrets. Source: rabbitmq/messaging-topology-operator, internal/webhook/v1beta1, callers of validateSecretLabel. */
const references: readonly (readonly string[])[] = [
  ['spec', 'importCredentialsSecret', 'name'],
  ['spec', 'uriSecret', 'name'],
  ['spec', 'upstreamSecret', 'name'],
  ['spec', 'rabbitmqClusterReference', 'connectionSecret', 'name'],
]

export default objectRule({
  id: 'topology-secret-unlabelled',
  group: 'promotion',
  title: 'A Secret that a topology resource names lacks the label of the topology operator',
  worst: 'info',
  rationale: `Since version 1.20 the topology operator reads only Secrets with the label \`${label}: "true"\`, and its webhook refuses
resources that name another one. Older versions do not look at it.`,
  sources: ['https://github.com/rabbitmq/messaging-topology-operator/releases/tag/v1.20.0'],
  evidence: {
    kind: 'source',
    where:
      'rabbitmq/messaging-topology-operator internal/webhook/v1beta1/label_validation.go@v1.20.1:validateSecretLabel: a Secret without the label is refused',
  },
  example: () => ({ bad: imported(), good: imported({ [label]: 'true' }) }),
  check({ object, world }, tell) {
    if (!isTopology(object)) return
    for (const path of references) {
      const name = dig(object.value, path)
      if (!isString(name)) continue
      const found = world.get(kinds.Secret, object.namespace, name)
      if (found.state !== 'found' || dig(found.value.value, ['metadata', 'labels', label]) === 'true')
        continue
      const place = placeOf(found.value)
      tell.report({
        at: place,
        message: `Secret ${name} has no label ${label}: "true"`,
        why: `from version 1.20 on the topology operator refuses ${object.kind} ${object.name}, which names it`,
        help: `add the label ${label}: "true"`,
        related: [{ at: at(object, ...path), message: 'names the Secret' }],
        fix: { title: 'add the label', safety: 'additive', edits: [{ op: 'set', at: place, value: 'true' }] },
      })
    }
  },
})

const placeOf = (found: KubeObject): Address => at(found, 'metadata', 'labels', label)
