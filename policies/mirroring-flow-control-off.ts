import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'mirroring-flow-control-off',
  group: 'configuration',
  title: 'Mirrors of queues have no flow control',
  worst: 'warning',
  single: 'skip',
  when: { rabbitmq: '<=3.13' },
  needs: [],
  rationale: `With \`mirroring_flow_control\` off, a queue's leader does not wait for its mirrors. A mirror that cannot keep up lets its mailbox
grow until its node reaches the memory watermark; that alarm stops the publishers of the whole cluster.`,
  sources: ['https://www.rabbitmq.com/docs/3.13/ha', 'https://www.rabbitmq.com/docs/3.13/flow-control'],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit/src/rabbit_mirror_queue_slave.erl@v3.13.7:maybe_flow_ack: credit is given by flow control only',
  },
  example: () => ({
    bad: cluster({ advanced: '[{rabbit, [{mirroring_flow_control, false}]}].' }),
    good: cluster({ advanced: '[{rabbit, [{mirroring_flow_control, true}]}].' }),
  }),
  check({ cluster }, tell) {
    const setting = tell.know(cluster.advanced.setting('rabbit', 'mirroring_flow_control'))
    if (setting?.term.kind !== 'atom' || setting.term.value !== 'false') return
    tell.report({
      at: setting.at,
      message: `${cluster.workload.made.wording.advanced} switches mirroring_flow_control off`,
      why: 'a slow mirror grows until the memory alarm of its node stops every publisher of the cluster',
      help: 'remove the setting: flow control is on by default',
    })
  },
})
