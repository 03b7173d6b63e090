import { realpathSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { InputFile } from '../../index.ts'
import { filesWanted } from '../../source/kustomize/wanted.ts'
import { isBelow } from './paths.ts'

/**
 * Reads the files that kustomizations name and that were not read yet, such as the data of generators or a base in
 * another folder, and those that these name in turn.
 * @param limit absolute path of the folder that all must lie in: a kustomization of a stranger does not read the disk
 * @param visitor reads one more file (none where it cannot), and is told of those that lie beyond the limit
 */
export function readKustomized(
  files: readonly InputFile[],
  { cwd, limit }: { readonly cwd: string; readonly limit: string },
  visitor: {
    readonly read: (path: string) => readonly InputFile[]
    readonly beyond: (path: string) => void
  },
): void {
  const all = [...files]
  const asked = new Set<string>()
  for (;;) {
    const wanted = filesWanted(all).filter(name => !asked.has(name))
    if (wanted.length === 0) return
    for (const name of wanted) {
      asked.add(name)
      const path = resolve(cwd, name)
      if (!isBelow(path, limit)) visitor.beyond(path)
      else if (isFile(path)) {
        if (isBelow(realpathSync(path), realpathSync(limit))) all.push(...visitor.read(path))
        else visitor.beyond(path)
      }
    }
  }
}

function isFile(path: string): boolean {
  try {
    // Most of what may be there is not.
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
  } catch {
    return false
  }
}
