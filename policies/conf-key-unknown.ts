import { acceptedIn, confSchema } from '../facts/conf/index.ts'
import { pluginOfKey } from '../facts/conf/plugin-keys.ts'
import { mayHaveMore } from '../facts/read-releases.ts'
import { compareReleases, type Release } from '../facts/release.ts'
import type { Cluster } from '../model/cluster.ts'
import { within } from '../model/kube/address.ts'
import type { Fix } from '../model/kube/fix.ts'
import { keyUnknown } from '../model/rule/log-lines.ts'
import { clusterRule, type Draft } from '../model/rule/rule.ts'
import type { Setting } from '../model/settings/config.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'conf-key-unknown',
  group: 'configuration',
  title: 'rabbitmq.conf sets a key that this release does not know',
  worst: 'error',
  when: { releaseData: true },
  needs: [],
  rationale: `One key that is in no schema of the installed plugins stops the node from booting, on every release. The schemas differ
from release to release: keys come with new features and go with removed ones; up to 3.8.3 only those of enabled plugins are read. An image of one's own may carry further plugins with
schemas of theirs, so there the finding is a warning. It is one too where not all of the release could be read (docs/releases.md), for a key that no release
has and that resembles none.`,
  sources: [
    'https://www.rabbitmq.com/docs/configure#config-file',
    'https://github.com/rabbitmq/rabbitmq-server/tree/main/deps/rabbit/priv/schema',
  ],
  evidence: { kind: 'observed', where: 'test/slow/boots.test.ts: configuration: an unknown key' },
  log: [...keyUnknown],
  example: () => ({
    bad: cluster({ conf: 'vm_memory_high_watermark.ratio = 0.4' }),
    good: cluster({ conf: 'vm_memory_high_watermark.relative = 0.4' }),
  }),
  check({ cluster, release }, tell) {
    const schema = confSchema(release)
    const { flavour } = cluster.broker.image
    for (const setting of tell
      .all(cluster.config.files)
      .flatMap(file => (file.generated ? [] : file.settings))) {
      if (schema.find(setting.key) !== undefined) {
        const plugin = pluginOfKey(setting.key, release)
        const enabled = plugin === undefined ? undefined : cluster.plugins.isEnabled(plugin)
        if (enabled?.state === 'unknown') tell.gap(enabled.why)
        if (plugin !== undefined && enabled?.state === 'absent')
          tell.report({ at: setting.keyAt, ...unknownWithout(plugin, setting.key, release.called) })
        continue
      }
      const suggestion = schema.suggest(setting.key)
      const known = acceptedIn(setting.key)
      if (suggestion === undefined && known === '' && cluster.broker.stands.every(mayHaveMore)) {
        tell.report({ at: setting.keyAt, ...perhapsUnknown(setting.key, release.called) })
        continue
      }
      tell.report({
        at: setting.keyAt,
        severity: flavour === 'custom' ? 'warning' : 'error',
        message: `${setting.key} is not a key of ${release.called}`,
        why: 'the node does not boot: failed_to_prepare_configuration',
        help: helpOf(suggestion, known),
        ...fixOf(setting, release, cluster, known === '' ? suggestion : undefined),
      })
    }
  },
})

const unknownWithout = (plugin: string, key: string, called: string): Omit<Draft, 'at'> => ({
  severity: 'error',
  message: `${key} is not known to ${called} while ${plugin} is off`,
  why: 'the node does not boot: up to 3.8.3 the keys of a plugin exist only where it is enabled',
  help: `enable ${plugin}, or remove the line`,
})

/** Where not all keys of the release could be read, one that nobody knows and that resembles none may be new. */
const perhapsUnknown = (key: string, called: string): Omit<Draft, 'at'> => ({
  severity: 'warning',
  message: `${key} is no key that is known of ${called}`,
  why: 'a key that the node does not know stops its boot; not all that came with the release could be read',
  help: 'look for it in the release notes, or remove the line',
})

/** Keys that had no effect in the releases that still knew them, and the release from which they are unknown. */
const withoutEffect: readonly { readonly prefix: string; readonly from: Release }[] = [
  // Nothing reads the random delay since 3.8.18, and 4.0 dropped the keys. Source: release notes 3.8.18 and 4.0.1.
  { prefix: 'cluster_formation.randomized_startup_delay_range.', from: { major: 4, minor: 0, patch: 0 } },
]

function fixOf(
  setting: Setting,
  release: Release,
  cluster: Cluster,
  suggestion: string | undefined,
): { fix?: Fix } {
  const dead = withoutEffect.some(
    ({ prefix, from }) => setting.key.startsWith(prefix) && compareReleases(release, from) >= 0,
  )
  if (!dead) return renamed(setting, suggestion, cluster)
  return {
    fix: {
      title: 'remove the key: it had no effect before',
      safety: 'safe',
      edits: [{ op: 'remove', at: setting.at }],
    },
  }
}

/** The line sets the key that its own resembles, where no other does and it takes the value. */
function renamed(
  { at, key, value }: Setting,
  suggestion: string | undefined,
  { release, config }: Cluster,
): { fix?: Fix } {
  // A suggestion may be a pattern, whose words are the user's to choose.
  if (suggestion === undefined || /[$<]/.test(suggestion)) return {}
  if (config.effective(suggestion).state === 'found') return {}
  if (confSchema(release).judge(suggestion, value).verdict !== 'ok') return {}
  return {
    fix: {
      title: `write ${suggestion} in place of ${key}`,
      safety: 'unsafe',
      edits: [{ op: 'set', at: within(at, 'key'), value: suggestion }],
    },
  }
}

/** A key that other releases have is meant as it is written. */
function helpOf(suggestion: string | undefined, known: string): string {
  if (known !== '') return `remove the line (releases that know it: ${known})`
  return suggestion === undefined ? 'remove the line' : `did you mean ${suggestion}?`
}
