import { structuredPatch } from 'diff'
import { type Source, sourceOf } from '../../cli/formats/frame.ts'
import { visible } from '../../cli/formats/text.ts'
import type { InputFile } from '../../index.ts'
import { fenced } from './markdown.ts'

/** A longer change is for the command to show. */
const mostLines = 40
/** Lines around a change: where it is, and no more. */
const around = 1

/** A change of a file as hunks whose lines are as a report may show them: credentials are stars. */
interface Hunk {
  readonly line: number
  readonly lines: readonly string[]
}

/**
 * What a fix changes, as a block that GitHub colours; undefined where it would be too long to read.
 * @param textOf the file as it is now
 * @param isSecret the object that is changed is a Secret
 */
export function fixBlock(
  changed: readonly InputFile[],
  textOf: (file: string) => string | undefined,
  isSecret: boolean,
  shownFile: (file: string) => string,
): string | undefined {
  const lines = changed.flatMap(({ name, text }) => {
    const before = textOf(name) ?? ''
    return hunksOf(before, text, isSecret).flatMap(({ line, lines: own }) => [
      `@@ ${visible(shownFile(name))}:${line} @@`,
      ...own,
    ])
  })
  return lines.length === 0 || lines.length > mostLines ? undefined : fenced(lines, 'diff')
}

function hunksOf(before: string, after: string, isSecret: boolean): readonly Hunk[] {
  const patch = structuredPatch('', '', before, after, undefined, undefined, {
    context: around,
    maxEditLength: mostLines,
  })
  if (!patch) return []
  const [was, is] = [sourceOf(before, isSecret), sourceOf(after, isSecret)]
  return patch.hunks.map(({ oldStart, newStart, lines }) => ({
    line: oldStart,
    lines: shownLines(lines, was, is, oldStart - 1, newStart - 1),
  }))
}

function shownLines(
  lines: readonly string[],
  was: Source,
  is: Source,
  oldStart: number,
  newStart: number,
): readonly string[] {
  let [oldIndex, newIndex] = [oldStart, newStart]
  return lines.flatMap(line => {
    const sign = line.charAt(0)
    if (sign === '\\') return []
    const text = sign === '-' ? was.shown(oldIndex) : is.shown(newIndex)
    if (sign !== '+') oldIndex++
    if (sign !== '-') newIndex++
    return [`${sign}${visible(text)}`]
  })
}
