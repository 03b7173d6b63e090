import { isObject, type Json, type JsonObject, member } from '../model/kube/json.ts'
import type { ChartSource } from '../model/kube/object.ts'
import { dig } from '../model/kube/read.ts'
import { hasSign, isNested, placeIn, valuesKeys } from '../model/pods/makers/charts/known.ts'
import type { Files } from './kustomize/files.ts'
import { ancestorsOf, baseName, folderOf, joinPath } from './paths.ts'
import { embeddedValues } from './values/applications.ts'
import { type ChartAround, chartAround, isNeeded, saysChart } from './values/around.ts'
import { type Carrier, valuesPlace } from './values/carrier.ts'
import { releasedBy } from './values/released.ts'
import type { Document } from './yaml/document.ts'

/*
 * Values of RabbitMQ charts, where no Kubernetes object holds them: in a file of their own, as text in an Application of
 * Argo CD, in a list of releases. Each is given an object that stands in for it.
 */

/**
 * The values among files.
 * @param names the files that may hold some, values of charts with templates among them
 * @param documents the documents that may hold some as text
 */
export function valueCarriers(
  names: readonly string[],
  documents: readonly Document[],
  files: Files,
): readonly Carrier[] {
  const charts = Map.groupBy(names.filter(saysChart), folderOf)
  const known = new Set(names)
  const templated = new Set(
    names.flatMap(name => {
      const cut = `/${name}`.indexOf('/templates/')
      return cut < 0 ? [] : [name.slice(0, Math.max(0, cut - 1))]
    }),
  )
  const first = (file: string): Json | undefined =>
    known.has(file) ? files.documents(file)[0]?.value : undefined
  const around = onceFor((folder: string): Around | undefined => {
    const chart = chartAround((charts.get(folder) ?? []).map(first))
    return (
      chart && {
        ...chart,
        unpacked: ['rabbitmq'].filter(name => known.has(joinPath(folder, `charts/${name}/Chart.yaml`))),
        defaults: first(joinPath(folder, 'values.yaml')) ?? null,
        hasTemplates: templated.has(folder),
      }
    )
  })
  const isBeside = (name: string): boolean =>
    isValuesFile(name) && (around(folderOf(name))?.dependencies.length ?? 0) > 0
  const released = documents.flatMap(document => releasedBy(document, files))
  const embedded = documents.flatMap(document => embeddedValues(document, files))
  const taken = new Set(
    [...released, ...embedded].flatMap(({ below }) => (below ?? []).map(({ file }) => file)),
  )
  const plain = names.filter(
    name =>
      !taken.has(name) &&
      !files.isPlain(name) &&
      (mayHoldValues(name, files.text(name) ?? '') || isBeside(name)),
  )
  const loose = plain.flatMap(name => {
    const [document, ...more] = files.documents(name)
    // Values are the only document of their file.
    return document && more.length === 0 ? valuesIn(document, around(folderOf(name))) : []
  })
  return [...whereAlone(loose), ...embedded, ...released]
}

/** Those that no others of a folder, of one around it or of a common one beside it can be laid upon are all that there is. */
function whereAlone(carriers: readonly Carrier[]): readonly Carrier[] {
  const counts = new Map<string, number>()
  for (const file of new Set(carriers.map(({ document }) => document.file)))
    counts.set(folderOf(file), (counts.get(folderOf(file)) ?? 0) + 1)
  const isAlone = (file: string): boolean => {
    const folder = folderOf(file)
    const parent = folderOf(folder)
    return (
      counts.get(folder) === 1 &&
      !ancestorsOf(folder).some(above => above !== folder && counts.has(above)) &&
      !common.some(name => counts.has(joinPath(parent, name)) && joinPath(parent, name) !== folder)
    )
  }
  return carriers.map(carrier => {
    const { object, document } = carrier
    if (!object.chart || !isAlone(document.file)) return carrier
    return { ...carrier, object: { ...object, chart: { ...object.chart, isWhole: true } } }
  })
}
const common = ['base', 'common', 'default', 'defaults', 'shared']

/** A look at the text, so that not every YAML file is read to find out. */
const mayHoldValues = (name: string, text: string): boolean => /\.ya?ml$/.test(name) && valuesKey.test(text)
const valuesKey = new RegExp(`^[ \\t]*["']?(?:${valuesKeys.join('|')})["']?[ \\t]*:`, 'm')

/** What the values of a folder are for, and those that hold where a file says nothing else. */
interface Around extends ChartAround {
  readonly defaults: Json
  readonly hasTemplates: boolean
  /** The RabbitMQ charts that lie in its `charts/` and that it does not name. */
  readonly unpacked: readonly string[]
}

/** The answer for each key is found once. */
function onceFor<T>(find: (key: string) => T): (key: string) => T {
  const known = new Map<string, { readonly answer: T }>()
  return key => {
    const found = known.get(key) ?? { answer: find(key) }
    known.set(key, found)
    return found.answer
  }
}

/** Whether a file of a chart's folder holds values. */
const isValuesFile = (file: string): boolean =>
  /^values[\w.-]*\.ya?ml$|[.-]values\.ya?ml$/.test(baseName(file))

/** What stands in for a document that holds values and is no object; nothing where they are not those of RabbitMQ. */
function valuesIn(document: Document, chart: Around | undefined): readonly Carrier[] {
  if (document.head !== undefined) return []
  const { value, file } = document
  if (!isObject(value) || member(value, 'kind') !== undefined || member(value, 'apiVersion') !== undefined)
    return []
  return placesIn(value, file, chart).map(({ path, source }) => {
    const origin = { from: 'file', file, document: document.index, path } as const
    return { document, object: valuesPlace(dig(value, path), file, '', origin, source) }
  })
}

interface Place {
  readonly path: readonly string[]
  readonly source: ChartSource
}
/** Where in the values of a file those of RabbitMQ charts stand. */
function placesIn(values: JsonObject, file: string, chart: Around | undefined): readonly Place[] {
  const source = { isRabbit: chart ? chart.isRabbit : isNamedSo(file, values) }
  const needed = (chart?.dependencies ?? []).filter(({ key }) => isObject(member(values, key)))
  if (chart && needed.length > 0)
    return needed
      .filter(dependency => isNeeded(dependency, values, chart.defaults))
      .flatMap(dependency => {
        const own = placeIn(member(values, dependency.key), dependency.source, [])
        return own ? [{ path: [dependency.key, ...own], source: dependency.source }] : []
      })
  const path = placeIn(values, source, chart?.unpacked)
  if (path === undefined) return []
  const [only] = chart?.dependencies ?? []
  // Of a chart without templates of its own nobody else reads them.
  if (chart && only && !chart.hasTemplates && path.length === 0)
    return [{ path, source: { ...only.source, readsBelow: only.key } }]
  return [
    {
      path,
      source: path.length === 0 && !chart && isNested(values) ? { ...source, isNested: true } : source,
    },
  ]
}

/** `rabbitmq/values.yaml`, `rabbitmq-values.yaml`, `values-rabbitmq.yaml`. */
const isNamedSo = (file: string, values: JsonObject): boolean => {
  const names = [baseName(folderOf(file)), baseName(file).replace(/\.ya?ml$/, '')]
  if (!isValuesFile(file)) return false
  if (names.some(name => /^(?:values[-_.])?rabbitmq(?:[-_.]values)?$/i.test(name))) return true
  // `rabbitmq-consumer/values.yaml` may be those of a program that uses one.
  return /(?:^|[-_.])rabbitmq(?:[-_.]|$)/i.test(names.join('.')) && hasSign(values)
}
