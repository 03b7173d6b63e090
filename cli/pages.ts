import { readFileSync } from 'node:fs'

/** Beside the folder of this module as beside that of the bundle. */
const folder = new URL('../docs/rules/', import.meta.url)

/** The page of a rule, as Markdown; undefined where there is none. */
export function pageOf(id: string): string | undefined {
  if (!/^[a-z0-9-]+$/.test(id)) return undefined
  try {
    return readFileSync(new URL(`${id}.md`, folder), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
