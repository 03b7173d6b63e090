import { isObject, isString, type Json, listOf, member } from '../model/kube/json.ts'
import type { KubeObject, Origin } from '../model/kube/object.ts'
import { dig, scalarText } from '../model/kube/read.ts'
import { applicationSources, sourceOf, withoutParameters } from '../model/pods/makers/charts/holders.ts'
import { isChartName, placeIn, valuesKeys } from '../model/pods/makers/charts/known.ts'
import { valuesKind } from '../model/pods/workload.ts'
import type { Files } from './kustomize/files.ts'
import { objectsIn } from './objects.ts'
import { baseName, folderOf } from './paths.ts'
import type { Document } from './yaml/document.ts'
import { nodeAt } from './yaml/locate.ts'
import { readPart } from './yaml/read.ts'
import type { Part } from './yaml/split.ts'
import { dereference } from './yaml/tree.ts'

/*
 * Values of RabbitMQ charts, where no Kubernetes object holds them: in a file of their own, or as text in an Application
 * of Argo CD. Each is given an object that stands in for it.
 */

/** Values, and the document whose text they are. */
export interface Carrier {
  readonly document: Document
  readonly object: KubeObject
}

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
  const charts = Map.groupBy(
    names.filter(name => chartFiles.has(baseName(name))),
    folderOf,
  )
  const around = (folder: string): ChartAround | undefined => {
    const found = charts.get(folder)
    return found && chartIn(found.map(name => files.documents(name)[0]?.value))
  }
  const plain = names.filter(name => !files.isPlain(name) && mayHoldValues(name, files.text(name) ?? ''))
  return [
    ...plain.flatMap(name => {
      const [document, ...more] = files.documents(name)
      // Values are the only document of their file.
      return document && more.length === 0 ? valuesIn(document, around(folderOf(name))) : []
    }),
    ...documents.flatMap(embeddedValues),
  ]
}
/**
 * The number of an embedded document: beyond that of any document of a file, and its own whatever else is found there.
 */
const embeddedIndex = (document: Document, index: number): number => 1_000_000 * (document.index + 1) + index

const chartFiles: ReadonlySet<string> = new Set(['Chart.yaml', 'requirements.yaml'])

/** A look at the text, so that not every YAML file is read to find out. */
const mayHoldValues = (name: string, text: string): boolean => /\.ya?ml$/.test(name) && valuesKey.test(text)
const valuesKey = new RegExp(`^[ \\t]*["']?(?:${valuesKeys.join('|')})["']?[ \\t]*:`, 'm')

/** How the values of a folder's chart are laid out. */
interface ChartAround {
  /** The chart is RabbitMQ's own. */
  readonly isRabbit: boolean
  /** The key that the values of a RabbitMQ chart that it depends on stand below, where that is not its name. */
  readonly dependency: string | undefined
}

/** What Chart.yaml says, and the requirements.yaml of charts for Helm 2. */
function chartIn(values: readonly (Json | undefined)[]): ChartAround {
  const needed = values.flatMap(value => listOf(member(value, 'dependencies'))).find(isNamedRabbit)
  return {
    isRabbit: values.some(value => isNamedRabbit(value ?? null)),
    dependency: scalarText(member(needed, 'alias')),
  }
}
const isNamedRabbit = (value: Json): boolean => isChartName(member(value, 'name'))

/** Whether a file of a chart's folder holds values. */
const isValuesFile = (file: string): boolean =>
  /^values[\w.-]*\.ya?ml$|[.-]values\.ya?ml$/.test(baseName(file))

/** What stands in for a document that holds values and is no object; nothing where they are not those of RabbitMQ. */
function valuesIn(document: Document, chart: ChartAround | undefined): readonly Carrier[] {
  if (document.head !== undefined) return []
  const { value, file } = document
  if (!isObject(value) || member(value, 'kind') !== undefined || member(value, 'apiVersion') !== undefined)
    return []
  const isRabbit = chart?.isRabbit === true || (chart === undefined && isNamedSo(file))
  const base = placeIn(value, { isRabbit }, chart?.dependency)
  const origin = { from: 'file', file, document: document.index } as const
  return base
    ? [{ document, object: valuesPlace(dig(value, base), file, '', { ...origin, path: base }) }]
    : []
}

/** `rabbitmq/values.yaml`, `rabbitmq-values.yaml`, `values-rabbitmq.yaml`. */
const isNamedSo = (file: string): boolean =>
  isValuesFile(file) &&
  /(?:^|[-_.])rabbitmq(?:[-_.]|$)/i.test(`${baseName(folderOf(file))}.${baseName(file)}`)

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
      return [{ document: inner, object: valuesPlace(left, object.name, object.namespace, origin) }]
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

const valuesPlace = (
  value: Json | undefined,
  name: string,
  namespace: string,
  origin: Origin,
): KubeObject => ({
  standsFor: 'values',
  apiVersion: '',
  group: '',
  kind: valuesKind,
  namespace,
  name,
  value: isObject(value) ? value : {},
  origin,
})
