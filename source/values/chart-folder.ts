import { isObject, type Json, member } from '../../model/kube/json.ts'
import { dig } from '../../model/kube/read.ts'
import type { Files } from '../kustomize/files.ts'
import { baseName, folderOf, joinPath } from '../paths.ts'
import type { Document } from '../yaml/document.ts'
import { type ChartAround, chartAround, saysChart } from './around.ts'
import type { Layer } from './layers.ts'
import { type Needed, neededBy } from './needed.ts'
import { fileLayer } from './released.ts'

/** A folder with a chart. */
export interface ChartFolder extends ChartAround {
  /** The RabbitMQ charts that it depends on, in other folders too. */
  readonly needed: readonly Needed[]
  readonly hasTemplates: boolean
  /** The RabbitMQ charts that lie in its `charts/` and that it does not name. */
  readonly unpacked: readonly string[]
}

/** The folders of charts among files. */
export interface ChartFolders {
  readonly around: (folder: string) => ChartFolder | undefined
  /** The chart's own values, in a folder; undefined where they are not seen. */
  readonly layer: (folder: string) => Layer | undefined
  readonly values: (folder: string) => Json
  /** How many files of a folder hold values beside the chart's own, and how many of them are not for one place. */
  readonly files: (folder: string) => { readonly all: number; readonly notOfPlace: number }
}

export function chartFolders(names: readonly string[], files: Files): ChartFolders {
  const charts = Map.groupBy(names.filter(saysChart), folderOf)
  const known = new Set(names)
  const templated = new Set(
    names.flatMap(name => {
      const cut = `/${name}`.indexOf('/templates/')
      return cut < 0 ? [] : [name.slice(0, Math.max(0, cut - 1))]
    }),
  )
  const values = Map.groupBy(
    names.filter(name => charts.has(folderOf(name)) && isOwnValues(name)),
    folderOf,
  )
  const first = (file: string): Json | undefined => files.documents(file)[0]?.value
  const chartOf = onceFor((folder: string): ChartAround | undefined =>
    chartAround((charts.get(folder) ?? []).map(first)),
  )
  const layer = onceFor((folder: string) => {
    const file = joinPath(folder, 'values.yaml')
    return known.has(file) ? fileLayer(file, files) : undefined
  })
  return {
    around: onceFor((folder: string): ChartFolder | undefined => {
      const chart = chartOf(folder)
      return (
        chart && {
          ...chart,
          needed: neededBy(folder, chartOf),
          unpacked: ['rabbitmq'].filter(name => known.has(joinPath(folder, `charts/${name}/Chart.yaml`))),
          hasTemplates: templated.has(folder),
        }
      )
    }),
    layer,
    values: folder => layer(folder)?.value ?? null,
    files: onceFor((folder: string) => {
      const others = (values.get(folder) ?? []).filter(file => !isBase(file))
      return { all: others.length, notOfPlace: others.filter(file => !isOfPlace(file)).length }
    }),
  }
}
const isOwnValues = (file: string): boolean => /^values[\w.-]*\.ya?ml$/.test(baseName(file))

/** The answer for each key is found once. */
function onceFor<T>(find: (key: string) => T): (key: string) => T {
  const known = new Map<string, { readonly answer: T }>()
  return key => {
    const found = known.get(key) ?? { answer: find(key) }
    known.set(key, found)
    return found.answer
  }
}

/**
 * What lies below the values at a path of a document, the last one winning: those of each chart on the way, the innermost first, and what
 * is global in them.
 * Source: helm, pkg/chartutil/coalesce.go.
 */
export function layersBelow(
  document: Document,
  path: readonly string[],
  way: readonly string[],
  folders: ChartFolders,
): readonly Layer[] {
  const own = way.map((folder, i) => ({ layer: folders.layer(folder), below: path.slice(i) }))
  const here: Layer | undefined = isObject(document.value)
    ? { document, path: [], value: document.value }
    : undefined
  return [
    ...own
      .toReversed()
      .filter(({ layer }) => layer?.document !== document)
      .flatMap(({ layer, below }) => [...layerAt(layer, below), ...globalOf(layer, below)]),
    ...(way.length > 0 ? globalOf(here, path) : []),
  ]
}

function layerAt(layer: Layer | undefined, below: readonly string[]): readonly Layer[] {
  const value = dig(layer?.value, below)
  return layer && isObject(value) ? [{ ...layer, path: [...layer.path, ...below], value }] : []
}

/** What all charts below one are told. */
function globalOf(layer: Layer | undefined, below: readonly string[]): readonly Layer[] {
  const value = member(layer?.value, 'global')
  return layer && below.length > 0 && isObject(value) ? [{ ...layer, value: { global: value } }] : []
}

/** Whether no values but those below them are laid upon or under those of a file of a chart: other files are for other places. */
export function isAllThere(file: string, { files }: ChartFolders): boolean {
  const { all, notOfPlace } = files(folderOf(file))
  const [own, ownNot] = isBase(file) ? [0, 0] : [1, isOfPlace(file) ? 0 : 1]
  return all === own || (isOfPlace(file) && notOfPlace === ownNot)
}
const isBase = (file: string): boolean => baseName(file) === 'values.yaml'

/** `values-prod.yaml`: of two of them, one is taken. */
const isOfPlace = (file: string): boolean =>
  /^values[-_.](?:dev|develop|development|test|testing|qa|int|integration|stage|staging|uat|preprod|pre-prod|prod|production|live|local|ci|sandbox|demo)\.ya?ml$/.test(
    baseName(file),
  )
