import { absent, found, unknown } from '../../../kube/lookup.ts'
import { dig } from '../../../kube/read.ts'
import type { Budget } from '../../budget.ts'
import type { ChartShape } from './shape.ts'
import { atValue, type ChartValues, isOpen, renderChart } from './values.ts'

/**
 * The budget that a chart makes for its pods; undefined where it makes none, or may.
 * Source: the templates of the charts, pdb.yaml: a limit that is an empty text is none.
 */
export function budgetOf(chart: ChartValues, { budget, makesBudget }: ChartShape): Budget | undefined {
  if (makesBudget(chart) !== true) return undefined
  return {
    called: 'the PodDisruptionBudget of the chart',
    place: `${budget}.`,
    limit(field) {
      const path = [budget, field]
      const value = dig(chart.value, path)
      if (value !== undefined && value !== null && value !== '')
        return found({ value, at: atValue(chart, ...path) })
      return chart.source.isWhole && !isOpen(chart, path.join('.')) ? absent() : unknown(renderChart)
    },
  }
}
