import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pageForTerminal } from './formats/page.ts'
import { coloured, plain, wantsColor } from './formats/style.ts'

/** Beside the folder of this module as beside that of the bundle. */
const ownPages = (): string => fileURLToPath(new URL('../docs/rules', import.meta.url))

/** Where a page is to be read. */
interface Reader {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly isTTY: boolean
}

/** The page of a rule for a terminal; undefined where there is none. */
export function shownPage(id: string, { env, isTTY }: Reader, folder = ownPages()): string | undefined {
  if (!/^[a-z0-9-]+$/.test(id)) return undefined
  try {
    const page = readFileSync(join(folder, `${id}.md`), 'utf8')
    return pageForTerminal(page, wantsColor('auto', env, isTTY) ? coloured : plain)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
