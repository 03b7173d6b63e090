import { confSchema } from '../facts/conf/index.ts'
import { creditSetting, creditVerdict } from '../facts/credit-flow.ts'
import { keyUnknown } from '../model/rule/log-lines.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { integersOf } from '../model/settings/advanced.ts'
import { cluster } from './sample.ts'

const [refused, off, stuck] = [
  'the node refuses to boot: invalid_credit_flow_default_credit_value',
  'nothing holds a fast publisher back: buffers grow until the memory alarm stops all publishers',
  'a sender that has used up its credit gets none again, and waits for ever',
] as const
const why = { refused, off, stuck }

export default clusterRule({
  id: 'credit-flow-in-conf',
  group: 'promotion',
  title: 'Credit flow is set where it cannot be, or to nothing',
  worst: 'error',
  single: 'info',
  replaces: { atPlace: ['conf-key-unknown'] },
  when: { releaseData: true },
  needs: [],
  rationale: `The settings of credit flow (\`credit_flow_default_credit\`, \`msg_store_credit_disc_bound\`, \`mirroring_flow_control\`) have no key in rabbitmq.conf:
such a line is an unknown key and stops the boot. They belong into advanced.config. A credit of \`{0, 0}\` switches flow control off. From
4.0.6 on a negative credit, or one that grants more than there was to begin with, stops the boot too.`,
  sources: [
    'https://www.rabbitmq.com/docs/flow-control',
    'https://www.rabbitmq.com/docs/configure#advanced-config-file',
  ],
  evidence: {
    kind: 'observed',
    where: 'test/slow/boots.test.ts: configuration: credit flow',
  },
  log: [
    ...keyUnknown,
    {
      by: 'node',
      pattern: /Refusing to boot due to an invalid value of '(?<key>[^']+)'/,
      sample: "[error] Refusing to boot due to an invalid value of 'rabbit.credit_flow_default_credit'",
    },
  ],
  example: () => ({
    bad: cluster({ conf: 'credit_flow_default_credit = 400,200' }),
    good: cluster({ advanced: '[{rabbit, [{credit_flow_default_credit, {400, 200}}]}].' }),
  }),
  check({ cluster, release }, tell) {
    const { conf, advanced } = cluster.workload.made.wording
    for (const { key, keyAt } of tell.all(cluster.config.matching(''))) {
      const name = creditSetting(key)
      if (name === undefined || confSchema(release).find(key) !== undefined) continue
      tell.report({
        at: keyAt,
        message: `${conf} sets ${key}, for which rabbitmq.conf has no key`,
        why: 'the node does not boot: failed_to_prepare_configuration',
        help: `write ${name} into ${advanced}, under rabbit`,
        stopsBoot: true,
      })
    }
    const setting = tell.know(cluster.advanced.setting('rabbit', 'credit_flow_default_credit'))
    const [initial, more] = (setting && integersOf(setting.term)) ?? []
    if (!setting || initial === undefined || more === undefined) return
    const verdict = creditVerdict(initial, more, release)
    if (verdict === 'fine') return
    tell.report({
      at: setting.at,
      severity: verdict === 'refused' ? 'error' : 'warning',
      message: `${advanced} sets credit_flow_default_credit to {${initial}, ${more}}`,
      why: why[verdict],
      help: 'leave it out: the default is {400, 200}',
      stopsBoot: verdict === 'refused',
    })
  },
})
