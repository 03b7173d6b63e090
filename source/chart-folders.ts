import { ancestorsOf, baseName, folderOf } from './paths.ts'
import type { LeftOut, SourceFile } from './source-file.ts'
import { templateReason } from './yaml/template.ts'

/** The files of Helm charts among others: templates are no manifests, and values are no objects. */
export interface HelmCharts {
  /** Files below the `templates/` of a chart. */
  readonly templates: readonly SourceFile[]
  /** One entry per chart. */
  readonly skipped: readonly LeftOut[]
  /** Whether a file is a template of a chart, its Chart.yaml or its values. */
  isPart(file: string): boolean
}

/** Charts are folders with Chart.yaml and `templates/`. */
export function helmCharts(files: readonly SourceFile[]): HelmCharts {
  const marked = new Set(
    files.flatMap(({ name }) => (baseName(name) === 'Chart.yaml' ? [folderOf(name)] : [])),
  )
  const byChart = new Map<string, SourceFile[]>()
  if (marked.size > 0) {
    for (const file of files) {
      const chart = chartOfTemplate(file.name, marked)
      if (chart === undefined) continue
      const known = byChart.get(chart)
      if (known) known.push(file)
      else byChart.set(chart, [file])
    }
  }
  return {
    templates: [...byChart.values()].flat(),
    skipped: [...byChart].map(([chart, templates]) => skip(chart, templates)),
    isPart: file =>
      byChart.size > 0 &&
      (chartOfTemplate(file, byChart) !== undefined ||
        (byChart.has(folderOf(file)) && isSetting(baseName(file)))),
  }
}

/** The chart whose `templates/` a file lies below: the innermost one. */
function chartOfTemplate(file: string, charts: { has(folder: string): boolean }): string | undefined {
  const templates = ancestorsOf(folderOf(file)).find(
    folder => baseName(folder) === 'templates' && charts.has(folderOf(folder)),
  )
  return templates === undefined ? undefined : folderOf(templates)
}

const isSetting = (name: string): boolean =>
  /^(?:Chart|requirements|values.*)\.(?:ya?ml|json|lock)$/.test(name)

const skip = (chart: string, templates: readonly SourceFile[]): LeftOut => {
  const [only, second] = templates
  const folder = chart === '' ? 'templates' : `${chart}/templates`
  return { file: only && !second ? only.name : folder, why: templateReason }
}
