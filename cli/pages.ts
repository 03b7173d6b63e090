import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pageForTerminal } from './formats/page.ts'
import { lookOf } from './formats/terminal.ts'

/** Beside the folder of this module as beside that of the bundle. */
const ownPages = (): string => fileURLToPath(new URL('../docs/rules', import.meta.url))

/** Where a page is to be read. */
export interface Reader {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly isTTY: boolean
  readonly columns?: number | undefined
}

/** Markdown for a terminal. */
export const shownMarkdown = (markdown: string, reader: Reader): string =>
  pageForTerminal(markdown, lookOf(reader, 'auto', reader.env))

/** The page of a rule for a terminal; undefined where there is none. */
export function shownPage(id: string, reader: Reader, folder = ownPages()): string | undefined {
  if (!/^[a-z0-9-]+$/.test(id)) return undefined
  try {
    return shownMarkdown(readFileSync(join(folder, `${id}.md`), 'utf8'), reader)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
