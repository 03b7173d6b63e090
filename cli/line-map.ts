import { structuredPatch } from 'diff'

/**
 * Where the lines of one text are in another: of a line that changed, the first line that took its place. Where the texts
 * have little in common a line keeps its number, as far as there are as many.
 */
export function lineMap(from: string, to: string): (line: number) => number {
  if (from === to) return line => line
  const patch = structuredPatch('', '', from, to, '', '', { context: 0, maxEditLength: 1000 })
  const last = to.split('\n').length
  if (patch === undefined) return line => Math.min(line, last)
  return line => {
    let moved = 0
    for (const { oldStart, oldLines, newStart, newLines } of patch.hunks) {
      if (line < oldStart) break
      if (line < oldStart + oldLines)
        return Math.min(last, newStart + Math.max(0, Math.min(line - oldStart, newLines - 1)))
      moved += newLines - oldLines
    }
    return line + moved
  }
}
