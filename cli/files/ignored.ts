import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import ignore, { type Ignore } from 'ignore'
import { entryOf, isBelow, relativePath } from './paths.ts'

/** Tells whether an absolute path at or below the root is left out of a search. */
export type Ignored = (path: string, kind: 'file' | 'folder') => boolean

/** Folders that hold nothing of the user's. */
export const neverRead: ReadonlySet<string> = new Set(['.git', 'node_modules'])
const ignoreFiles = ['.gitignore', '.warrenerignore']

/** What the ignore files of one folder say of paths below it. */
interface FolderRules {
  readonly folder: string
  readonly rules: Ignore
}

/**
 * What `.git`, `node_modules`, `.gitignore` and `.warrenerignore` leave out, from `root` downwards. Files deeper in the
 * tree decide over those above them, except that nothing within a folder that is left out comes back, as with git.
 */
export function ignoredBelow(root: string): Ignored {
  const chains = new Map<string, readonly FolderRules[]>()
  const folders = new Map<string, boolean>([[root, false]])
  /** The rules that count in a folder, outermost first. Folders without ignore files add none. */
  const chainOf = (folder: string): readonly FolderRules[] => {
    const known = chains.get(folder)
    if (known) return known
    const above = folder === root ? [] : chainOf(dirname(folder))
    const text = ignoreFiles.map(name => textOf(entryOf(folder, name))).join('\n')
    const chain = text.trim() === '' ? above : [...above, { folder, rules: ignore().add(text) }]
    chains.set(folder, chain)
    return chain
  }
  const isFolderOut = (folder: string): boolean => {
    const known = folders.get(folder)
    if (known !== undefined) return known
    const out = neverRead.has(basename(folder)) || isOut(folder, 'folder')
    folders.set(folder, out)
    return out
  }
  const isOut: Ignored = (path, kind) => {
    if (!isBelow(path, root)) return false
    const parent = dirname(path)
    if (isFolderOut(parent)) return true
    let out = false
    for (const { folder, rules } of chainOf(parent)) {
      const name = relativePath(folder, path)
      const verdict = rules.test(kind === 'folder' ? `${name}/` : name)
      if (verdict.ignored) out = true
      else if (verdict.unignored) out = false
    }
    return out
  }
  return (path, kind) => (kind === 'folder' ? isFolderOut(path) : isOut(path, kind))
}

function textOf(file: string): string {
  // Most folders have none, and to look is cheaper than to fail.
  if (!existsSync(file)) return ''
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
