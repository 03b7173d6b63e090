import { isObject, isString, type Json, type JsonObject, listOf, member } from '../../../kube/json.ts'
import type { Installed, KubeObject } from '../../../kube/object.ts'
import { dig } from '../../../kube/read.ts'
import type { Step } from '../../../kube/step.ts'
import { valuesKind } from '../../workload.ts'
import { isChartName, isKnownChart, placeIn } from './known.ts'
import type { ChartSource, ChartValues } from './values.ts'

/*
 * The objects that hold values of a chart.
 */

/** Values as an object holds them, whichever chart they are for. */
export type HeldValues = Pick<ChartValues, 'object' | 'base' | 'source' | 'value'>

/** The values that an object holds: a HelmRelease of Flux, an Application or ApplicationSet of Argo CD, or what stands in for a file. */
export function chartValuesOf(object: KubeObject): HeldValues | undefined {
  const held = holders.get(`${object.group}/${object.kind}`)?.(object)
  if (held === undefined) return undefined
  const { base, source } = held
  const value = dig(object.value, base) ?? {}
  if (!isObject(value)) return undefined
  const read = source.readsBelow === undefined ? value : {}
  return { object, base, source, value: withoutPaths(read, source.open ?? []) }
}

interface Held {
  readonly base: readonly Step[]
  readonly source: ChartSource
}
type Holder = (object: KubeObject) => Held | undefined
const holders: ReadonlyMap<string, Holder> = new Map<string, Holder>([
  [`/${valuesKind}`, ({ chart: source = { isRabbit: false } }) => ({ base: [], source })],
  ['helm.toolkit.fluxcd.io/HelmRelease', inHelmRelease],
  ['argoproj.io/Application', inApplication],
  ['argoproj.io/ApplicationSet', inApplication],
])

/** Their kinds, and that of what stands in for a file. */
export const holderKinds = [...holders.keys()].map(key => key.slice(key.indexOf('/') + 1))

function inHelmRelease({ value, name, namespace, chart: named }: KubeObject): Held | undefined {
  const base = ['spec', 'values']
  const chart = dig(value, ['spec', 'chart', 'spec'])
  const source = named ?? {
    isRabbit: isChartName(member(chart, 'chart')),
    version: textOf(member(chart, 'version')),
    repository: textOf(dig(chart, ['sourceRef', 'name'])),
  }
  const place = placeOf(dig(value, base), source)
  const from = listOf(dig(value, ['spec', 'valuesFrom']))
  // Source: fluxcd/helm-controller, docs/spec/v2/helmreleases.md: what goes to a target path is merged last.
  const set = from.map(item => textOf(member(item, 'targetPath')))
  const target = textOf(dig(value, ['spec', 'targetNamespace']))
  const own = target === undefined ? name : `${target}-${name}`
  return (
    place && {
      base: [...base, ...place],
      source: {
        ...source,
        open: pathsBelow(place, set),
        isWhole:
          place.length === 0 &&
          (named?.isWhole ?? from.every(item => textOf(member(item, 'targetPath')) !== undefined)),
        installed: {
          name: textOf(dig(value, ['spec', 'releaseName'])) ?? own,
          namespace: target ?? namespace,
        },
      },
    }
  )
}

/** Where values stand; a chart that is known has some even where nobody writes any. */
const placeOf = (values: Json | undefined, source: ChartSource): readonly string[] | undefined =>
  placeIn(values, source) ?? (values === undefined && isKnownChart(source) ? [] : undefined)

/** Whether an object tells Argo CD what to install, by itself or as a template. */
export const isArgo = ({ group, kind }: Pick<KubeObject, 'group' | 'kind'>): boolean =>
  group === 'argoproj.io' && (kind === 'Application' || kind === 'ApplicationSet')

function inApplication({ value, name, chart: settled, origin }: KubeObject): Held | undefined {
  for (const { source: written, path } of applicationSources(value)) {
    const base = [...path, 'helm', 'valuesObject']
    const source = sourceOf(written)
    const files = valueFilesOf(written)
    // Text and files are read elsewhere.
    if (origin.from === 'file' && source.isRabbit && files.length > 0) continue
    const isElsewhere = isString(dig(written, ['helm', 'values'])) || files.length > 0
    const place = isElsewhere ? placeIn(dig(value, base), source) : placeOf(dig(value, base), source)
    if (place)
      return {
        base: [...base, ...place],
        source: {
          ...source,
          open: pathsBelow(place, settled?.open ?? parametersOf(written)),
          isWhole: place.length === 0 && files.length === 0,
          installed: installedBy(value, name, written),
        },
      }
  }
  return undefined
}

