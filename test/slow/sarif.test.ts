import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { scanned } from '../../action/sarif.ts'
import { formatFailure, formatReport } from '../../cli/formats/format.ts'
import { lint } from '../../index.ts'
import { cluster } from '../../policies/sample.ts'
import { shownAs } from '../cli/sample-report.ts'
import { afterAll, beforeAll, expect, test } from '../jest.ts'
import { npmTool } from '../npm-tool.ts'

/** The validator of the makers of SARIF, with the rules that GitHub takes reports by. It is a program within the package. */
let validator: string
const folder = mkdtempSync(join(tmpdir(), 'warrener-sarif-'))
afterAll(() => rmSync(folder, { recursive: true }))
beforeAll(async () => {
  const made = await npmTool('@microsoft/sarif-multitool-linux', '5.7.0')
  validator = join(made, 'Sarif.Multitool')
  chmodSync(validator, 0o755)
})

const one = lint([{ name: 'a b/☃,c%.yaml', text: cluster({ conf: 'disk_free_limit.absolut = 1GB' }) }])
const logs: Readonly<Record<string, string>> = {
  none: formatReport('sarif', { ...one, findings: [] }, shownAs()),
  some: formatReport('sarif', one, shownAs()),
  many: formatReport(
    'sarif',
    {
      ...one,
      findings: Array.from({ length: 6000 }, () => one.findings)
        .flat()
        .slice(0, 6000),
    },
    shownAs(),
  ),
  action: scanned(one, () => cluster(), { path: file => `app/${file}` }, 'warrener/app'),
  failed: formatFailure('sarif', { code: 3, message: 'nothing to lint' }),
}

test.each(Object.entries(logs))('%s: no error and no warning', async (name, text) => {
  const [file, out] = [join(folder, `${name}.sarif`), join(folder, `${name}.out`)]
  writeFileSync(file, text)
  const options = ['--rule-kind', 'Sarif;Ghas', '--level', 'Error;Warning;Note', '--output', out]
  // It ends with 0 whatever it finds.
  await promisify(execFile)(validator, ['validate', file, ...options], { maxBuffer: 1e8 })
  const found = JSON.parse(readFileSync(out, 'utf8').replace(/^\ufeff/, '')) as ValidatorLog
  const results = found.runs.flatMap(run => run.results)
  expect(results.filter(({ level }) => level !== 'note')).toEqual([])
  expect(found.runs.length).toBeGreaterThan(0)
})

interface ValidatorLog {
  readonly runs: readonly { readonly results: readonly { readonly level?: string }[] }[]
}
