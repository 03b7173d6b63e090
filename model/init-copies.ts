import type { Located } from './address.ts'
import { type Container, cleanPath, containersOf, isBelow, mountsOf } from './container.ts'
import type { ContainerFiles } from './container-files.ts'
import { commandsOfArray, type ShellCommand } from './formats/shell.ts'
import { globMatch } from './glob.ts'
import { isString, listOf } from './json.ts'
import { found, type Lookup, unknown } from './lookup.ts'
import type { Workload } from './workload.ts'

/*
 * Volumes that start empty and are filled by init containers with `cp`: the usual way to give a broker a writable copy of
 * a ConfigMap. Copies are followed to where the text is written; whatever else writes there makes the volume unknown.
 */

type Files = ReadonlyMap<string, Located<string>>

/** What the init containers copy into a volume: path inside it -> text, or why that is not known. */
export function copiedInto(
  workload: Workload,
  volume: string,
  filesOf: (container: Container) => ContainerFiles,
): Lookup<Files> {
  const why = `volume ${volume} is filled while the pod starts`
  const copies = new Map<string, Located<string>>()
  const writers = containersOf(workload.template).filter(container => container.init)
  for (const container of writers) {
    const target = mountsOf(workload.template, container).find(mount => mount.volume === volume)
    if (!target) continue
    const { commands, errors } = commandsOfArray(argv(container))
    if (errors.length > 0 || commands.length === 0) return unknown(why)
    for (const command of commands) {
      const copied = copy(command, target.path, filesOf(container))
      if (copied === undefined && touches(command, target.path)) return unknown(why)
      if (copied?.state === 'unknown') return copied
      if (copied?.state === 'found') for (const [path, text] of copied.value) copies.set(path, text)
    }
  }
  return copies.size === 0 ? unknown(why) : found(copies)
}

const argv = ({ value }: Container): readonly string[] =>
  [...listOf(value.command), ...listOf(value.args)].filter(isString)

/** Commands that write nothing, or only modes and folders. */
const harmless: ReadonlySet<string> = new Set([
  'mkdir',
  'chmod',
  'chown',
  'ls',
  'sleep',
  'true',
  'set',
  'cd',
  'stat',
  'id',
  'cat',
  'echo',
  'test',
  '[',
])

/** Whether a command that is not understood may write below a folder. */
export function touches({ name, args, redirects }: ShellCommand, folder: string): boolean {
  // An empty line at the end of a copy changes nothing: `echo '' >> rabbitmq.conf`.
  const printsBlank = name === 'echo' && args.every(arg => arg.value?.trim() === '')
  if (printsBlank && redirects.every(({ operator }) => operator === '>>')) return false
  const near = (path: string | undefined): boolean => path === undefined || isBelow(cleanPath(path), folder)
  if (redirects.some(({ operator, target }) => operator.startsWith('>') && near(target?.value))) return true
  return (
    !harmless.has(name) && args.some(arg => arg.value === undefined || isBelow(cleanPath(arg.value), folder))
  )
}

/** What one `cp` puts below `folder`; undefined where the command is no plain `cp` to there. */
export function copy(
  command: ShellCommand,
  folder: string,
  files: ContainerFiles,
): Lookup<Files> | undefined {
  if (command.name !== 'cp' || command.redirects.length > 0) return undefined
  const words = command.args.map(arg => arg.value)
  const paths = words.filter(word => word !== undefined && !word.startsWith('-'))
  const target = paths.at(-1)
  if (words.includes(undefined) || target === undefined || paths.length < 2) return undefined
  const into = cleanPath(target)
  if (!isBelow(into, folder)) return undefined
  const sources = paths.slice(0, -1).flatMap(path => (path === undefined ? [] : [path]))
  const isFolder =
    target.endsWith('/') ||
    into === folder ||
    sources.length > 1 ||
    sources.some(path => /[*?]|\/\.?$/.test(path))
  const copies = new Map<string, Located<string>>()
  for (const source of sources) {
    const texts = textsAt(source, files)
    if (texts.state !== 'found')
      return texts.state === 'unknown' ? texts : unknown(`nothing is known of ${source}`)
    for (const [name, text] of texts.value) {
      const path = isFolder ? `${into}/${name}` : into
      copies.set(cleanPath(path).slice(folder.length + 1), text)
    }
  }
  return found(copies)
}

/** The files that a source of `cp` names: one file, a folder with all in it, or a pattern in the last part. */
function textsAt(source: string, files: ContainerFiles): Lookup<ReadonlyMap<string, Located<string>>> {
  const file = files.read(source)
  if (file.state === 'found') return found(new Map([[baseName(cleanPath(source)), file.value]]))
  if (file.state === 'unknown') return file
  const pattern = baseName(source)
  const isPattern = /[*?]/.test(pattern)
  const folder = isPattern || pattern === '.' ? source.slice(0, source.length - pattern.length) : source
  const listing = files.list(folder)
  if (!listing.complete) return unknown(listing.why ?? `nothing is known of ${source}`)
  const chosen = listing.items.filter(item => !isPattern || globMatch(pattern, baseName(item.path)))
  return found(new Map(chosen.map(item => [baseName(item.path), item])))
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
