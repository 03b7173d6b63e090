import { broughtAlong } from '../../facts/plugins.ts'
import type { Release } from '../../facts/release.ts'
import type { Broker } from '../broker/broker.ts'
import { mentionsWord } from '../broker/word-uses.ts'
import { readPlugins } from '../formats/erlang/plugins.ts'
import { type Address, at, within } from '../kube/address.ts'
import type { Edit } from '../kube/edit.ts'
import { isString, listOf } from '../kube/json.ts'
import { absent, found, type Lookup, type Seen, unknown } from '../kube/lookup.ts'
import { dig } from '../kube/read.ts'
import { environmentText } from '../pods/environment.ts'
import type { File } from '../pods/files.ts'
import { chartPlugins } from '../pods/makers/chart-files.ts'
import { type ChartValues, renderChart } from '../pods/makers/chart-values.ts'
import { operatorPlugins } from '../pods/makers/operator.ts'

/** A plugin that somebody switched on by name. */
export interface NamedPlugin {
  readonly name: string
  readonly at: Address
  /** By the operator or the image, not by the user. */
  readonly generated: boolean
  /** Writes another name in its place, and leaves the others of its list. Undefined where nobody wrote it. */
  readonly rename?: (name: string) => Edit
}

/** The plugins of a node. */
export interface Plugins {
  /** The list that the node reads. */
  readonly file: Lookup<File>
  /** Those that are named; what they bring along is not among them. */
  readonly named: Seen<NamedPlugin>
  /** Whether a plugin is on, by name or because another one needs it. */
  isEnabled(name: string): Lookup<true>
  /** Switches a plugin on where the user writes the list. */
  append(name: string): Edit | undefined
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
  if (broker.workload.kind === 'RabbitmqCluster') return operatorSource(broker)
  if (broker.workload.chart) return chartSource(broker.workload.chart)
  const variable = broker.image.flavour === 'bitnami' ? 'RABBITMQ_PLUGINS' : 'RABBITMQ_ENABLED_PLUGINS'
  const text = environmentText(broker.environment, variable)
  const file = broker.files.read(broker.paths.plugins)
  if (text.state === 'found') return variableSource(text.value, file)
  if (text.state === 'unknown') return { file, named: unseen(text.why), append: () => undefined }
  if (file.state === 'unknown') return { file, named: unseen(file.why), append: () => undefined }
  return file.state === 'found' ? fileSource(file.value) : imageSource(broker)
}

/** A plugin that stands by itself. */
const item = (name: string, place: Address): NamedPlugin => ({
  name,
  at: place,
  generated: false,
  rename: value => ({ op: 'set', at: place, value }),
})

/** Plugins in one text, by what separates them. */
const itemsIn = (text: string, place: Address): readonly NamedPlugin[] => {
  const words = text.split(/([,;\s]+)/)
  return words.flatMap((name, index) =>
    index % 2 === 1 || name === ''
      ? []
      : [
          {
            ...item(name, place),
            rename: to => ({ op: 'set', at: place, value: words.with(index, to).join('') }),
          },
        ],
  )
}

const unseen = (why: string): Seen<NamedPlugin> => ({ items: [], complete: false, why })

function fileSource(file: File): Source {
  const place = within(file.at, { as: 'plugins' })
  const { names, problems } = readPlugins(file.value)
  const items = names.map(({ name }, index) => item(name, within(place, index)))
  const broken = problems.some(({ stopsBoot }) => stopsBoot)
  return {
    file: found(file),
    named: broken ? unseen('the list of plugins cannot be read') : { items, complete: true },
    append: name => ({ op: 'set', at: within(place, '-'), value: name }),
  }
}

/** Source: rabbit_env.erl@v4.3.5, enabled_plugins/1; Bitnami's rabbitmq_env.sh takes more separators. */
function variableSource({ value, at: place }: { value: string; at: Address }, file: Lookup<File>): Source {
  const items = itemsIn(value, place)
  return {
    file,
    named: { items, complete: true },
    append: name => ({ op: 'set', at: place, value: [...items.map(plugin => plugin.name), name].join(',') }),
  }
}

/** Source: cluster-operator v2.22.3, internal/resource/rabbitmq_plugins.go. */
function operatorSource({ workload: { object } }: Broker): Source {
  const path = ['spec', 'rabbitmq', 'additionalPlugins']
  const own = listOf(dig(object.value, path)).flatMap((name, index) =>
    isString(name) ? [item(name, at(object, ...path, index))] : [],
  )
  const required = operatorPlugins.map(name => ({ name, at: at(object), generated: true }))
  return {
    file: absent(),
    named: { items: [...required, ...own], complete: true },
    append: name => ({ op: 'set', at: at(object, ...path, '-'), value: name }),
  }
}

/** The chart adds some of its own to those that its values name. */
function chartSource(chart: ChartValues): Source {
  const items = chartPlugins(chart).flatMap(({ value, at: place }) => itemsIn(value, place))
  return {
    file: unknown(renderChart),
    named: { items, complete: false, why: renderChart },
    append: () => undefined,
  }
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
