import { chartRelease, type charts } from '../../../../facts/chart-releases.ts'
import { dig, scalarText } from '../../../kube/read.ts'
import { type ChartValues, isOpen, says, textAt } from './values.ts'

/**
 * The image that values name, with the chart's own repository and tag where they name none. A tag that is not known is one that is
 * filled in later.
 * Source: bitnami/common, templates/_images.tpl; the same parts in the other charts.
 */
export function imageOf(chart: ChartValues, name: keyof typeof charts, repository: string): string {
  const part = (key: string): string | undefined => scalarText(dig(chart.value, ['image', key]))
  const registry = textAt(chart, 'global', 'imageRegistry') ?? part('registry')
  const path = [registry, part('repository') ?? repository].filter(isWritten).join('/')
  const [written = ownTag(chart, name), digest] = [part('tag'), part('digest')]
  return `${path}${isWritten(written) ? `:${written}` : ''}${isWritten(digest) ? `@${digest}` : ''}`
}
const isWritten = (text: string | undefined): text is string => text !== undefined && text !== ''

/** The tag of the chart, as far as its version tells. Other values may name another one. */
function ownTag(chart: ChartValues, name: keyof typeof charts): string {
  const { version, isWhole } = chart.source
  const told = isOpen(chart, 'image') ? undefined : chartRelease(name, version)
  const isCertain = isWhole === true || told?.split('.').length === 3
  return told !== undefined && isCertain ? told : '{{ chart }}'
}

/** Whether the tag is that of the chart. */
export const hasOwnTag = ({ value }: Pick<ChartValues, 'value'>): boolean => !says(value, 'image.tag')
