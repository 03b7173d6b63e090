import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { entryOf } from './paths.ts'

/** The nearest folder upwards from an absolute path that holds `.git`; undefined outside of a repository. */
export function repositoryRoot(from: string): string | undefined {
  for (const folder of upwards(from)) if (existsSync(entryOf(folder, '.git'))) return folder
  return undefined
}

/** A folder and those above it, innermost first. */
export function upwards(from: string): readonly string[] {
  const above = dirname(from)
  return above === from ? [from] : [from, ...upwards(above)]
}
