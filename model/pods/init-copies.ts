import type { ShellCommand, ShellScript } from '../formats/shell/shell.ts'
import type { Located } from '../kube/address.ts'
import { globMatch } from '../kube/glob.ts'
import { isString } from '../kube/json.ts'
import { type Found, found, type Lookup, map, type Unknown, unknown } from '../kube/lookup.ts'
import { onceEach } from '../kube/once-each.ts'
import type { World } from '../kube/world.ts'
import {
  argvOf,
  type Container,
  cleanPath,
  initContainers,
  isBelow,
  type Mount,
  mountsOf,
  waitsFor,
} from './container.ts'
import { copyWords } from './copy-words.ts'
import { actsUnseen, isPlain, makesFolders, touches } from './file-writes.ts'
import type { ContainerFiles } from './files.ts'
import { commandsRun } from './script-files.ts'
import type { Template } from './template.ts'
import type { Workload } from './workload.ts'

/*
 * Volumes that start empty and are filled by init containers with `cp` or the like: the usual way to give a broker a writable copy of
 * a ConfigMap. Copies are followed to where the text is written; whatever else writes there makes the volume unknown.
 */

type Files = ReadonlyMap<string, Located<string>>

/** A container that mounts a volume, and is started before others. */
interface Writer {
  readonly container: Container
  /** Its mounts of the volume: the first, and how many more. */
  readonly target: Mount
  others: number
  /** How many mounts it has in all. */
  readonly mounts: number
}

const writersByVolume = onceEach((template: Template) => {
  const byVolume = new Map<string, Map<Container, Writer>>()
  for (const container of initContainers(template)) {
    const mounts = mountsOf(template, container)
    for (const target of mounts) {
      const its = byVolume.get(target.volume) ?? new Map<Container, Writer>()
      byVolume.set(target.volume, its)
      const known = its.get(container)
      if (known) known.others++
      else its.set(container, { container, target, others: 0, mounts: mounts.length })
    }
  }
  return byVolume
})
/** The containers of a pod that mount a volume and are started before one of them, in their order. */
export const writersOf = (template: Template, volume: string, before: Container): readonly Writer[] =>
  [...(writersByVolume(template).get(volume)?.values() ?? [])].filter(writer =>
    waitsFor(before, writer.container),
  )

/** What an init container does: worked out once, however many volumes it mounts. */
const workOf = onceEach((_: Container) => onceEach((_: World): { known?: Work } => ({})))
interface Work {
  readonly files: ContainerFiles
  readonly script: ShellScript
}

/** Most copies that are followed, and most mounts times commands: what has more does not tell what it does. */
const most = { copies: 50_000, steps: 1_000_000 }

/** What init containers copy into a volume before a container starts: path inside it -> text, or why that is not known. */
export function copiedInto(
  world: World,
  workload: Workload,
  { volume, before }: { readonly volume: string; readonly before: Container },
  filesOf: (container: Container) => ContainerFiles,
): Found<Files> | Unknown {
  const why = `volume ${volume} is filled while the pod starts`
  const copies = new Map<string, Located<string>>()
  const folders = new Set<string>()
  let left = most.copies
  for (const { container, target, others, mounts } of writersOf(workload.template, volume, before)) {
    if (others > 0 || target.subPath !== undefined || target.subPathExpr !== undefined) return unknown(why)
    // A sidecar writes while the others run.
    if (!container.init && target.readOnly) continue
    const { files, script } = workOfWriter(container)
    const { commands, errors } = script
    if (commands.length * mounts > most.steps) return unknown(why)
    if (errors.length > 0 || commands.length === 0 || worksIn(container, target.path)) return unknown(why)
    const inVolume = (path: string): string => path.slice(target.path.length + 1)
    for (const folder of foldersMade(commands))
      if (isBelow(folder, target.path)) folders.add(inVolume(folder))
    for (const command of commands) {
      const copied = copy(command, target.path, files, path => folders.has(inVolume(path)))
      if (copied === undefined ? mayChange(command, target.path) : !container.init) return unknown(why)
      if (copied?.state === 'unknown') return copied
      if (copied?.state !== 'found') continue
      left -= copied.value.size
      if (left < 0) return unknown(why)
      for (const [path, text] of copied.value) {
        copies.set(path, text)
        for (const folder of parentsOf(path)) folders.add(folder)
      }
    }
  }
  return copies.size === 0 ? unknown(why) : found(copies)

  function workOfWriter(container: Container): Work {
    const kept = workOf(container)(world)
    if (kept.known === undefined) {
      const files = filesOf(container)
      kept.known = { files, script: commandsRun(argvOf(container), files) }
    }
    return kept.known
  }
}

/** Whether a container starts in a folder: what it does without paths it does there. */
const worksIn = ({ value }: Container, folder: string): boolean =>
  isString(value.workingDir) && isBelow(cleanPath(value.workingDir), folder)

