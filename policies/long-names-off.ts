import { listOf } from '../model/kube/json.ts'
import { longNames, longNamesVariable } from '../model/names/node-name.ts'
import { inContainer } from '../model/pods/container.ts'
import { showText } from '../model/pods/symbolic-text.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'long-names-off',
  group: 'discovery',
  title: 'The node name has a dot in its host part, and long names are off',
  worst: 'error',
  single: 'info',
  needs: ['nodeName'],
  rationale: `Erlang takes a host part with a dot, a name of DNS or an address, only for a long name. Without
\`RABBITMQ_USE_LONGNAME\` (\`true\`, \`yes\` or \`1\`) the node stops at once.`,
  sources: ['https://www.rabbitmq.com/docs/clustering#node-names'],
  evidence: {
    kind: 'observed',
    where:
      'test/slow/boots.test.ts: a full host name with short names; erlang/otp lib/kernel/src/net_kernel.erl@OTP-27.0, create_hostpart/2',
  },
  log: [
    {
      by: 'node',
      pattern: /Can't set short node name!/,
      sample: "Can't set short node name!",
    },
    {
      by: 'node',
      pattern: /\{erl_distribution,start_link,\[\['(?<node>[^']+)',shortnames\]/,
      sample:
        "{child,undefined,net_sup_dynamic,{erl_distribution,start_link,[['rabbit@rabbitmq-0.rabbitmq.mq.svc.cluster.local',shortnames],false,net_sup_dynamic]}",
    },
  ],
  example: () => ({
    bad: cluster({ longNames: null }),
    good: cluster(),
  }),
  check({ nodeName, cluster }, tell) {
    const { broker, workload } = cluster
    if (nodeName.host === undefined || nodeName.generated) return
    if (!nodeName.dotted && nodeName.style !== 'pod-ip') return
    const long = tell.know(longNames(broker))
    if (long?.value) return
    if (long === undefined && broker.image.flavour === 'custom')
      return tell.gap(`the image may set ${longNamesVariable}`)
    const env = (step: '-' | { readonly name: string }) =>
      inContainer(workload.template, broker.container, 'env', step)
    tell.report({
      at: long?.at ?? env({ name: longNamesVariable }),
      message: `the node name of ${workload.object.name} is ${showText(nodeName.text)}, and long names are off`,
      why: 'the node stops at once: a short name has no dot',
      help: `set ${longNamesVariable} to "true"`,
      stopsBoot: true,
      ...(long === undefined && listOf(broker.container.value.env).length > 0
        ? {
            fix: {
              title: 'switch long names on',
              safety: 'additive',
              only: 'create',
              edits: [{ op: 'set', at: env('-'), value: { name: longNamesVariable, value: 'true' } }],
            },
          }
        : {}),
    })
  },
})
