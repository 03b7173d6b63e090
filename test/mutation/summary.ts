import type { Numbered } from './instrument.ts'
import type { Mutant } from './mutants.ts'

export interface Result {
  readonly mutant: Numbered
  /** The check that noticed it; undefined where none did. */
  readonly killedBy: string | undefined
  /** No check runs the code. */
  readonly isUnreached: boolean
}

const oneLine = (text: string): string => {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 90 ? `${line.slice(0, 87)}...` : line
}

/** `file:line: what -> what`. */
export function mutantLine({ file, line, what, text, form }: Mutant): string {
  const becomes = form === 'statement' ? 'nothing' : form === 'body' ? 'return at once' : oneLine(text)
  return `${file}:${line}: ${oneLine(what)} -> ${becomes}`
}
export const unreached = '   (no check runs it)'
export const survivorLine = ({ mutant, isUnreached }: Result): string =>
  `${mutantLine(mutant)}${isUnreached ? unreached : ''}`

/** How many were noticed, by folder. */
export function summary(results: readonly Result[]): string {
  const folders = Map.groupBy(results, ({ mutant: { file } }) => folderOf(file))
  const rows = [...folders].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, group]) => row(name, group))
  return [...rows, row('all', results)].join('\n')
}
const folderOf = (file: string): string =>
  file
    .split('/')
    .slice(0, file.split('/').length > 2 ? 2 : 1)
    .join('/')
function row(name: string, results: readonly Result[]): string {
  const killed = results.filter(({ killedBy }) => killedBy !== undefined).length
  const share = ((100 * killed) / results.length).toFixed(1)
  return `${name.padEnd(20)} ${String(killed).padStart(5)} of ${String(results.length).padStart(5)}  ${share.padStart(5)} %`
}
