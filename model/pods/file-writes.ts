import type { ShellCommand, ShellRedirect } from '../formats/shell/shell.ts'
import { cleanPath, isBelow } from './container.ts'

/** The option of `install` that has it make folders. */
export const makesFolders = ({ value }: { readonly value: string | undefined }): boolean =>
  /^(?:-\w*d|--directory)/.test(value ?? '')

/** Commands that write nothing, or only modes and folders. */
const harmless: ReadonlySet<string> = new Set([
  'mkdir',
  'chmod',
  'chown',
  'ls',
  'sleep',
  'true',
  'set',
  'stat',
  'id',
  'cat',
  'echo',
  'test',
  '[',
])

/** Commands whose last word is what they write. */
const targetLast: ReadonlySet<string> = new Set(['cp', 'mv', 'tee', 'install', 'ln', 'sed'])

/** Whether a command may write below a folder without naming it: in its own folder, or in a script that is a file. */
export function actsUnseen({ name, args }: ShellCommand, folder: string): boolean {
  if (name !== 'cd' && name !== 'pushd')
    return /^(?:\.|source|[abk]?sh|bash|dash|perl|python\d?)$|\.(?:sh|py|pl)$/.test(name)
  const to = args.at(-1)?.value
  return mayBeBelow(to, folder) || (to !== undefined && isBelow(folder, cleanPath(to)))
}

/**
 * Whether a command that is not understood may write below a folder. A relative path may lead anywhere: where the
 * script starts is not known, and it may change its folder.
 */
export function touches({ name, args, redirects }: ShellCommand, folder: string): boolean {
  // An empty line at the end of a copy changes nothing: `echo '' >> rabbitmq.conf`.
  const printsBlank = name === 'echo' && args.every(arg => arg.value?.trim() === '')
  if (printsBlank && redirects.every(({ operator }) => operator === '>>')) return false
  if (redirects.some(redirect => isWritten(redirect) && mayBeBelow(redirect.target?.value, folder)))
    return true
  if (harmless.has(name) || (name === 'install' && args.some(makesFolders))) return false
  const last = args.at(-1)?.value
  // Without `-i`, `sed` prints.
  const writesLast =
    targetLast.has(name) && (name !== 'sed' || args.some(arg => /^(?:-i|--in-place)/.test(arg.value ?? '')))
  if (writesLast && !last?.startsWith('-') && mayBeBelow(last, folder)) return true
  return args.some(
    ({ value }) => value === undefined || isBelow(cleanPath(value), folder) || value.includes(`=${folder}/`),
  )
}

/** Whether a redirection writes a file: `2>&1` does not. */
const isWritten = ({ operator, target }: ShellRedirect): boolean =>
  operator.includes('>') && !(operator === '>&' && /^(?:\d+|-)$/.test(target?.value ?? ''))

const mayBeBelow = (path: string | undefined, folder: string): boolean =>
  path === undefined || !isPlain(path) || isBelow(cleanPath(path), folder)

/** Whether a path says by itself where it leads. */
export const isPlain = (path: string): boolean => path.startsWith('/') && !/(?:^|\/)\.\.(?:\/|$)/.test(path)
