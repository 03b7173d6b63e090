import { type Cluster, isSeveral } from '../model/cluster.ts'
import { brokerCommands } from '../model/formats/commands/rabbitmqctl.ts'
import { commandsOfArray } from '../model/formats/shell/shell.ts'
import { isString, listOf, member } from '../model/kube/json.ts'
import { namesInDns } from '../model/names/names-in-dns.ts'
import { longNames, longNamesVariable } from '../model/names/node-name.ts'
import { showText } from '../model/pods/symbolic-text.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'long-names-without-dot',
  group: 'discovery',
  title: 'Long names are on, and the host part of the node name has no dot',
  worst: 'warning',
  single: 'info',
  needs: ['nodeName'],
  rationale: `The node takes the name as it is written. The command-line tools, told that names are long, put the domain of their host behind
one without a dot, and look for a node that does not exist: \`rabbitmqctl\` and all probes by command fail for ever.`,
  sources: [
    'https://www.rabbitmq.com/docs/clustering#node-names',
    'https://www.rabbitmq.com/docs/cli#node-names',
  ],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbitmq_cli/lib/rabbitmq/cli/core/node_name.ex@v4.3.5:create_name: with long names, in place of a host without a dot, that of the machine with a domain',
  },
  example: () => ({
    bad: cluster({ nodeName: 'rabbit@localhost', replicas: 1, discovery: '' }),
    good: cluster({ nodeName: 'rabbit@localhost', longNames: null, replicas: 1, discovery: '' }),
  }),
  check({ nodeName, cluster }, tell) {
    if (nodeName.host === undefined || nodeName.generated) return
    if (nodeName.dotted || nodeName.style === 'pod-ip') return
    const long = tell.know(longNames(cluster.broker))
    if (!long?.value) return
    const probes = hasProbeByTool(cluster)
    tell.report({
      at: long.at,
      message: `long names are on, and the node name of ${cluster.workload.object.name} is ${showText(nodeName.text)}`,
      why: probes
        ? 'the tools look for the node under its host name with a domain: the probes that run them fail for ever'
        : 'the tools look for the node under its host name with a domain: rabbitmqctl and its sisters fail for ever',
      help:
        isSeveral(cluster) && cluster.workload.kind === 'StatefulSet'
          ? namesInDns(cluster)
          : `leave ${longNamesVariable} out`,
      related: [{ at: nodeName.at, message: 'the node name' }],
      evenAlone: probes,
    })
  },
})

/** Whether a probe runs one of the tools: then the pod is never ready, or killed again and again. */
const hasProbeByTool = ({ broker }: Cluster): boolean =>
  ['readinessProbe', 'livenessProbe', 'startupProbe'].some(probe => {
    const command = listOf(member(member(member(broker.container.value, probe), 'exec'), 'command'))
    return brokerCommands(commandsOfArray(command.filter(isString)).commands).length > 0
  })
