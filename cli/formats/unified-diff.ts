import {
  FILE_HEADERS_ONLY,
  formatPatch,
  type StructuredPatch,
  type StructuredPatchHunk,
  structuredPatch,
} from 'diff'
import { redactor } from '../../source/redact.ts'

/** Beyond so many lines taken out and put in, the file is shown as replaced, which is as right and only longer. */
const mostEdits = 1000

function patchOf(name: string, before: string, after: string): StructuredPatch {
  const names = [`a/${name}`, `b/${name}`] as const
  const options = { context: 3, maxEditLength: mostEdits }
  return (
    structuredPatch(...names, before, after, undefined, undefined, options) ??
    replaced(...names, before, after)
  )
}

/** A diff that takes out all there was and puts in all there is. */
function replaced(from: string, to: string, before: string, after: string): StructuredPatch {
  const [out, put] = [structuredPatch(from, to, before, ''), structuredPatch(from, to, '', after)]
  const [gone, come] = [out.hunks[0], put.hunks[0]]
  if (!gone || !come) return gone ? out : put
  const lines = [...gone.lines, ...come.lines]
  return { ...out, hunks: [{ ...gone, newStart: come.newStart, newLines: come.newLines, lines }] }
}

/**
 * The change of one file as a unified diff that `git apply` takes; '' where nothing changed. No line is shown that a report would not
 * show in full: where one only stands near a change the change is shown without it; where it is changed itself, or stands right
 * behind what is, it is masked, and git does not take its hunk.
 * @param name path from the folder that the diff is applied in, with `/`
 */
export function unifiedDiff(
  name: string,
  before: string,
  after: string,
): { readonly diff: string; readonly masked: number } {
  if (before === after) return { diff: '', masked: 0 }
  const patch = patchOf(name, before, after)
  const [old, now] = [shownLines(before), shownLines(after)]
  const parts = patch.hunks.flatMap(hunk => withoutHidden(placed(hunk, old, now)))
  const masked = parts.flatMap(({ lines }) => lines.filter(({ hidden }) => hidden)).length
  const hunks = parts.map(({ oldStart, newStart, lines }): StructuredPatchHunk => {
    const count = (sign: string): number =>
      lines.filter(({ text }) => !/^[\\]/.test(text) && text[0] !== sign).length
    return {
      oldStart,
      newStart,
      oldLines: count('+'),
      newLines: count('-'),
      lines: lines.map(({ text }) => text),
    }
  })
  return { diff: formatPatch({ ...patch, hunks }, FILE_HEADERS_ONLY), masked }
}

interface Line {
  /** With its sign; as it may be shown. */
  readonly text: string
  readonly hidden: boolean
  /** Its number in the text before, or where it would be. */
  readonly old: number
  readonly now: number
}
interface Part {
  readonly oldStart: number
  readonly newStart: number
  readonly lines: readonly Line[]
}

const shownLines = (text: string): ((line: number) => { shown: string; hidden: boolean }) => {
  const lines = text.split('\n')
  const redacted = redactor(lines)
  return line => {
    const shown = redacted(line - 1)
    return { shown, hidden: shown !== (lines[line - 1] ?? '') }
  }
}

function placed(
  { oldStart, newStart, lines }: StructuredPatchHunk,
  old: ReturnType<typeof shownLines>,
  now: ReturnType<typeof shownLines>,
): readonly Line[] {
  let [before, after] = [oldStart, newStart]
  return lines.map(line => {
    const sign = line[0] ?? ' '
    if (sign === '\\') return { text: line, hidden: false, old: before, now: after }
    const { shown, hidden } = sign === '+' ? now(after) : old(before)
    const place = { text: hidden ? sign + shown : line, hidden, old: before, now: after }
    if (sign !== '+') before++
    if (sign !== '-') after++
    return place
  })
}

const isChange = ({ text }: Line): boolean => text.startsWith('+') || text.startsWith('-')

/** The hunk cut at hidden lines of its context; git needs one line behind a change, which is masked where it is the hidden one. */
function withoutHidden(lines: readonly Line[]): readonly Part[] {
  const parts: Line[][] = [[]]
  for (const line of lines) {
    const part = parts.at(-1) ?? []
    const previous = part.at(-1)
    if (!line.hidden || isChange(line)) part.push(line)
    else if (previous && (isChange(previous) || previous.text.startsWith('\\'))) {
      part.push(line)
      parts.push([])
    } else parts.push([])
  }
  return parts
    .filter(part => part.some(isChange))
    .map(part => ({ oldStart: part[0]?.old ?? 1, newStart: part[0]?.now ?? 1, lines: part }))
}