const mayChange = (command: ShellCommand, folder: string): boolean =>
  actsUnseen(command, folder) || touches(command, folder)

/** The folders that `mkdir` is told to make, and those they stand in, as absolute paths. */
export const foldersMade = (commands: readonly ShellCommand[]): ReadonlySet<string> =>
  new Set(
    commands
      .filter(({ name, args }) => name === 'mkdir' || (name === 'install' && args.some(makesFolders)))
      .flatMap(({ args }) => args.map(({ value }) => cleanPath(value ?? '')))
      .flatMap(path => [path, ...parentsOf(path)]),
  )

/** The folders that a path stands in. Longer than Linux takes (PATH_MAX), it has none. */
const parentsOf = (path: string): readonly string[] =>
  path.length > 4096 ? [] : [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index))

/**
 * What one command that copies puts below `folder`; undefined where it is none, copies elsewhere, or may not run. `isFolder`
 * says whether there is a folder at a path; undefined where that is not known.
 */
export function copy(
  command: ShellCommand,
  folder: string,
  files: ContainerFiles,
  isFolder: (path: string) => boolean | undefined,
): Found<Files> | Unknown | undefined {
  const words = command.conditional ? undefined : copyWords(command)
  if (words === undefined || words.sources.length === 0) return undefined
  const { options, sources, target } = words
  const into = cleanPath(target)
  if (![...sources, target].every(isPlain) || !isBelow(into, folder)) return undefined
  const isRecursive = options.some(option => /^-\w*[rRa]|^--(?:recursive|archive)$/.test(option))
  const exists = into === folder || isFolder(into)
  const several = sources.length > 1 || isPattern(sources[0] ?? '')
  const copies = new Map<string, Located<string>>()
  for (const source of sources) {
    const texts = textsAt(source, files, isRecursive)
    if (texts.state !== 'found')
      return texts.state === 'unknown' ? texts : unknown(`nothing is known of ${source}`)
    const { items, kind } = texts.value
    const inside = kind === 'contents' || several || (kind === 'file' && target.endsWith('/')) || exists
    if (inside === undefined) return undefined
    const base = kind === 'tree' && inside ? `${into}/${baseName(cleanPath(source))}` : into
    for (const [name, text] of items) {
      const path = kind === 'file' && !inside ? into : `${base}/${name}`
      copies.set(cleanPath(path).slice(folder.length + 1), text)
    }
  }
  return found(copies)
}

/** What a source of `cp` names. */
interface Source {
  readonly items: Files
  /** A tree is a folder by its name: it is put into a folder, or becomes the target where there is none. */
  readonly kind: 'file' | 'contents' | 'tree'
}

const isPattern = (source: string): boolean => /[*?[]/.test(source)

/** One file, a folder with all in it, the contents of a folder (`folder/.`), or a pattern in the last part. */
function textsAt(source: string, files: ContainerFiles, isRecursive: boolean): Lookup<Source> {
  const clean = cleanPath(source)
  const file = files.read(clean)
  if (file.state === 'found') return found({ items: new Map([[baseName(clean), file.value]]), kind: 'file' })
  if (file.state === 'unknown') return file
  if (!isPattern(source)) {
    const kind = /\/\.\/*$/.test(source) ? 'contents' : 'tree'
    return map(textsIn(clean, files, isRecursive), items => ({
      items: isRecursive ? items : new Map(),
      kind,
    }))
  }
  const folder = clean.slice(0, clean.lastIndexOf('/'))
  const pattern = baseName(clean)
  if (isPattern(folder) || pattern.includes('[')) return unknown(`nothing is known of ${source}`)
  return map(textsIn(folder, files, isRecursive), items => ({
    items: new Map([...items].filter(([name]) => globMatch(pattern, name.replace(/\/.*/, '')))),
    kind: 'contents',
  }))
}

/** The files in a folder by their paths in it, without what is deeper unless asked for. */
function textsIn(folder: string, files: ContainerFiles, isRecursive: boolean): Lookup<Files> {
  const listing = files.list(folder)
  const mount = files.mountOf(cleanPath(folder))
  const unseen = unknown(listing.complete ? `nothing is known of ${folder}` : listing.why)
  if (!listing.complete || (!mount && listing.items.length === 0)) return unseen
  const direct = listing.items.map(item => [baseName(item.path), item] as const)
  if (!isRecursive) return found(new Map(direct))
  const within = files.hasMountsBelow(folder)
    ? files.mounts.filter(({ path }) => path !== folder && isBelow(path, folder))
    : []
  if (within.some(({ path }) => files.read(path).state !== 'found')) return unseen
  const shown = mount ? files.shownBy(mount) : found([])
  return map(shown, items => {
    const visible = items.filter(({ path }) => isBelow(path, folder) && files.mountOf(path) === mount)
    return new Map([...visible.map(item => [item.path.slice(folder.length + 1), item] as const), ...direct])
  })
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
