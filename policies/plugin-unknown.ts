import { isBuiltIn, isBundled, meantPlugin, pluginReleases } from '../facts/plugins.ts'
import type { Release } from '../facts/release.ts'
import type { Cluster } from '../model/cluster.ts'
import type { Fix } from '../model/kube/fix.ts'
import { isBelow } from '../model/pods/container.ts'
import type { NamedPlugin } from '../model/pods/made.ts'
import { clusterRule, type Draft } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'plugin-unknown',
  group: 'configuration',
  title: 'A plugin is enabled that this release does not ship',
  worst: 'warning',
  when: { releaseData: true },
  needs: [],
  rationale: `A name that is no installed plugin is passed over without a word: the node boots without it. The usual causes are a module's name
(\`rabbit_peer_discovery_k8s\`), a slip of the pen, a plugin of a newer release, and a community plugin that the image does not contain. An
image of one's own, and plugins that are mounted, are not judged, except for what is clearly a misspelling.`,
  sources: [
    'https://www.rabbitmq.com/docs/plugins',
    'https://github.com/rabbitmq/rabbitmq-server/tree/main/deps',
  ],
  evidence: {
    kind: 'observed',
    where: 'test/slow/boots.test.ts: enabled-plugins: a plugin that is not there',
  },
  example: () => ({
    bad: cluster({ plugins: '[rabbitmq_management,rabbit_peer_discovery_k8s].' }),
    good: cluster(),
  }),
  check({ cluster, release }, tell) {
    for (const plugin of tell.all(cluster.plugins.named)) {
      if (plugin.generated || isBundled(plugin.name, release)) continue
      const meant = meantPlugin(plugin.name, release)
      if (isBuiltIn(plugin.name)) {
        tell.report({ ...builtIn(plugin), at: plugin.at, subject: plugin.name })
        continue
      }
      if (meant === undefined && mayBringIts(cluster)) {
        tell.gap(`${plugin.name} may be a plugin that the image, or a mount, brings along`)
        continue
      }
      const releases = pluginReleases(plugin.name)
      tell.report({
        at: plugin.at,
        subject: plugin.name,
        message: `${plugin.name} is no plugin of ${release.called}`,
        why: 'the node boots without it, and says nothing',
        help: helpFor(meant, releases),
        ...(releases === '' ? fixOf(plugin, meant, release) : {}),
      })
    }
  },
})

const builtIn = ({ name }: NamedPlugin): Pick<Draft, 'message' | 'why' | 'help'> => ({
  message: `${name} is a part of the broker, not a plugin`,
  why: 'it is there without being named: the name in the list does nothing',
  help: 'remove the name',
})

function helpFor(meant: string | undefined, releases: string): string {
  if (releases !== '') return `releases that ship it: ${releases}`
  return meant === undefined ? 'use an image that contains it, or remove the name' : `did you mean ${meant}?`
}

/** Whether plugins may be there that the release does not ship. */
const mayBringIts = ({ broker }: Cluster): boolean =>
  broker.image.flavour === 'custom' ||
  broker.environment.get('RABBITMQ_PLUGINS_DIR').state !== 'absent' ||
  ['/plugins', '/opt/rabbitmq/plugins', '/usr/lib/rabbitmq/plugins'].some(folder =>
    broker.files.mounts.some(({ path }) => isBelow(path, folder)),
  )

/** Names that differ by the case, hyphens or the module's prefix are clear; a slip of the pen is only suggested. */
function fixOf({ name, rename }: NamedPlugin, meant: string | undefined, release: Release): { fix?: Fix } {
  const isClear =
    meant !== undefined &&
    meant.replace(/^rabbitmq_/, '') === name.replace(/^rabbit(?:mq)?[_-]/, '').replaceAll('-', '_')
  if (!isClear || !isBundled(meant, release) || !rename) return {}
  return { fix: { title: `write ${meant}`, safety: 'safe', edits: [rename(meant)] } }
}
