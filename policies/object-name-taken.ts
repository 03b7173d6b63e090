import { at } from '../model/kube/address.ts'
import * as kinds from '../model/kube/kinds.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { rabbitmqCluster, service, yaml } from './sample.ts'

const beside = (name: string): string =>
  yaml(
    rabbitmqCluster({}, { namespace: 'mq' }),
    service(name, {
      selector: { 'app.kubernetes.io/name': 'rmq' },
      ports: [{ name: 'amqp', port: 5672 }],
    }),
  )

export default clusterRule({
  id: 'object-name-taken',
  group: 'image',
  title: 'An object has the name of one that the cluster operator makes',
  worst: 'warning',
  needs: [],
  rationale: `For a RabbitmqCluster \`NAME\` the operator makes the Services \`NAME\` and \`NAME-nodes\`, the StatefulSet \`NAME-server\`, ConfigMaps, an
account and rights. Where an object of that name is there it takes it over, writes its own into it and becomes its owner: what was in the
manifest is gone, until somebody applies it again, and the object goes with the RabbitmqCluster.`,
  sources: [
    'https://github.com/rabbitmq/cluster-operator/blob/v2.22.3/internal/controller/rabbitmqcluster_controller.go',
  ],
  evidence: {
    kind: 'source',
    where:
      'rabbitmq/cluster-operator internal/controller/rabbitmqcluster_controller.go@v2.22.3:Reconcile: CreateOrUpdate of each child resource; rabbitmq/cluster-operator internal/resource/service.go@v2.22.3:Update: sets selector, type, ports and owner',
  },
  example: () => ({ bad: beside('rmq'), good: beside('rmq-clients') }),
  check({ cluster }, tell) {
    const { object, namespace, made } = cluster.workload
    for (const [kind, name] of made.operator?.gives ?? []) {
      // A Secret keeps what is in it: it is a way to choose the first user or the cookie.
      if (kind === 'Secret') continue
      const taken = cluster.broker.world.get({ group: groups[kind] ?? '', kind }, namespace, name)
      if (taken.state !== 'found') continue
      tell.report({
        at: at(taken.value, 'metadata', 'name'),
        message: `${kind} ${name} has the name of what the operator makes for RabbitmqCluster ${object.name}`,
        why: 'the operator takes it over and writes its own into it, against whoever applies this one',
        help: 'give it another name, or leave it to the operator and say what differs in spec.override',
        related: [{ at: at(object), message: 'the RabbitmqCluster' }],
      })
    }
  },
})

const groups: Readonly<Record<string, string>> = {
  StatefulSet: kinds.StatefulSet.group,
  Role: kinds.Role.group,
  RoleBinding: kinds.RoleBinding.group,
}
