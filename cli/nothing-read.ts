import { skippedFiles } from './formats/reasons.ts'
import { count, visible } from './formats/text.ts'
import type { Gathered } from './gather.ts'

/** Why there is nothing to lint, in a sentence; undefined where there is something, if only a file that was named and cannot be read. */
export function nothingRead(
  paths: readonly string[],
  { files, unread, ignored = { files: 0, folders: 0 } }: Pick<Gathered, 'files' | 'unread' | 'ignored'>,
): string | undefined {
  if (files.length > 0 || unread.some(({ named }) => named)) return undefined
  if (paths.length > 0 && paths.every(path => path === '-')) return 'nothing to lint: standard input is empty'
  const seen = unread.length + ignored.files
  const reasons = [
    ...(seen === 0 ? ['no file ends in .yaml, .yml or .json'] : []),
    ...skippedFiles(unread.map(({ name, why }) => ({ file: name, why }))),
    ...leftOut(ignored),
  ]
  return `nothing to lint: ${visible(reasons.join('; '))}`
}

function leftOut({ files, folders }: NonNullable<Gathered['ignored']>): readonly string[] {
  const parts = [
    ...(files > 0 ? [count(files, 'file')] : []),
    ...(folders > 0 ? [count(folders, 'folder')] : []),
  ]
  return parts.length === 0 ? [] : [`.gitignore or .warrenerignore leaves out ${parts.join(' and ')}`]
}
