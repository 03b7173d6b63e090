import { isObject, isString, type Json, type JsonObject, listOf, member } from '../../model/kube/json.ts'
import type { ChartSource } from '../../model/kube/object.ts'
import { dig, scalarText } from '../../model/kube/read.ts'
import { isChartName } from '../../model/pods/makers/charts/known.ts'
import { isKustomizationFile } from '../kustomize/kustomization.ts'
import { baseName } from '../paths.ts'
import type { Document } from '../yaml/document.ts'

/** A RabbitMQ chart as a tool installs it that is no object of Kubernetes: helmfile, or the `helmCharts` of a kustomization. */
export interface Release {
  readonly name: string
  readonly namespace: string
  readonly source: ChartSource
  /** Where it stands in its document. */
  readonly path: readonly (string | number)[]
  /** Its values, the last one winning: files, and what is written in place. */
  readonly values: readonly ReleaseValues[]
  /** What something else sets over them, as paths with dots. */
  readonly set: readonly (Json | undefined)[]
}
type ReleaseValues = { readonly file: string } | { readonly path: readonly (string | number)[] }

/** The releases that a document tells of. */
export function releasesIn(document: Document): readonly Release[] {
  if (isKustomizationFile(document.file)) return inflated(document.value)
  if (document.head !== undefined) return []
  return isHelmfile(document.file) ? ofHelmfile(document.value) : []
}

const isHelmfile = (file: string): boolean =>
  /^helmfile[\w.-]*\.ya?ml$/.test(baseName(file)) || /(?:^|\/)helmfile\.d\/[^/]+\.ya?ml$/.test(file)

const text = (value: Json | undefined, key: string): string => scalarText(member(value, key)) ?? ''

/** Source: kustomize, api/types/helmchartargs.go, SplitHelmParameters. */
const inflated = (kustomization: Json | undefined): readonly Release[] =>
  ['helmCharts', 'helmChartInflationGenerator'].flatMap(field =>
    listOf(member(kustomization, field)).flatMap((chart, index) =>
      inflatedAs(chart, [field, index], text(kustomization, 'namespace')),
    ),
  )

/**
 * The chart that a file of a generator of kustomize tells of.
 * @param namespace where the kustomization puts it
 */
export function releasesOfGenerator({ value }: Document, namespace: string): readonly Release[] {
  const isOne =
    member(value, 'apiVersion') === 'builtin' && member(value, 'kind') === 'HelmChartInflationGenerator'
  return value !== undefined && isOne ? inflatedAs(value, [], namespace) : []
}

/**
 * A chart, its fields called as they are now or as they were.
 * Source: kustomize, api/types/helmchartargs.go and api/internal/builtins/HelmChartInflationGenerator.go.
 */
function inflatedAs(chart: Json, path: readonly (string | number)[], namespace: string): readonly Release[] {
  const either = (key: string, old: string): string => text(chart, key) || text(chart, old)
  if (!isChartName(either('name', 'chartName'))) return []
  const file = either('valuesFile', 'values')
  const files = file === '' ? [] : [{ file }]
  const inline = ['valuesInline', 'valuesLocal']
    .filter(key => isObject(member(chart, key)))
    .map(key => ({ path: [...path, key] }))
  const more = listOf(member(chart, 'additionalValuesFiles'))
    .filter(isString)
    .map(name => ({ file: name }))
  const merge = member(chart, 'valuesMerge')
  const first = merge === 'merge' ? [...inline, ...files] : [...files, ...inline]
  return [
    {
      name: text(chart, 'releaseName'),
      namespace: text(chart, 'namespace') || namespace,
      source: {
        isRabbit: true,
        version: either('version', 'chartVersion') || undefined,
        repository: either('repo', 'chartRepoUrl') || undefined,
      },
      path,
      values: [...(merge === 'replace' ? inline : first), ...more],
      set: [],
    },
  ]
}

/** Source: helmfile, pkg/state/state.go, ReleaseSpec. */
function ofHelmfile(state: Json | undefined): readonly Release[] {
  const repositories = new Map(
    listOf(member(state, 'repositories')).map(one => [text(one, 'name'), text(one, 'url')]),
  )
  return listOf(member(state, 'releases')).flatMap((release, index) => {
    const chart = text(release, 'chart')
    const cut = chart.lastIndexOf('/')
    if (!isChartName(chart.slice(cut + 1)) || cut < 0 || /^[./]/.test(chart)) return []
    if (member(release, 'installed') === false || isOff(release, state)) return []
    const path = ['releases', index]
    return {
      name: text(release, 'name'),
      namespace: text(release, 'namespace'),
      source: {
        isRabbit: true,
        version: scalarText(member(release, 'version')),
        repository: repositories.get(chart.slice(0, cut)) ?? chart.slice(0, cut),
      },
      path,
      values: listOf(member(release, 'values')).map((item, i) =>
        isString(item) ? { file: inDefault(item) } : { path: [...path, 'values', i] },
      ),
      set: [
        ...['set', 'setString'].flatMap(key => listOf(member(release, key)).map(item => text(item, 'name'))),
        // Files of secrets win over values, and are not read.
        ...(member(release, 'secrets') === undefined ? [] : ['auth', 'authentication']),
      ],
    }
  })
}

/** A path where nobody names another environment. */
const inDefault = (file: string): string => file.replaceAll(/\{\{-? *\.Environment\.Name *-?\}\}/g, 'default')

/** Whether the values of the default environment say that a release is not wanted. */
function isOff(release: Json, state: Json | undefined): boolean {
  const condition = text(release, 'condition')
  if (condition === '') return false
  const values = listOf(dig(state, ['environments', 'default', 'values']))
  return values.some((value: Json | JsonObject) => dig(value, condition.split('.')) === false)
}
