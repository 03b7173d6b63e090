import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Row } from './rows/row.ts'

/** A row, and what it is called in the suite and in the cluster. */
export interface NamedRow {
  readonly row: Row
  readonly subject: string
  readonly name: string
  readonly namespace: string
}

const folder = join(import.meta.dirname, 'rows')
const subjects = globSync('*.ts', { cwd: folder })
  .filter(file => !['row.ts', 'documents.ts'].includes(file))
  .toSorted()

/** The rows of all subjects, by the names of their files. */
export const allRows: readonly NamedRow[] = (
  await Promise.all(
    subjects.map(async file => {
      const { rows }: { rows: readonly Row[] } = await import(join(folder, file))
      const subject = basename(file, '.ts')
      return rows.map((row, index) => ({
        row,
        subject,
        name: `${subject}: ${row.name}`,
        namespace: `${subject}-${index + 1}`,
      }))
    }),
  )
).flat()
