import { cluster } from '../../policies/sample.ts'
import { afterAll, describe, expect, test } from '../jest.ts'
import { folderWith, removeFolder } from '../process.ts'
import { warrener } from './run.ts'

const cwd = folderWith({
  'a.yaml': cluster({ service: { clusterIP: 'None' } }),
  ...Object.fromEntries([1, 2, 3].map(n => [`${n}.yaml`, 'kind: ConfigMap\n'])),
})
afterAll(() => removeFolder(cwd))

/** A clock on which so many milliseconds go by between two looks. */
function clock(step: number): () => number {
  let time = 0
  return () => {
    time += step
    return time
  }
}
/** What is left on a terminal of one line. */
const leftOf = (text: string): string =>
  text
    .split('\n')
    .map(line => line.split('\r\u001b[K').at(-1))
    .join('\n')

describe('progress', () => {
  const long = { cwd, isTTY: true, now: clock(2000) }

  test('is told on a terminal when it takes long, and leaves no trace', async () => {
    const { err, out } = await warrener(['lint', '--color', 'never'], long)
    expect(err).toContain('\r\u001b[Kreading files: 2 of 4')
    expect(err).toContain('\r\u001b[Kjudging contexts')
    expect(leftOf(err)).toBe('')
    expect(out).toBe((await warrener(['lint', '--color', 'never'], { cwd })).out)
  })

  test('is gone before anything else is said', async () => {
    const { err } = await warrener(['fix', '--diff'], long)
    expect(leftOf(err)).not.toContain('reading')
    const since = await warrener(['lint', '--since', 'HEAD'], long)
    expect(leftOf(since.err)).toMatch(/^warrener: --since/)
  })

  test.each<[string, readonly string[], Partial<Parameters<typeof warrener>[1]>]>([
    ['that is over soon', [], { now: clock(1) }],
    ['on a pipe', [], { isTTY: false }],
    ['in CI', [], { env: { CI: 'true' } }],
    ['on a terminal that cannot go back', [], { env: { TERM: 'dumb' } }],
    ['that is to be quiet', ['--quiet'], {}],
  ])('is not told of a run %s', async (_, options, host) => {
    expect((await warrener(['lint', ...options], { ...long, ...host })).err).toBe('')
  })
})
