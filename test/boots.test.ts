import { existsSync, readFileSync } from 'node:fs'
import { formatRelease } from '../facts/release.ts'
import { rules } from '../policies/index.ts'
import { testsIn } from '../scripts/pages/evidence.ts'
import { errorsOf } from './brokers/found.ts'
import { answerRows, bootRows, releaseIn, triedOn } from './brokers/rows.ts'
import { describe, expect, test } from './jest.ts'

/*
 * What real nodes were seen to do with files, and what rules say of the same files: a node that boots has no error, and one that does
 * not has that of the rule that the row names. That the nodes do so is seen by `npm run test:slow`.
 */
const rows = await bootRows()
const titles = [...rows, ...(await answerRows())].map(({ title }) => title)
const cases = rows.flatMap(row =>
  triedOn(row).map(([, release]) => ({ ...row, release, called: formatRelease(release) })),
)

test.each(cases)('$called: $title', ({ release, ...row }) => {
  const errors = errorsOf(row, release)
  if (row.around)
    expect(errors).toEqual(row.found === undefined ? errors : expect.arrayContaining([row.found]))
  else if (releaseIn(row.boots, release))
    expect(errors.filter(rule => !row.losesSilently || rule !== row.found)).toEqual([])
  else expect(errors).toEqual(row.found === undefined ? errors : expect.arrayContaining([row.found]))
})

describe('rows of real nodes', () => {
  test('no two have one name', () => {
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([])
  })

  test('rules that they name exist', () => {
    const ids = new Set(rules.map(({ id }) => id))
    expect(rows.flatMap(({ found }) => (found === undefined || ids.has(found) ? [] : [found]))).toEqual([])
  })

  test('what rules say was observed is there', () => {
    const gone = rules.flatMap(({ id, evidence }) =>
      testsIn(evidence.where).flatMap(({ file, name }) =>
        isThere(file, name) ? [] : [`${id}: ${file}: ${name}`],
      ),
    )
    expect(gone).toEqual([])
  })
  const isThere = (file: string, title: string): boolean =>
    existsSync(file) &&
    (titles.some(known => known === title || known.endsWith(`: ${title}`)) ||
      readFileSync(file, 'utf8').includes(`'${title}`))
})
