import { compareReleases, type Release } from '../facts/release.ts'
import { releaseRange } from '../facts/release-range.ts'
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
plugin and imports earlier in the boot. On 4.3.6 the old key was seen to hang the boot for ever, at "Importing concurrently 1 users".
Between 3.9.4 and 3.10.11, and in 3.11.0 to 3.11.3, the old key notices a broken file and the new one does not: there both are kept.`,
  sources: ['https://www.rabbitmq.com/docs/definitions#import-on-boot'],
  evidence: {
    kind: 'observed',
    where: '4.3.6 does not finish booting with the old key and a good file; 3.10.8 and 4.0.5 do',
  },
  example: () => ({
    bad: cluster({
      conf: 'management.load_definitions = /etc/rabbitmq/definitions.json',
      definitions: '{"users": []}',
    }).replace('\n    load_definitions = /etc/rabbitmq/definitions.json', ''),
    good: cluster({ definitions: '{"users": []}' }),
    also: ['definitions-without-users'],
  }),
  check({ cluster, release }, tell) {
    const setting = tell.all(cluster.config.matching(oldKey)).find(({ key }) => key === oldKey)
    if (!setting || setting.generated) return
    const isNewSet = cluster.config.effective(newKey)
    tell.report({
      at: setting.keyAt,
      severity: severityOn(release),
      message: `${oldKey} is the old key for definitions`,
      why: whyOn(release),
      help: `use ${newKey}, which needs no plugin`,
      stopsBoot: hangs.has(release),
      ...(isNewSet.state === 'absent' && reports.has(release) ? { fix: renamed(setting) } : {}),
    })
  },
})

/** Seen on 4.3.6; other patches of 4.3 were not looked at. */
const hangs = releaseRange('4.3.6')
/** `load_definitions` stops the boot on a broken file, as the old key does. Source: rabbit_definitions.erl at these tags. */
const reports = releaseRange('3.10.12-3.10,>=3.11.4')

function severityOn(release: Release): Severity {
  if (hangs.has(release)) return 'error'
  return compareReleases(release, { major: 4, minor: 3, patch: 0 }) >= 0 ? 'warning' : 'info'
}

function whyOn(release: Release): string {
  if (hangs.has(release)) return 'the boot hangs while it imports: the node neither starts nor exits'
  return compareReleases(release, { major: 4, minor: 3, patch: 0 }) >= 0
    ? 'on 4.3.6 the boot hangs while it imports'
    : 'it works here; on 4.3.6 the boot hangs while it imports'
}

function renamed({ at, value }: Setting): Fix {
  const place = { ...at, path: [...at.path.slice(0, -1), newKey] }
  return {
    title: `rename it to ${newKey}`,
    safety: 'safe',
    edits: [
      { op: 'remove', at },
      { op: 'set', at: place, value },
    ],
  }
}
