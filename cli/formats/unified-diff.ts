import { createTwoFilesPatch, FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff'

/** Beyond so many lines taken out and put in, the file is shown as replaced, which is as right and only longer. */
const mostEdits = 1000

/**
 * The change of one file as a unified diff that `git apply` takes; '' where nothing changed.
 * @param name path from the folder that the diff is applied in, with `/`
 */
export function unifiedDiff(name: string, before: string, after: string): string {
  if (before === after) return ''
  const names = [`a/${name}`, `b/${name}`] as const
  const options = { context: 3, headerOptions: FILE_HEADERS_ONLY, maxEditLength: mostEdits }
  return (
    createTwoFilesPatch(...names, before, after, undefined, undefined, options) ??
    replaced(...names, before, after)
  )
}

/** A diff that takes out all there was and puts in all there is. */
function replaced(from: string, to: string, before: string, after: string): string {
  const [out, put] = [structuredPatch(from, to, before, ''), structuredPatch(from, to, '', after)]
  const [gone, come] = [out.hunks[0], put.hunks[0]]
  if (!gone || !come) return formatPatch(gone ? out : put, FILE_HEADERS_ONLY)
  const lines = [...gone.lines, ...come.lines]
  const hunk = { ...gone, newStart: come.newStart, newLines: come.newLines, lines }
  return formatPatch({ ...out, hunks: [hunk] }, FILE_HEADERS_ONLY)
}
