import type { ShellCommand } from '../formats/shell/shell.ts'

/** What a command that copies files is given. */
export interface CopyWords {
  readonly options: readonly string[]
  readonly sources: readonly string[]
  readonly target: string
}

/** The words of a plain `cp`, an `install` of files, or a `cat` of one file into another; undefined for all else. */
export function copyWords(command: ShellCommand): CopyWords | undefined {
  if (command.name === 'cat') return catWords(command)
  if ((command.name !== 'cp' && command.name !== 'install') || command.redirects.length > 0) return undefined
  const words = command.args.flatMap(({ value }) => (value === undefined ? [] : [value]))
  if (words.length < command.args.length) return undefined
  const isInstall = command.name === 'install'
  const options = words.filter(word => word.startsWith('-'))
  if (isInstall && options.some(option => /^-\w*[dDtT]|^--/.test(option))) return undefined
  const paths = words.filter(
    (word, index) => !word.startsWith('-') && !(isInstall && /^-\w*[mog]$/.test(words[index - 1] ?? '')),
  )
  const target = paths.at(-1)
  return target === undefined ? undefined : { options, sources: paths.slice(0, -1), target }
}

/** `cat a > b`, the redirection being its own: one around several commands collects what all of them print. */
function catWords({ args, redirects, place }: ShellCommand): CopyWords | undefined {
  const [[source, ...others], [redirect, ...more]] = [args, redirects]
  const target = redirect?.target
  if (others.length > 0 || more.length > 0 || redirect?.operator !== '>' || target === undefined)
    return undefined
  const isOwn = target.place.item === place.item && target.place.end <= place.end
  return source?.value === undefined || target.value === undefined || source.value.startsWith('-') || !isOwn
    ? undefined
    : { options: [], sources: [source.value], target: target.value }
}
