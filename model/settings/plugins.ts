import { bitnamiBasePlugins } from '../../facts/image-plugins.ts'
import { broughtAlong } from '../../facts/plugins.ts'
import type { Release } from '../../facts/release.ts'
import type { Broker } from '../broker/broker.ts'
import { mentionsWord } from '../broker/word-uses.ts'
import { readPlugins } from '../formats/erlang/plugins.ts'
import { withWords } from '../formats/text/helm-text.ts'
import { type Address, within } from '../kube/address.ts'
import { absent, found, ifSeen, type Lookup, type Seen, someOf, unknown } from '../kube/lookup.ts'
import { isFilledIn, whyFilledIn } from '../kube/placeholders.ts'
import { environmentText } from '../pods/environment.ts'
import type { File } from '../pods/files.ts'
import type { NamedPlugin, PluginList } from '../pods/made.ts'
import { pluginAt, pluginsInText } from '../pods/plugin-texts.ts'

/** The plugins of a node; what those that are named bring along is not among them. */
export interface Plugins extends PluginList {
  /** The list that the node reads. */
  readonly file: Lookup<File>
  /** Whether a plugin is on, by name or because another one needs it. */
  isEnabled(name: string): Lookup<true>
}

type Source = Omit<Plugins, 'isEnabled'>

export function pluginsOf(broker: Broker, release: Release): Plugins {
  const source = sourceOf(broker)
  const { named } = source
  const all = new Set(named.items.flatMap(({ name }) => [name, ...broughtAlong(name, release)]))
  return {
    ...source,
    isEnabled(name) {
      if (all.has(name)) return found(true)
      if (!named.complete) return unknown(named.why)
      return mentionsWord(broker, 'rabbitmq-plugins')
        ? unknown('a script of the pod switches plugins on')
        : absent()
    },
  }
}

function sourceOf(broker: Broker): Source {
  const made = broker.workload.made.plugins
  if (made) return { file: absent(), ...made }
  const file = broker.files.read(broker.paths.plugins)
  if (broker.image.flavour === 'bitnami') return bitnamiSource(broker, file)
  const text = environmentText(broker.environment, 'RABBITMQ_ENABLED_PLUGINS')
  if (text.state === 'found') return variableSource(text.value, file)
  if (text.state === 'unknown') return { file, named: unseen(text.why), append: () => undefined }
  if (file.state === 'unknown') return { file, named: unseen(file.why), append: () => undefined }
  return file.state === 'found' ? fileSource(file.value) : imageSource(broker)
}

const unseen = (why: string): Seen<NamedPlugin> => someOf([], why)

function fileSource(file: File): Source {
  const place = within(file.at, { as: 'plugins' })
  const open = isFilledIn(file.value, file.at.object) ? whyFilledIn(file.path) : undefined
  const { names, problems } = readPlugins(withWords(file.value))
  const items = names.flatMap(({ name, span }, index) =>
    isFilledIn(file.value.slice(span.start, span.end), file.at.object)
      ? []
      : [pluginAt(name, within(place, index))],
  )
  const broken = problems.some(({ stopsBoot }) => stopsBoot)
  return {
    file: open === undefined ? found(file) : unknown(open),
    named: broken ? unseen(open ?? 'the list of plugins cannot be read') : someOf(items, open),
    append: name => ({ op: 'set', at: within(place, '-'), value: name }),
  }
}

/** Source: rabbit_env.erl@v4.3.5, enabled_plugins/1; Bitnami's rabbitmq_env.sh takes more separators. */
function variableSource({ value, at: place }: { value: string; at: Address }, file: Lookup<File>): Source {
  const items = pluginsInText(value, place)
  return {
    file,
    named: { items, complete: true },
    append: name => ({ op: 'set', at: place, value: [...items.map(plugin => plugin.name), name].join(',') }),
  }
}

/**
 * A list that is mounted stays as it is; else the image writes one, of its own and of what its variables name.
 * Source: bitnami/containers, bitnami/rabbitmq 3.11 to 4.3, librabbitmq.sh, rabbitmq_create_enabled_plugins_file.
 */
function bitnamiSource({ environment, workload, container }: Broker, file: Lookup<File>): Source {
  const append = (): undefined => undefined
  if (file.state === 'unknown') return { file, named: unseen(file.why), append }
  if (file.state === 'found') return fileSource(file.value)
  const place = workload.template.locate(container.steps)
  const own = (names: readonly string[]): readonly NamedPlugin[] =>
    names.map(name => ({ name, at: place, generated: true }))
  const text = environmentText(environment, 'RABBITMQ_PLUGINS')
  if (text.state === 'unknown') return { file, named: unseen(text.why), append }
  if (text.state === 'found') {
    const source = variableSource(text.value, file)
    // What the image downloads for the node is known to be a plugin.
    const loaded = environmentText(environment, 'RABBITMQ_COMMUNITY_PLUGINS')
    const from = loaded.state === 'found' ? loaded.value.value : ''
    const named = ifSeen(source.named).map(item => ({
      ...item,
      generated: item.generated || from.includes(item.name),
    }))
    const items = [...own(bitnamiBasePlugins), ...named]
    return { ...source, named: { items, complete: true } }
  }
  const isTold = ['RABBITMQ_NODE_TYPE', 'RABBITMQ_ENABLE_LDAP'].some(
    name => environment.get(name).state !== 'absent',
  )
  const named = isTold
    ? unseen('variables tell the image which plugins to switch on')
    : { items: own(['rabbitmq_management']), complete: true as const }
  return { file, named, append }
}

/** What the image itself switches on, where no list is mounted. Source: docker-library/rabbitmq, Dockerfile templates. */
function imageSource(broker: Broker): Source {
  const { image, files, paths, container } = broker
  const append = (): undefined => undefined
  if (files.mountOf(paths.plugins)) return { file: absent(), named: { items: [], complete: true }, append }
  if (image.flavour !== 'official' || image.text === undefined)
    return { file: absent(), named: unseen('the image may switch on plugins of its own'), append }
  const place = broker.workload.template.locate(container.steps)
  const names = ['rabbitmq_prometheus', ...(image.text.includes('management') ? ['rabbitmq_management'] : [])]
  return {
    file: absent(),
    named: { items: names.map(name => ({ name, at: place, generated: true })), complete: true },
    append,
  }
}
