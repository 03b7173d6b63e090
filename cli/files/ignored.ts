import { readFileSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import ignore, { type Ignore } from 'ignore'

/** Tells whether an absolute path at or below the root is left out of a search. */
export type Ignored = (path: string, kind: 'file' | 'folder') => boolean

const neverRead: ReadonlySet<string> = new Set(['.git', 'node_modules'])
const ignoreFiles = ['.gitignore', '.warrenerignore']

/**
 * What `.git`, `node_modules`, `.gitignore` and `.warrenerignore` leave out, from `root` downwards. Files deeper in the
 * tree decide over those above them, except that nothing within a folder that is left out comes back, as with git.
 */
export function ignoredBelow(root: string): Ignored {
  const rules = new Map<string, Ignore>()
  const rulesOf = (folder: string): Ignore => {
    const known =
      rules.get(folder) ?? ignoreFiles.reduce((all, name) => all.add(textOf(join(folder, name))), ignore())
    rules.set(folder, known)
    return known
  }
  const folders = new Map<string, boolean>([[root, false]])
  const isFolderOut = (folder: string): boolean => {
    const known = folders.get(folder)
    if (known !== undefined) return known
    const out = !isBelow(folder, root) ? neverRead.has(basename(folder)) : isOut(folder, 'folder')
    folders.set(folder, out)
    return out
  }
  const isOut: Ignored = (path, kind) => {
    if (kind === 'folder' && neverRead.has(basename(path))) return true
    const parent = dirname(path)
    if (!isBelow(path, root)) return false
    if (isFolderOut(parent)) return true
    let out = false
    for (const folder of between(root, parent)) {
      const name = relative(folder, path).split(sep).join('/')
      const verdict = rulesOf(folder).test(kind === 'folder' ? `${name}/` : name)
      if (verdict.ignored) out = true
      else if (verdict.unignored) out = false
    }
    return out
  }
  return (path, kind) => (kind === 'folder' ? isFolderOut(path) : isOut(path, kind))
}

export const isBelow = (path: string, root: string): boolean =>
  path !== root && path.startsWith(root.endsWith(sep) ? root : root + sep)

/** The folders from `root` down to `folder`, both included, outermost first. */
function between(root: string, folder: string): readonly string[] {
  const folders = [folder]
  for (let above = folder; above !== root; ) {
    above = dirname(above)
    folders.unshift(above)
  }
  return folders
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
