import { dig, scalarText } from '../../../kube/read.ts'
import { type ChartValues, textAt } from './values.ts'

/**
 * The image that values name, with the chart's own repository and tag where they name none. A tag that is not known is one that is
 * filled in later.
 * Source: bitnami/common, templates/_images.tpl; the same parts in the other charts.
 */
export function imageOf(chart: ChartValues, repository: string, tag?: string): string {
  const part = (key: string): string | undefined => scalarText(dig(chart.value, ['image', key]))
  const registry = part('registry') ?? textAt(chart, 'global', 'imageRegistry')
  const name = [registry, part('repository') ?? repository].filter(isWritten).join('/')
  const [written = tag ?? '{{ chart }}', digest] = [part('tag'), part('digest')]
  return `${name}${isWritten(written) ? `:${written}` : ''}${isWritten(digest) ? `@${digest}` : ''}`
}
const isWritten = (text: string | undefined): text is string => text !== undefined && text !== ''
