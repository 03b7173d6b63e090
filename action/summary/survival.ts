import { escaped } from '../../cli/formats/markdown.ts'
import { availabilityText, messagesText, queueText } from '../../cli/formats/survival/words.ts'
import type { Worsening } from '../../recovery/compare.ts'
import type { Links } from '../links.ts'
import { folded, linked } from './markdown.ts'

/** So many are said in full: a change of one value may be in all scenarios. */
const most = 5

/** What a change makes worse for the day when something fails; empty where it does not. */
export function survivalBlock(all: readonly Worsening[], links: Links): string {
  if (all.length === 0) return ''
  const lines = all.map(one => `- ${lineOf(one, links)}`)
  const rest = lines.slice(most)
  return [
    '### When something fails',
    lines.slice(0, most).join('\n'),
    ...(rest.length > 0 ? [folded(`More: ${rest.length}`, rest.slice(0, 100).join('\n'))] : []),
  ].join('\n\n')
}

function lineOf({ cluster, title, before, after }: Worsening, links: Links): string {
  const place = after.because.find(({ file }) => file !== null)
  const where = place?.file
    ? ` (${linked(`${links.path(place.file)}:${place.line}`, links.line(place.file, place.line ?? 1))})`
    : ''
  const to = after.change === null ? '' : ` Better with: ${escaped(after.change)}.`
  return (
    `This change turns **${title}** of ${escaped(cluster)} (${escaped(queueText(after))} queues) from ${ending(before)} to ` +
    `${ending(after)}: ${escaped(after.why)}${where}.${to}`
  )
}

const ending = (queue: Worsening['before']): string =>
  `*${availabilityText(queue)}, messages ${messagesText(queue)}*`
