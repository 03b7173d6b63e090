import { readdirSync, realpathSync, type Stats, statSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import { compareText } from '../../model/kube/compare-text.ts'
import { isKustomizationFile } from '../../source/kustomize/kustomization.ts'
import type { UnreadFile } from '../../source/source-file.ts'
import { type Ignored, ignoredBelow, neverRead } from './ignored.ts'
import { entryOf, isBelow, relativePath, slashed } from './paths.ts'
import { readText } from './read.ts'
import { reasonOf } from './reason.ts'
import { repositoryRoot } from './repository.ts'

export interface FoundFile {
  /** Absolute. */
  readonly path: string
  /** As the report names it: relative to the working directory where it lies below it, with `/`. */
  readonly name: string
  /** Given as a PATH itself, by the user or by the shell. */
  readonly named: boolean
}

export interface Found {
  /** Sorted by name; each file once. */
  readonly files: readonly FoundFile[]
  readonly stdin: boolean
  /** A folder or standard input is among the PATHs: what is not there does not exist. */
  readonly complete: boolean
  /** PATHs that are no file, no folder and no glob. */
  readonly missing: readonly string[]
  /** Globs that match no file. */
  readonly unmatched: readonly string[]
  /** Folders that cannot be read, and links that are not followed. */
  readonly unreadable: readonly UnreadFile[]
  /** What would have been read or searched and is left out by an ignore file; `.git` and `node_modules` never are. */
  readonly ignored: { readonly files: number; readonly folders: number }
}

/** Whether a file is read when it is met in a folder: manifests, and kustomizations whatever they are called. */
export const isRead = (name: string): boolean => /\.(?:ya?ml|json)$/.test(name) || isKustomizationFile(name)

/**
 * The files that PATHs stand for: files as named, folders with all below them that ends in .yaml, .yml or .json, globs,
 * and `-`. Symbolic links are followed only where they are named.
 * @param cwd absolute path
 * @param root where ignore files begin to count: the root of the repository unless told
 */
export async function discover(
  paths: readonly string[],
  cwd: string,
  root = repositoryRoot(cwd) ?? cwd,
): Promise<Found> {
  const files = new Map<string, FoundFile>()
  const unreadable: UnreadFile[] = []
  const missing: string[] = []
  const unmatched: string[] = []
  const ignored = ignoredBelow(root)
  const left = { files: 0, folders: 0 }
  const add = (path: string, name: string, named: boolean): void => {
    files.set(path, { path, name, named: named || (files.get(path)?.named ?? false) })
  }
  let complete = false
  for (const shown of paths.filter(path => path !== '-')) {
    const path = resolve(cwd, shown)
    const name = nameOf(path, shown, cwd)
    const stats = statsOf(path)
    if (stats?.isDirectory()) {
      complete = true
      walk({ path, name }, startAt(path, root, ignored), {
        file: file => add(file.path, file.name, false),
        unreadable: (folder, why) => unreadable.push({ name: folder.name, why, problem: 'access' }),
        ignored: kind => {
          left[kind === 'file' ? 'files' : 'folders'] += 1
        },
        link: ({ path: link, name: linkName }) => unreadable.push(...linked(link, linkName, root)),
      })
    } else if (stats) add(path, name, true)
    else {
      const matches = await globFiles(shown, cwd)
      if (!matches) missing.push(shown)
      else if (matches.length === 0) unmatched.push(shown)
      for (const match of matches ?? []) {
        const file = resolve(cwd, match)
        if (ignored(file, 'file')) left.files += 1
        else add(file, nameOf(file, match, cwd), false)
      }
    }
  }
  const stdin = paths.includes('-')
  return {
    files: [...files.values()].sort((a, b) => compareText(a.name, b.name)),
    stdin,
    complete: complete || stdin,
    missing,
    unmatched,
    unreadable,
    ignored: left,
  }
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}

/**
 * A path as reports show it; '' for the working directory itself.
 * @param shown how the user wrote it
 */
export const nameOf = (path: string, shown: string, cwd: string): string =>
  path === cwd || isBelow(path, cwd) || !isAbsolute(shown) ? relativePath(cwd, path) : slashed(path)

/** A folder that is left out, but named by the user, is read: only the ignore files within it count. */
const startAt = (folder: string, root: string, ignored: Ignored): Ignored =>
  (folder === root || isBelow(folder, root)) && !ignored(folder, 'folder') ? ignored : ignoredBelow(folder)

interface Entry {
  /** Absolute. */
  readonly path: string
  /** As reports show it. */
  readonly name: string
}
interface Visitor {
  file(file: Entry): void
  unreadable(folder: Entry, why: string): void
  /** Something that an ignore file leaves out. */
  ignored(kind: 'file' | 'folder'): void
  /** A symbolic link that is called as a manifest is. */
  link(link: Entry): void
}

function walk(folder: Entry, ignored: Ignored, visitor: Visitor): void {
  try {
    for (const entry of readdirSync(folder.path, { withFileTypes: true })) {
      const isFolder = entry.isDirectory()
      const isLink = entry.isSymbolicLink()
      if (!isFolder && !((entry.isFile() || isLink) && isRead(entry.name))) continue
      const path = entryOf(folder.path, entry.name)
      const kind = isFolder ? 'folder' : 'file'
      if (ignored(path, kind)) {
        if (!neverRead.has(entry.name)) visitor.ignored(kind)
        continue
      }
      const found = { path, name: folder.name === '' ? entry.name : `${folder.name}/${entry.name}` }
      if (isFolder) walk(found, ignored, visitor)
      else if (isLink) visitor.link(found)
      else visitor.file(found)
    }
  } catch (error) {
    visitor.unreadable(folder, `cannot be read: ${reasonOf(error)}`)
  }
}

/** A link to a file is not followed, but what it shows is not absent. Links to folders count as little as for kubectl. */
function linked(path: string, name: string, root: string): readonly UnreadFile[] {
  const stats = statsOf(path)
  if (stats === undefined) return [{ name, why: 'is a symbolic link to nothing', problem: 'link' }]
  if (!stats.isFile()) return []
  const target = isBelow(realpathSync(path), realpathSync(root)) ? readText(path) : undefined
  const text = target && ('text' in target ? target.text : target.seen)
  const why = 'is a symbolic link, which is not followed'
  return [{ name, why, problem: 'link', ...(text === undefined ? {} : { text }) }]
}

/** Files that a glob matches, ignored or not; undefined where it is no glob. Its library is loaded when a PATH may be one. */
async function globFiles(pattern: string, cwd: string): Promise<readonly string[] | undefined> {
  const { globSync, isDynamicPattern } = await import('tinyglobby')
  if (!isDynamicPattern(pattern)) return undefined
  const options = { cwd, dot: true, expandDirectories: false, followSymbolicLinks: false }
  const found = globSync(pattern, { ...options, ignore: ['**/.git/**', '**/node_modules/**'] })
  return found.filter(isRead)
}
