import { isObject, isString, type Json, type JsonObject, member } from '../model/kube/json.ts'
import type { ChartSource, KubeObject } from '../model/kube/object.ts'
import { dig } from '../model/kube/read.ts'
import { applicationSources, sourceOf, withoutParameters } from '../model/pods/makers/charts/holders.ts'
import { hasSign, placeIn, valuesKeys } from '../model/pods/makers/charts/known.ts'
import type { Files } from './kustomize/files.ts'
import { objectsIn } from './objects.ts'
import { baseName, folderOf, joinPath } from './paths.ts'
import { type ChartAround, chartAround, isNeeded, saysChart } from './values/around.ts'
import { type Carrier, valuesPlace } from './values/carrier.ts'
import { releasedBy } from './values/released.ts'
import type { Document } from './yaml/document.ts'
import { nodeAt } from './yaml/locate.ts'
import { readPart } from './yaml/read.ts'
import type { Part } from './yaml/split.ts'
import { dereference } from './yaml/tree.ts'

/*
 * Values of RabbitMQ charts, where no Kubernetes object holds them: in a file of their own, or as text in an Application
 * of Argo CD. Each is given an object that stands in for it.
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
  const first = (file: string): Json | undefined =>
    known.has(file) ? files.documents(file)[0]?.value : undefined
  const around = onceFor((folder: string): Around | undefined => {
    const chart = chartAround((charts.get(folder) ?? []).map(first))
    return (
      chart && {
        ...chart,
        unpacked: ['rabbitmq'].filter(name => known.has(joinPath(folder, `charts/${name}/Chart.yaml`))),
        defaults: first(joinPath(folder, 'values.yaml')) ?? null,
      }
    )
  })
  const isBeside = (name: string): boolean =>
    isValuesFile(name) && (around(folderOf(name))?.dependencies.length ?? 0) > 0
  const released = documents.flatMap(document => releasedBy(document, files))
  const taken = new Set(released.flatMap(({ below }) => (below ?? []).map(({ file }) => file)))
  const plain = names.filter(
    name =>
      !taken.has(name) &&
      !files.isPlain(name) &&
      (mayHoldValues(name, files.text(name) ?? '') || isBeside(name)),
  )
  return [
    ...plain.flatMap(name => {
      const [document, ...more] = files.documents(name)
      // Values are the only document of their file.
      return document && more.length === 0 ? valuesIn(document, around(folderOf(name))) : []
    }),
    ...documents.flatMap(embeddedValues),
    ...released,
  ]
}
/**
 * The number of an embedded document: beyond that of any document of a file, and its own whatever else is found there.
 */
const embeddedIndex = (document: Document, index: number): number => 1_000_000 * (document.index + 1) + index

/** A look at the text, so that not every YAML file is read to find out. */
const mayHoldValues = (name: string, text: string): boolean => /\.ya?ml$/.test(name) && valuesKey.test(text)
const valuesKey = new RegExp(`^[ \\t]*["']?(?:${valuesKeys.join('|')})["']?[ \\t]*:`, 'm')

/** What the values of a folder are for, and those that hold where a file says nothing else. */
interface Around extends ChartAround {
  readonly defaults: Json
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
  return path ? [{ path, source }] : []
}

/** `rabbitmq/values.yaml`, `rabbitmq-values.yaml`, `values-rabbitmq.yaml`. */
const isNamedSo = (file: string, values: JsonObject): boolean => {
  const names = [baseName(folderOf(file)), baseName(file).replace(/\.ya?ml$/, '')]
  if (!isValuesFile(file)) return false
  if (names.some(name => /^(?:values[-_.])?rabbitmq(?:[-_.]values)?$/i.test(name))) return true
  // `rabbitmq-consumer/values.yaml` may be those of a program that uses one.
  return /(?:^|[-_.])rabbitmq(?:[-_.]|$)/i.test(names.join('.')) && hasSign(values)
}

/**
 * Values in the text blocks of Applications. The lines of a literal block, indentation and all, are a document
 * themselves, so that places in it are places in the file.
 */
function embeddedValues(document: Document): readonly Carrier[] {
  const applications = objectsIn(document).filter(
    ({ group, kind }) => group === 'argoproj.io' && kind === 'Application',
  )
  return applications
    .flatMap(object => applicationSources(object.value).map(source => ({ object, ...source })))
    .flatMap(({ object, source, path }, index) => {
      const part = textOf(document, object, source, path)
      const inner = part && readPart(document, part, embeddedIndex(document, index))
      const base = placeIn(inner?.value, sourceOf(source))
      const values = base && dig(inner?.value, base)
      if (inner === undefined || base === undefined || !isObject(values)) return []
      const origin = { from: 'file', file: document.file, document: inner.index, path: base } as const
      const left = withoutParameters(values, source)
      return [
        {
          document: inner,
          object: valuesPlace(left, object.name, object.namespace, origin, sourceOf(source)),
        },
      ]
    })
}

/** Values as an object win over values as text. Source: argo-cd, docs/user-guide/helm.md. */
function textOf(
  document: Document,
  { origin }: KubeObject,
  source: Json,
  path: readonly (string | number)[],
): Part | undefined {
  if (origin.from !== 'file' || dig(source, ['helm', 'valuesObject']) !== undefined) return undefined
  if (!isString(dig(source, ['helm', 'values']))) return undefined
  return blockAt(document, [...origin.path, ...path, 'helm', 'values'])
}

/** The lines of the literal block at a path; undefined for scalars of another style, whose text is not their value. */
function blockAt(document: Document, path: readonly (string | number)[]): Part | undefined {
  const node = document.root && nodeAt(document.root, path)
  const scalar = node && dereference(node)
  if (scalar?.kind !== 'scalar' || scalar.style !== 'literal' || scalar.block === undefined) return undefined
  return { start: scalar.block.body, end: scalar.end }
}
