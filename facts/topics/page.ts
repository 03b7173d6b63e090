import { canHave, type Store, storeNames, stores, storesOf } from '../metadata-store.ts'
import { compareReleases, formatRelease, newestRelease, type Release } from '../release.ts'
import { releaseRange } from '../release-range.ts'
import type { Statement, Topic } from './topic.ts'

/** Whom a page is for. */
export interface Asked {
  readonly release: Release
  readonly store?: Store | undefined
}

/**
 * A topic as Markdown: what holds for one release, or for all of them, each statement with those it holds for.
 * @param sources numbers the statements, and lists what they rest on
 */
export function topicPage(
  topic: Topic,
  { asked, sources = false }: { readonly asked?: Asked; readonly sources?: boolean } = {},
): string {
  const known: string[] = []
  const mark = ({ source }: Statement): string => {
    if (!sources) return ''
    if (!known.includes(source)) known.push(source)
    return ` [${known.indexOf(source) + 1}]`
  }
  const parts = topic.parts.flatMap(({ heading, statements }) => {
    const held = asked === undefined ? statements : statements.filter(statement => holds(statement, asked))
    const lines = held.map(
      statement => `- ${scope(statement, asked)}${statement.says}${notSo(statement)}${mark(statement)}`,
    )
    return lines.length === 0 ? [] : [`## ${heading}`, lines.join('\n')]
  })
  const rests = sources
    ? ['## What this rests on', known.map((source, index) => `${index + 1}. ${linked(source)}`).join('\n')]
    : []
  return `${[`# ${titleOf(topic, asked)}`, topic.about, ...parts, ...rests].join('\n\n')}\n`
}

/** Whether a statement holds for a release, and the store or one of the stores that it may have. */
export function holds({ releases, store }: Statement, asked: Asked): boolean {
  const release = compareReleases(asked.release, newestRelease) > 0 ? newestRelease : asked.release
  return releaseRange(releases).has(release) && (store === undefined || storesAt(asked).includes(store))
}

const storesAt = ({ release, store }: Asked): readonly Store[] => storesOf(release, store)

function titleOf({ title }: Topic, asked: Asked | undefined): string {
  if (asked === undefined) return title
  const { release } = asked
  const isNewer = compareReleases(release, newestRelease) > 0
  const as = isNewer ? `, told as of ${formatRelease(newestRelease)}, the newest one known` : ''
  const [first, other] = storesOf(release, asked.store)
  const hasChoice = stores.every(each => canHave(release, each))
  const store = hasChoice && other === undefined ? `, metadata in ${storeNames[first]}` : ''
  return `${title}: RabbitMQ ${formatRelease(release)}${store}${as}`
}

/** What has to be said of where a statement holds. */
function scope({ releases, store }: Statement, asked: Asked | undefined): string {
  const words = [
    ...(asked === undefined && releases !== 'all' ? [rangeWords(releases)] : []),
    ...(store === undefined || (asked !== undefined && storesAt(asked).length === 1)
      ? []
      : [`metadata in ${storeNames[store]}`]),
  ].join(', ')
  return words === '' ? '' : `**${words.charAt(0).toUpperCase()}${words.slice(1)}:** `
}

const notSo = ({ not }: Statement): string => (not === undefined ? '' : ` Wrong: "${not}".`)

/** `3.7.5-3.13` as `3.7.5 to 3.13`. */
const rangeWords = (range: string): string =>
  range
    .split(',')
    .map(part =>
      part
        .trim()
        .replace(/^<=(.*)$/, 'up to $1')
        .replace(/^>=(.*)$/, 'from $1 on')
        .replace('-', ' to '),
    )
    .join(', ')

/** Addresses as links. */
const linked = (source: string): string => source.replaceAll(/https:\/\/[^\s;]+/g, '<$&>')
