import { structuredPatch } from 'diff'
import { sourceOf } from '../cli/formats/frame.ts'
import { escaped } from '../cli/formats/markdown.ts'
import type { InputFile } from '../index.ts'
import type { ReportedFinding } from '../lint/report.ts'
import type { Suggestion } from './github/suggestions.ts'
import { commentText } from './summary/comment.ts'

/**
 * The fix of a finding as a suggestion: only of one place in one file, only where nothing that it shows is a credential. A line that comes
 * in is suggested together with the one before it.
 * @param path from the root of the repository, of a file as the report names it
 */
export function suggestionOf(
  finding: ReportedFinding,
  changed: readonly InputFile[],
  textOf: (file: string) => string | undefined,
  path: (file: string) => string,
): readonly Suggestion[] {
  const [file, second] = changed
  const before = file === undefined ? undefined : textOf(file.name)
  if (file === undefined || second || before === undefined || before.includes('\r')) return []
  const patch = structuredPatch('', '', before, file.text, undefined, undefined, { context: 0 })
  const [hunk, other] = patch.hunks
  if (!hunk || other || hunk.lines.some(line => line.startsWith('\\'))) return []
  const isInsertion = hunk.oldLines === 0
  // With nothing taken out, the hunk names the line before.
  const first = hunk.oldStart
  const last = isInsertion ? first : first + hunk.oldLines - 1
  const old = before.split('\n').slice(first - 1, last)
  const added = hunk.lines.filter(line => line.startsWith('+')).map(line => line.slice(1))
  const after = isInsertion ? [...old, ...added] : added
  const isSecret = finding.object.kind === 'Secret'
  if (
    first < 1 ||
    isHidden(before, first, last, isSecret) ||
    isHidden(file.text, first, first + after.length - 1, isSecret)
  )
    return []
  return [
    {
      ...{ path: path(file.name), first, last, before: old, after },
      words: commentText(
        `**${finding.severity}** [${finding.rule}](${finding.docs}): ${escaped(finding.message)}; ${escaped(finding.why)}.`,
      ),
      marker: `<!-- warrener:${finding.rule}:${finding.fingerprint} -->`,
    },
  ]
}

function isHidden(text: string, first: number, last: number, isSecret: boolean): boolean {
  const { lines, shown } = sourceOf(text, isSecret)
  for (let index = first - 1; index < last; index++) if (shown(index) !== lines[index]) return true
  return false
}
