import { linkedVariables } from '../facts/service-links.ts'
import { type Address, at } from '../model/kube/address.ts'
import { isString } from '../model/kube/json.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { isWritten } from '../model/kube/written.ts'
import { named } from '../model/pods/service-index.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster, service } from './sample.ts'

const other = (name: string) =>
  service(name, { selector: { app: 'rabbitmq' }, ports: [{ name: 'amqp', port: 5672 }] })

export default clusterRule({
  id: 'service-environment-collision',
  group: 'pairing',
  title: 'A Service is called so that its variables are settings of the broker',
  worst: 'error',
  when: { since: 'ever' },
  needs: [],
  rationale: `The kubelet gives a container the addresses of the Services of its namespace in variables: of a Service \`rabbitmq-node\` with a
cluster IP, \`RABBITMQ_NODE_PORT=tcp://10.0.0.1:5672\`. The broker takes this for the port to listen on, and does not boot. A
headless Service gives no variables, and what the container sets itself counts.`,
  sources: [
    'https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables',
    'https://www.rabbitmq.com/docs/configure#supported-environment-variables',
  ],
  evidence: {
    kind: 'observed',
    where: 'test/slow/boots.test.ts: environment: the variable of a Service called rabbitmq-node',
  },
  log: [
    {
      by: 'node',
      pattern: /Invalid value for \$?(?<variable>[A-Z0-9_]+)/,
      sample: 'Invalid value for $RABBITMQ_NODE_PORT: tcp://10.96.0.17:5672',
    },
  ],
  example: () => ({
    bad: cluster({ objects: [other('rabbitmq-node')] }),
    good: cluster({ objects: [other('rabbitmq-amqp')] }),
  }),
  check({ cluster }, tell) {
    const { workload, services, broker, discovery } = cluster
    const { spec, unsettled, generated } = workload.template
    if (spec.enableServiceLinks === false || workload.made.unseen !== undefined) return
    for (const { service: name, name: variable, insteadOf, isOfDiscovery } of linkedVariables) {
      if (isOfDiscovery && !(discovery.asksApi && ifFound(discovery.backend)?.module === 'k8s')) continue
      const found = named(services.listed, name).find(
        service => !service.headless && service.type !== 'ExternalName',
      )
      if (!found) continue
      const why = unsettled(['enableServiceLinks'])
      if (why !== undefined) tell.know({ state: 'unknown', why })
      if (tell.know(broker.environment.get(insteadOf)) || tell.know(broker.environment.get(variable)))
        continue
      const place: Address = workload.template.locate(['enableServiceLinks'])
      tell.report({
        at: at(found.object, 'metadata', 'name'),
        stopsBoot: true,
        message: `Service ${name} gives the pods of ${workload.object.name} the variable ${variable}`,
        why: isOfDiscovery
          ? `it holds tcp:// and an address, which peer discovery takes for the port of the API server: a node does not boot`
          : `it holds tcp:// and an address, which the broker takes for the port to use: a node does not boot`,
        help: 'give the Service another name, or set enableServiceLinks: false for the pods',
        related: [{ at: workload.template.locate([]), message: 'the pods' }],
        ...(generated(['enableServiceLinks'])
          ? {}
          : {
              fix: {
                title: 'give the pods no such variables',
                safety: isWritten(place.object, place.path.filter(isString), true) ? 'safe' : 'additive',
                only: 'create',
                edits: [{ op: 'set', at: place, value: false }],
              },
            }),
      })
    }
  },
})
