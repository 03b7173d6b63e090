import { plugins } from './data/plugins.ts'
import { nearestByWords } from './nearest.ts'
import { unionText } from './read-releases.ts'
import type { Release } from './release.ts'
import { rows, rowsAt, rowsOf } from './table.ts'

/** The plugins that come with a release. */
export const bundledPlugins = (release: Release): ReadonlySet<string> =>
  new Set(rowsOf(plugins, release).map(([name = '']) => name))

/** Whether a plugin comes with a release: only what is said of this one is read. */
export const isBundled = (name: string, release: Release): boolean => rowsOfPlugin(name, release).length > 0

/** What is said of a plugin in a release: the plugins that it brings along, with commas between them. */
const rowsOfPlugin = (name: string, release: Release): readonly (string | undefined)[] =>
  rowsAt(plugins, name).flatMap(({ columns: [, brings], range }) => (range.has(release) ? [brings] : []))

/** The releases that ship a plugin, e.g. `>=4.1.1`; empty for one that comes from elsewhere, or does not exist. */
export const pluginReleases = (name: string): string =>
  unionText(
    rows(plugins)
      .filter(({ columns: [plugin] }) => plugin === name)
      .map(({ range }) => range),
  )

/** The plugins that a plugin of the release switches on with itself, and what those bring. */
export function broughtAlong(name: string, release: Release): readonly string[] {
  const found = new Set<string>()
  const add = (plugin: string): void => {
    const others = rowsOfPlugin(plugin, release).flatMap(brings => brings?.split(',') ?? [])
    for (const other of others) {
      if (other === '' || found.has(other)) continue
      found.add(other)
      add(other)
    }
  }
  add(name)
  return [...found]
}

/**
 * Modules of the broker itself that people take for plugins, without the `rabbit_` or `rabbitmq_` in front: their names in
 * the list do nothing, and nothing is missing without them. Source: deps/rabbit/src of v3.8.9 and v4.3.5.
 */
const builtIn: ReadonlySet<string> = new Set([
  'auth_backend_internal',
  'auth_backend_dummy',
  'auth_mechanism_amqplain',
  'auth_mechanism_plain',
  'auth_mechanism_cr_demo',
  'peer_discovery_classic_config',
  'peer_discovery_dns',
])

/** Whether what is named like a plugin is a part of the broker. */
export const isBuiltIn = (name: string): boolean => builtIn.has(spelt(name).replace(/^rabbit(?:mq)?_/, ''))

const spelt = (name: string): string => name.toLowerCase().replaceAll('-', '_')

/** The plugin of the release that a misspelt name stands for: a module's name, hyphens, a slip of the pen. */
export function meantPlugin(name: string, release: Release): string | undefined {
  if (isBuiltIn(name)) return undefined
  const known = bundledPlugins(release)
  const plain = spelt(name)
  // rabbit_peer_discovery_k8s is the module, rabbitmq_peer_discovery_k8s the plugin.
  const full = plain.replace(/^rabbit_/, 'rabbitmq_')
  const candidate = [plain, full, `rabbitmq_${plain}`].find(option => known.has(option))
  return candidate ?? nearestByWords(full, known, '_')
}