/** The files of values of a source of an Application; that of the chart itself, where it comes packed, says what the chart says. */
export const valueFilesOf = (source: Json): readonly Json[] =>
  listOf(dig(source, ['helm', 'valueFiles'])).filter(
    file => member(source, 'chart') === undefined || !isString(file) || !/^(?:\.\/)?values\.yaml$/.test(file),
  )

/**
 * As what an Application installs one of its sources; nobody, where the generators of a set fill in its name.
 * Source: argo-cd, docs/user-guide/helm.md.
 */
export function installedBy(application: JsonObject, name: string, source: Json): Installed {
  const root = specOf(application)
  const own = root.length > 1 ? textOf(dig(application, ['spec', 'template', 'metadata', 'name'])) : name
  const settled = (text: string | undefined): string =>
    text === undefined || text.includes('{{') ? '' : text
  return {
    name: settled(textOf(dig(source, ['helm', 'releaseName'])) ?? own),
    namespace: settled(textOf(dig(application, [...root, 'destination', 'namespace']))),
  }
}

/** Where the spec of an Application stands: in an ApplicationSet, in its template. */
const specOf = (value: JsonObject): readonly string[] =>
  isObject(dig(value, ['spec', 'template', 'spec'])) ? ['spec', 'template', 'spec'] : ['spec']

/** Of paths from the root of values, those below a place in them, from there. */
export const pathsBelow = (
  place: readonly string[],
  paths: readonly (Json | undefined)[],
): readonly string[] => {
  const prefix = place.map(key => `${key}.`).join('')
  return paths.flatMap(path => (isString(path) && path.startsWith(prefix) ? [path.slice(prefix.length)] : []))
}

const textOf = (value: Json | undefined): string | undefined => (isString(value) ? value : undefined)

/** The chart of a source of an Application. */
export const sourceOf = (source: Json): ChartSource => ({
  isRabbit: isChartName(member(source, 'chart')),
  version: textOf(member(source, 'targetRevision')),
  repository: textOf(member(source, 'repoURL')),
})

/** The sources of an Argo CD Application or of the template of a set, with their places. Source: argo-cd, docs/user-guide/multiple_sources.md. */
export function applicationSources(
  value: JsonObject,
): readonly { readonly source: Json; readonly path: readonly (string | number)[] }[] {
  // What a patch makes of the template of a set is not known.
  if (dig(value, ['spec', 'templatePatch']) !== undefined) return []
  const spec = specOf(value)
  const source = dig(value, [...spec, 'source'])
  const several = listOf(dig(value, [...spec, 'sources']))
  return [
    // Where there are several, the single one is not read.
    ...(source === undefined || several.length > 0 ? [] : [{ source, path: [...spec, 'source'] }]),
    ...several.map((item, index) => ({ source: item, path: [...spec, 'sources', index] })),
  ]
}

/** What the parameters of an Application set: they win over all values. Source: argo-cd, docs/user-guide/helm.md. */
export const parametersOf = (source: Json | undefined): readonly (Json | undefined)[] =>
  ['parameters', 'fileParameters']
    .flatMap(key => listOf(dig(source ?? null, ['helm', key])))
    .map(parameter => member(parameter, 'name'))

/** Values without what stands at paths with dots. */
export const withoutPaths = (values: JsonObject, paths: readonly (Json | undefined)[]): JsonObject =>
  without(
    values,
    paths.filter(isString).map(path => path.replaceAll(/\[\d+\]/g, '').split('.')),
  )

function without(values: JsonObject, paths: readonly (readonly string[])[]): JsonObject {
  if (paths.length === 0) return values
  const byKey = Map.groupBy(paths, ([key]) => key)
  const left = Object.entries(values).flatMap(([key, value]): readonly (readonly [string, Json])[] => {
    const own = byKey.get(key)
    if (own === undefined) return [[key, value]]
    if (!isObject(value) || own.some(path => path.length === 1)) return []
    return [
      [
        key,
        without(
          value,
          own.map(path => path.slice(1)),
        ),
      ],
    ]
  })
  return Object.fromEntries(left)
}
