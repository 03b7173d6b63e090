import { flagsToEnable } from '../facts/feature-flags.ts'
import { formatRelease } from '../facts/release.ts'
import { hop } from '../facts/upgrade-hops.ts'
import { changeRule } from '../model/rule/rule.ts'
import { upgradeOf } from '../model/upgrade.ts'
import { cluster } from './sample.ts'

export default changeRule({
  id: 'upgrade-flags-unverified',
  group: 'image',
  title: 'A release that requires feature flags which may be off',
  worst: 'warning',
  needs: [],
  rationale: `Feature flags that are new in a release stay off after an upgrade until somebody enables them. Later releases require them: a node
with data where one is off does not boot. From 4.3 on it tries to enable some while it boots, which takes nodes that all support them. The
manifests do not tell which are on.`,
  sources: [
    'https://www.rabbitmq.com/docs/feature-flags#core-feature-flags',
    'https://www.rabbitmq.com/docs/upgrade',
  ],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit/src/rabbit_ff_registry_factory.erl@v4.3.5:maybe_initialize_registry: required flags of the level hard and soft',
  },
  example: () => ({
    before: cluster({ image: 'rabbitmq:3.10.25' }),
    bad: cluster({ image: 'rabbitmq:3.11.28' }),
    good: cluster({ image: 'rabbitmq:3.10.25' }),
  }),
  check({ before, after }, tell) {
    const upgrade = tell.know(upgradeOf(before.cluster, after.cluster))
    if (upgrade === undefined) return
    const { from, to } = upgrade
    const step = hop(from, to)
    // The cluster operator enables them itself where it is told so.
    if (step.verdict !== 'supported' || after.cluster.workload.made.operator?.enablesFlags) return
    const flags = flagsToEnable(from, to).filter(({ plugin }) => plugin === undefined)
    const hard = flags.filter(({ level }) => level === 'hard')
    const [first] = hard.length > 0 ? hard : flags
    if (first === undefined) return
    const others = flags.length - 1
    const names = `${first.name}${others > 0 ? ` and ${others} more` : ''}`
    tell.report({
      at: after.cluster.broker.image.at,
      subject: 'flags',
      message: `RabbitMQ ${formatRelease(to)} requires ${names}, which may be off on ${formatRelease(from)}`,
      why:
        hard.length > 0
          ? 'a node does not boot on data where one of them is off'
          : 'a node enables them while it boots, and does not get to its end where that fails',
      help: 'before the image changes: rabbitmqctl enable_feature_flag all, and see that list_feature_flags shows none of them disabled',
    })
  },
})
