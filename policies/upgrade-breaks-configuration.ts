import { formatRelease } from '../facts/release.ts'
import { isSeveral } from '../model/cluster.ts'
import { changeRule } from '../model/rule/rule.ts'
import { upgradeOf } from '../model/upgrade.ts'
import { refusedAfter } from '../model/upgrade-refusals.ts'
import { cluster, policyFile } from './sample.ts'

const mirrored = (image: string, definition: string): string =>
  cluster({
    image,
    discovery: 'cluster_formation.peer_discovery_backend = k8s',
    definitions: policyFile(definition),
  })

export default changeRule({
  id: 'upgrade-breaks-configuration',
  group: 'image',
  title: 'A release refuses what the one before took',
  worst: 'error',
  when: { releaseData: true },
  needs: [],
  rationale: `Keys of rabbitmq.conf come and go with releases, and a node does not boot with one that it does not know. The same goes for values, and
for what definitions that are loaded at boot hold: policies for mirrored queues stop the boot of 4.0. As long as the old image runs nothing
shows.`,
  sources: [
    'https://www.rabbitmq.com/docs/configure#config-file-validation',
    'https://www.rabbitmq.com/docs/definitions#import-on-boot',
  ],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbitmq_prelaunch/src/rabbit_prelaunch_conf.erl@v4.3.5:generate_config_from_cuttlefish_files: a key or value that the schema refuses ends the boot; deps/rabbit/src/rabbit_policy.erl@v4.3.5:validate: keys that are not recognised',
  },
  log: [
    {
      by: 'node',
      pattern: /You've tried to set (?<key>\S+), but there is no setting with that name/,
      sample: "You've tried to set queue_master_locator_x, but there is no setting with that name.",
    },
  ],
  example: () => ({
    before: mirrored('rabbitmq:3.13.7', '{"ha-mode": "all", "max-length": 100000}'),
    bad: mirrored('rabbitmq:4.2.6', '{"ha-mode": "all", "max-length": 100000}'),
    good: mirrored('rabbitmq:4.2.6', '{"max-length": 100000}'),
    also: ['mirroring-removed', 'upgrade-flags-unverified'],
  }),
  check({ before, after }, tell) {
    const upgrade = tell.know(upgradeOf(before.cluster, after.cluster))
    if (upgrade === undefined) return
    const refused = tell.all(refusedAfter(after.cluster, upgrade))
    const [first] = refused
    if (first === undefined) return
    const names = [...new Set(refused.map(({ name }) => name))]
    const shown = names.slice(0, 3).join(', ')
    tell.report({
      at: after.cluster.broker.image.at,
      subject: 'configuration',
      message: `RabbitMQ ${formatRelease(upgrade.to)} refuses what ${formatRelease(upgrade.from)} takes: ${shown}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`,
      why: isSeveral(after.cluster)
        ? 'each node that starts with the new image does not boot; a roll-out ends at the first'
        : 'the node does not boot with the new image',
      help: 'take them out first, or put in their place what both releases take, and change the image then',
      related: refused.slice(0, 5).map(({ name, at }) => ({ at, message: name })),
    })
  },
})
