import { lstatSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import type { InputFile } from '../../index.ts'
import { filesWanted } from '../../source/kustomize/wanted.ts'
import { isBelow } from './paths.ts'

/**
 * Reads the files that kustomizations name and that were not read yet, such as the data of generators or a base in
 * another folder, and those that these name in turn.
 * @param limit absolute path of the folder that all must lie in: a kustomization of a stranger does not read the disk
 * @param read reads one more file; undefined where it cannot
 */
export function readKustomized(
  files: readonly InputFile[],
  { cwd, limit }: { readonly cwd: string; readonly limit: string },
  read: (path: string) => InputFile | undefined,
): void {
  const all = [...files]
  const asked = new Set<string>()
  for (;;) {
    const wanted = filesWanted(all).filter(name => !asked.has(name))
    if (wanted.length === 0) return
    for (const name of wanted) {
      asked.add(name)
      const path = resolve(cwd, name)
      const file = isFileBelow(path, limit) ? read(path) : undefined
      if (file) all.push(file)
    }
  }
}

/** An ordinary file, reached through no symbolic link that leads out of the folder. */
function isFileBelow(path: string, limit: string): boolean {
  try {
    return lstatSync(path).isFile() && isBelow(realpathSync(path), realpathSync(limit))
  } catch {
    return false
  }
}
