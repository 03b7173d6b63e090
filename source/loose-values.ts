import { isObject, type JsonObject, member, objectOf } from '../model/kube/json.ts'
import type { ChartSource } from '../model/kube/object.ts'
import { dig } from '../model/kube/read.ts'
import { hasSign, isNested, placeIn, valuesKeys } from '../model/pods/makers/charts/known.ts'
import type { Files } from './kustomize/files.ts'
import { ancestorsOf, baseName, folderOf, joinPath } from './paths.ts'
import { embeddedValues } from './values/applications.ts'
import { type Carrier, valuesPlace } from './values/carrier.ts'
import {
  type ChartFolder,
  type ChartFolders,
  chartFolders,
  isAllThere,
  layersBelow,
} from './values/chart-folder.ts'
import { isLeftIn } from './values/needed.ts'
import { carrierOfLayers, releasedBy } from './values/released.ts'
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
  const folders = chartFolders(names, files)
  const isBeside = (name: string): boolean =>
    isValuesFile(name) && (folders.around(folderOf(name))?.needed.length ?? 0) > 0
  const released = documents.flatMap(document => releasedBy(document, files))
  const embedded = documents.flatMap(document => embeddedValues(document, files))
  const taken = new Set(filesBelow([...released, ...embedded]))
  const plain = names.filter(
    name =>
      !taken.has(name) &&
      !files.isPlain(name) &&
      (mayHoldValues(name, files.text(name) ?? '') || isBeside(name)),
  )
  const loose = plain.flatMap(name => {
    const [document, ...more] = files.documents(name)
    // Values are the only document of their file.
    return document && more.length === 0 ? valuesIn(document, folders.around(folderOf(name)), folders) : []
  })
  // What a chart in another folder lays values upon is judged there.
  const inner = new Set(
    loose.flatMap(carrier => filesBelow([carrier]).filter(file => isElsewhere(file, carrier))),
  )
  return [...whereAlone(loose.filter(({ document }) => !inner.has(document.file))), ...embedded, ...released]
}
const filesBelow = (carriers: readonly Carrier[]): readonly string[] =>
  carriers.flatMap(({ below }) => (below ?? []).map(({ file }) => file))
const isElsewhere = (file: string, { document }: Carrier): boolean =>
  folderOf(file) !== folderOf(document.file)

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

/** Whether a file of a chart's folder holds values. */
const isValuesFile = (file: string): boolean =>
  /^values[\w.-]*\.ya?ml$|[.-]values\.ya?ml$/.test(baseName(file))

/** What stands in for a document that holds values and is no object; nothing where they are not those of RabbitMQ. */
function valuesIn(
  document: Document,
  chart: ChartFolder | undefined,
  folders: ChartFolders,
): readonly Carrier[] {
  if (document.head !== undefined) return []
  const { value, file } = document
  if (!isObject(value) || member(value, 'kind') !== undefined || member(value, 'apiVersion') !== undefined)
    return []
  return placesIn(value, file, chart, folders).flatMap(({ path, source, way }) => {
    const below = layersBelow(document, path, way, folders)
    const top = { document, path, value: objectOf(dig(value, path)) }
    if (below.length > 0)
      return carrierOfLayers(document, { name: '', namespace: '', source, path, set: [] }, [
        ...(isAllThere(file, folders) ? [] : [undefined]),
        ...below,
        top,
      ])
    const origin = { from: 'file', file, document: document.index, path } as const
    return [{ document, object: valuesPlace(top.value, file, '', origin, source) }]
  })
}

interface Place {
  readonly path: readonly string[]
  readonly source: ChartSource
  /** The folders of charts whose own values lie below these. */
  readonly way: readonly string[]
}
/** Where in the values of a file those of RabbitMQ charts stand. */
function placesIn(
  values: JsonObject,
  file: string,
  chart: ChartFolder | undefined,
  folders: ChartFolders,
): readonly Place[] {
  const source = { isRabbit: chart ? chart.isRabbit : isNamedSo(file, values) }
  const needed = (chart?.needed ?? []).filter(({ path }) => isObject(dig(values, path)))
  if (chart && needed.length > 0)
    return needed
      .filter(one => isLeftIn(one, values, one.way.map(folders.values)))
      .flatMap(({ path, source: from, way }) => {
        const own = placeIn(dig(values, path), from, [])
        return own ? [{ path: [...path, ...own], source: from, way }] : []
      })
  const [only] = (chart?.needed ?? []).filter(({ links }) => links.length === 1)
  const isOnlyReader = chart !== undefined && only !== undefined && !chart.hasTemplates
  const path = placeIn(values, source, chart?.unpacked) ?? (isOnlyReader && hasSign(values) ? [] : undefined)
  if (path === undefined) return []
  // Of a chart without templates of its own nobody else reads them.
  if (isOnlyReader && path.length === 0)
    return [{ path, source: { ...only.source, readsBelow: only.path.join('.') }, way: [] }]
  const isOwn = chart?.isRabbit === true && path.length === 0
  return [
    {
      path,
      source: path.length === 0 && !chart && isNested(values) ? { ...source, isNested: true } : source,
      way: isOwn ? [folderOf(file)] : [],
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
