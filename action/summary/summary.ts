import { sourcesOf } from '../../cli/formats/block.ts'
import { escaped } from '../../cli/formats/markdown.ts'
import { groupsOf } from '../../cli/formats/pretty.ts'
import { ranked } from '../../cli/formats/ranked.ts'
import { reasons, skippedFiles } from '../../cli/formats/reasons.ts'
import type { ReportedFinding } from '../../lint/report.ts'
import { type SaidThing, saidOnce, thingsOf, whose } from '../../lint/things.ts'
import { inOrder, type Judgement } from '../judge.ts'
import type { Links } from '../links.ts'
import type { Verdict } from '../verdict.ts'
import { clusterChangeLines, clusterFacts } from './clusters.ts'
import { type Showing, signs, thingBlock, thingLine } from './finding.ts'
import { folded, Room } from './markdown.ts'
import { survivalBlock } from './survival.ts'

/** What a summary shows beside the judgement. */
export interface SummaryOptions {
  readonly links: Links
  /** Text of a file by its name in the report. */
  readonly text: (file: string) => string | undefined
  readonly fixBlock: Showing['fixBlock']
  /** Bytes that it may take. */
  readonly most: number
}

/** So many things are shown with their lines; nobody reads more of them on a page. */
export const mostInFull = 50
const mostItems = 100

/**
 * The summary of a run as GitHub Markdown, for people: what it comes to, which clusters come and go, then by cluster each thing
 * to mend with its lines and its fix; all else is folded up.
 */
export function summary(judgement: Judgement, verdict: Verdict, options: SummaryOptions): string {
  const { report, review, wish, fallback } = judgement
  const { links, most } = options
  const changes = review ? clusterChangeLines(review.clusters, links) : ''
  const worse = survivalBlock(review?.worse ?? [], links)
  const head = [
    `## ${verdict.code === 0 ? '✅' : '❌'} Warrener: ${escaped(verdict.headline)}`,
    escaped(verdict.text),
    ...(fallback === undefined ? [] : [`> Everything is reported: ${escaped(fallback)}.`]),
    ...(changes === '' ? [] : [changes]),
    ...(worse === '' ? [] : [worse]),
  ]
  const shown = shownThings(judgement)
  const isAdvice = ({ worst }: SaidThing): boolean => worst.severity === 'info'
  const showing = { links, sources: sourcesOf(options.text), fixBlock: options.fixBlock }
  const room = new Room(most / 2)
  const [full, rest] = inFull(
    shown.filter(thing => !isAdvice(thing)),
    judgement,
    showing,
    room,
  )
  const left = wish === 'caused' ? (review?.left ?? []) : []
  const list = <T>(title: string, items: readonly T[], line: (item: T) => string, all = items.length) =>
    foldedList(title, items, line, { all, bytes: most / 14 })
  const line = (thing: SaidThing): string => thingLine(thing, links)
  const lineBefore = (thing: SaidThing): string => thingLine(thing, links, true)
  const parts = [
    ...head,
    ...full,
    ...list('More', rest, line),
    ...list(`${signs.info}s`, shown.filter(isAdvice), line),
    ...list('Fixed by this change', things(review?.fixed ?? []), lineBefore, review?.fixed.length),
    ...list('Left as before', things(left), line, left.length),
    ...list('Not evaluated', reasons(report.notEvaluated), escaped),
    ...list('Skipped files', skippedFiles(report.skipped), escaped, report.skipped.length),
  ]
  return `${parts.join('\n\n')}\n`
}

const things = (findings: readonly ReportedFinding[]): readonly SaidThing[] =>
  saidOnce(thingsOf(ranked(findings), whose))

/** What is reported, as people mend it. */
export const shownThings = (judgement: Judgement): readonly SaidThing[] =>
  saidOnce(thingsOf(inOrder(judgement), whose))

/** Things in full, by cluster, as long as there is room; and those that found none. */
function inFull(
  all: readonly SaidThing[],
  { report, review }: Judgement,
  showing: Showing,
  room: Room,
): readonly [blocks: readonly string[], rest: readonly SaidThing[]] {
  const clusters = Map.groupBy(report.clusters, ({ name }) => name)
  const unjudged = new Set(review?.newlyVisible.map(({ fingerprint }) => fingerprint))
  const blocks: string[] = []
  const rest: SaidThing[] = []
  let left = mostInFull
  for (const group of groupsOf(all)) {
    const title = group.clusters.length === 0 ? 'Files' : escaped(group.clusters.slice(0, 3).join(', '))
    // Several contexts may hold clusters of one name.
    const facts = group.clusters.flatMap(name => clusters.get(name) ?? []).slice(0, 3)
    const heading = [`### ${title}`, ...facts.map(one => clusterFacts(one, showing.links))].join('\n\n')
    let isHeaded = false
    for (const thing of group.things) {
      const note = unjudged.has(thing.worst.fingerprint)
        ? '\n\n> Not judged before this change, and so no failure.'
        : ''
      const block = left > 0 ? thingBlock(thing, showing) + note : undefined
      if (block === undefined || !room.take(isHeaded ? block : heading + block)) {
        // What is shown is the worst of all: nothing smaller takes its place.
        left = 0
        rest.push(thing)
        continue
      }
      left--
      blocks.push(...(isHeaded ? [block] : [heading, block]))
      isHeaded = true
    }
  }
  return [blocks, rest]
}

/** How many a list stands for, and the bytes that it may take. */
interface Extent {
  readonly all: number
  readonly bytes: number
}

/** A list that is folded up; nothing where it is empty. An item may stand for several. */
function foldedList<T>(
  title: string,
  items: readonly T[],
  lineOf: (item: T) => string,
  { all, bytes }: Extent,
): readonly string[] {
  if (items.length === 0) return []
  const room = new Room(bytes)
  const lines: string[] = []
  for (const item of items.slice(0, mostItems)) {
    const line = `- ${lineOf(item)}`
    if (!room.take(line)) break
    lines.push(line)
  }
  const more = items.length - lines.length
  if (more > 0) lines.push(`- and ${more} more; the JSON report holds all`)
  return [folded(`${title}: ${all}`, lines.join('\n'))]
}
