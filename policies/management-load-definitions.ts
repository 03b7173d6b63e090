import { knowsLoadDefinitions, oldKeyHangs } from '../facts/definitions-import.ts'
import { officialErlang } from '../facts/image-erlang.ts'
import { compareReleases, type Release } from '../facts/release.ts'
import { releaseRange } from '../facts/release-range.ts'
import type { Cluster } from '../model/cluster.ts'
import { within } from '../model/kube/address.ts'
import type { Fix } from '../model/kube/fix.ts'
import { clusterRule } from '../model/rule/rule.ts'
import type { Severity } from '../model/rule/severity.ts'
import type { Setting } from '../model/settings/config.ts'
import { cluster } from './sample.ts'

const oldKey = 'management.load_definitions'
const newKey = 'load_definitions'

export default clusterRule({
  id: 'management-load-definitions',
  group: 'configuration',
  title: 'Definitions are loaded through the management plugin',
  worst: 'error',
  needs: [],
  rationale: `\`management.load_definitions\` is the old way, from when the management plugin did the import. \`load_definitions\` needs no
plugin, and imports when all plugins have started. With Erlang 28 or newer the old key hangs the boot for ever, at "Importing concurrently 1 users":
its import runs before there are workers for it. That is mended in 4.4.1; the official image has Erlang 27 up to 4.3, and 29 with 4.4.0.
Between 3.9.4 and 3.10.11, and in 3.11.0 to 3.11.3, the old key notices a broken file and the new one does not: there both are kept.`,
  sources: ['https://www.rabbitmq.com/docs/definitions#import-on-boot'],
  evidence: {
    kind: 'source',
    where:
      "deps/rabbitmq_management/src/rabbit_mgmt_app.erl@v4.3.5:start: its boot step names none that has to come before; Debian's 4.3.6 with Erlang 29 was seen to hang, 3.10.8 and 4.0.5 with older ones were not",
  },
  log: [
    {
      by: 'node',
      pattern: /Importing concurrently \d+ users\.\.\./,
      sample: 'Importing concurrently 1 users...',
    },
  ],
  example: () => ({
    bad: cluster({
      conf: 'management.load_definitions = /etc/rabbitmq/definitions.json',
      definitions: '{"users": []}',
      loadDefinitions: false,
    }),
    good: cluster({ definitions: '{"users": []}' }),
    also: ['definitions-without-users'],
  }),
  check({ cluster, release }, tell) {
    const setting = tell.all(cluster.config.matching(oldKey)).find(({ key }) => key === oldKey)
    if (!setting || setting.generated) return
    const isNewSet = cluster.config.effective(newKey)
    const hang = hangs(cluster, release)
    tell.report({
      at: setting.keyAt,
      severity: severityOf(hang, release),
      message: `${oldKey} is the old key for definitions`,
      why: whyOf(hang, release),
      help: !knowsLoadDefinitions(release)
        ? `after an upgrade use ${newKey}, which needs no plugin: this release does not know it`
        : `use ${newKey}, which needs no plugin`,
      stopsBoot: hang === true,
      ...(isNewSet.state === 'absent' && reports.has(release) ? { fix: renamed(setting) } : {}),
    })
  },
})

/** `load_definitions` stops the boot on a broken file, as the old key does. Source: rabbit_definitions.erl at these tags. */
const reports = releaseRange('3.10.12-3.10,>=3.11.4')

/** Whether the import hangs the boot of this cluster, its Erlang being what the image has. */
function hangs({ broker }: Cluster, release: Release): boolean | 'unknown' {
  return oldKeyHangs(release, broker.image.flavour === 'official' ? officialErlang(release) : undefined)
}

function severityOf(hang: boolean | 'unknown', release: Release): Severity {
  if (hang === true) return 'error'
  // from here on distributions have newer ones
  return hang === 'unknown' && compareReleases(release, { major: 4, minor: 3, patch: 0 }) >= 0
    ? 'warning'
    : 'info'
}

function whyOf(hang: boolean | 'unknown', release: Release): string {
  if (hang === true) return 'the boot hangs while it imports: the node neither starts nor exits'
  if (mended.has(release)) return 'it works, as long as the management plugin is on'
  return hang === 'unknown'
    ? 'where its Erlang is 28 or newer, the boot hangs while it imports'
    : 'it works here; with a newer release, on Erlang 28 or newer, the boot may hang while it imports'
}
const mended = releaseRange('>=4.4.1')

const renamed = ({ at }: Setting): Fix => ({
  title: `rename it to ${newKey}`,
  safety: 'safe',
  edits: [{ op: 'set', at: within(at, 'key'), value: newKey }],
})
