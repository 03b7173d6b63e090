import { lstatSync, realpathSync, type Stats } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import {
  isKustomizationFile,
  kustomizationIn,
  kustomizationNames,
} from '../../source/kustomize/kustomization.ts'
import { namedFiles } from '../../source/kustomize/named-files.ts'
import { readDocuments } from '../../source/yaml/read.ts'
import { isBelow } from './ignored.ts'

/** A file that was read: its absolute path and its text. */
export interface ReadFile {
  readonly path: string
  readonly text: string
}

/**
 * The files that kustomizations name and that were not read yet, such as the data of generators or a base in another
 * folder, and those that these name in turn.
 * @param read the files that were read
 * @param limit absolute path of the folder that all must lie in: a kustomization of a stranger does not read the disk
 * @param readFile reads one more file; undefined where it cannot
 */
export function readKustomized(
  read: readonly ReadFile[],
  limit: string,
  readFile: (path: string) => ReadFile | undefined,
): void {
  const known = new Set(read.map(({ path }) => path))
  const queue = read.filter(({ path }) => isKustomizationFile(path))
  for (let file = queue.shift(); file; file = queue.shift()) {
    for (const path of namedBy(file)) {
      if (known.has(path) || !isInside(path, limit)) continue
      known.add(path)
      const found = readFile(path)
      if (found && isKustomizationFile(path)) queue.push(found)
    }
  }
}

/** Absolute paths of the files that a kustomization names; of a folder its kustomization file. */
function namedBy({ path, text }: ReadFile): readonly string[] {
  const kustomization = kustomizationIn(readDocuments(path, text))
  if (!kustomization) return []
  return namedFiles(kustomization)
    .filter(({ use }) => use !== 'setting')
    .flatMap(named => {
      const target = resolve(dirname(path), named.path)
      const kind = kindOf(target)
      if (kind?.isDirectory())
        return kustomizationNames.map(name => join(target, name)).filter(file => kindOf(file)?.isFile())
      return kind?.isFile() ? [target] : []
    })
}

function kindOf(path: string): Stats | undefined {
  try {
    return lstatSync(path)
  } catch {
    return undefined
  }
}

const isInside = (path: string, limit: string): boolean => isBelow(realpathSync(path), realpathSync(limit))
