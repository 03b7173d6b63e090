import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cluster } from '../../policies/sample.ts'
import { describe, expect, test } from '../jest.ts'
import { warrener } from './run.ts'
import { scratchFolders } from './scratch.ts'

const folder = scratchFolders()

const notHeadless = cluster({ service: { clusterIP: '10.96.0.10' } })
const both = cluster({ service: { clusterIP: '10.96.0.10' }, storage: 'none' })
const json = async (argv: readonly string[], cwd: string) => {
  const ran = await warrener([...argv, '--format', 'json'], { cwd })
  const findings: readonly { rule: string; severity: string }[] = JSON.parse(ran.out).findings
  return { ...ran, rules: findings.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule) }
}

describe('--since', () => {
  const cwd = folder({ 'mq/all.yaml': notHeadless, 'other.yaml': 'kind: ConfigMap\n' })
  const git = (...words: readonly string[]): string =>
    execFileSync(
      'git',
      ['-c', 'user.name=x', '-c', 'user.email=x@y', '-c', 'commit.gpgsign=false', ...words],
      { cwd },
    ).toString()
  git('init', '-q')
  git('add', '.')
  git('commit', '-qm', 'before')
  writeFileSync(join(cwd, 'mq/all.yaml'), both)

  test('reports what the working tree causes, and says what it fixes and leaves', async () => {
    const whole = await json(['lint'], cwd)
    expect(whole.rules).toEqual(expect.arrayContaining(['service-not-headless', 'storage-not-persistent']))
    const { code, rules, err } = await json(['lint', '--since', 'HEAD', '--fail-on', 'warning'], cwd)
    // What changes a running cluster is told of a change alone.
    expect([code, [...new Set(rules)].sort()]).toEqual([1, ['identity-changed', 'storage-not-persistent']])
    expect(err).toMatch(/^warrener: since HEAD: introduces \d, fixes 0, leaves \d+\n$/)
  })

  test('from a folder, and with nothing caused', async () => {
    writeFileSync(join(cwd, 'mq/all.yaml'), cluster())
    const { code, out, err } = await warrener(['lint', '--since', 'HEAD'], { cwd: join(cwd, 'mq') })
    expect(code).toBe(0)
    expect(out).toMatch(/^Nothing found since HEAD in 1 cluster, 1 file\.$/m)
    expect(err).toMatch(/^warrener: since HEAD: introduces 0, fixes \d, leaves 0\n$/)
    writeFileSync(join(cwd, 'mq/all.yaml'), both)
  })

  test.each([
    [['lint', '--since', 'nix'], '--since: nix is no commit of this repository'],
    [['lint', '--since', '--output=x'], '--since: --output=x is no commit of this repository'],
    [['lint', '-', '--since', 'HEAD'], '--since: standard input has no state before'],
    [
      ['lint', '--since', 'HEAD', '--fix'],
      '--since reports what a change causes: leave out --fix, --fix-unsafe and --diff',
    ],
  ])('%j is refused', async (argv, message) => {
    expect(await warrener(argv, { cwd, input: 'a: 1' })).toEqual({
      code: 2,
      out: '',
      err: `warrener: ${message}\n`,
    })
  })

  test('outside of a repository it says so', async () => {
    const { code, err } = await warrener(['lint', '--since', 'HEAD'], { cwd: folder({ 'a.yaml': both }) })
    expect([code, err]).toEqual([
      2,
      'warrener: --since: this folder is in no git repository, or git is not there\n',
    ])
  })
})

describe('--baseline', () => {
  const write = ['lint', '--write-baseline', 'known.json', '--quiet']

  test('what was there is not reported, what is new is', async () => {
    const cwd = folder({ 'all.yaml': notHeadless })
    const { code, err } = await warrener(['lint', '--write-baseline', 'known.json'], { cwd })
    expect([code, err]).toEqual([
      0,
      expect.stringMatching(/^warrener: wrote \d+ findings? to known\.json\n$/),
    ])
    const clean = await warrener(['lint', '--baseline', 'known.json'], { cwd })
    expect([clean.code, clean.err]).toEqual([
      0,
      expect.stringMatching(/^warrener: \d+ known findings? left out \(known\.json\)\n$/),
    ])
    expect(clean.out).toContain('Nothing found beyond known.json in 1 cluster, 2 files.')
    writeFileSync(join(cwd, 'all.yaml'), both)
    const more = await json(['lint', '--baseline', 'known.json', '--fail-on', 'warning'], cwd)
    expect([more.code, more.rules]).toEqual([1, ['storage-not-persistent']])
  })

  test('an object may move: to another line, to another file', async () => {
    const cwd = folder({ 'all.yaml': both })
    await warrener(write, { cwd })
    rmSync(join(cwd, 'all.yaml'))
    writeFileSync(join(cwd, 'moved.yaml'), `${'# a comment\n'.repeat(100)}${both}`)
    expect((await json(['lint', '--baseline', 'known.json'], cwd)).rules).toEqual([])
  })

  test('equal overlays count each for itself', async () => {
    const cwd = folder({ 'dev/all.yaml': both, 'prod/all.yaml': notHeadless })
    await warrener(write, { cwd })
    writeFileSync(join(cwd, 'dev/all.yaml'), notHeadless)
    writeFileSync(join(cwd, 'prod/all.yaml'), both)
    const { rules, err } = await json(['lint', '--baseline', 'known.json'], cwd)
    expect(rules).toEqual(['storage-not-persistent'])
    expect(err).toMatch(/1 known finding not found any more[\s\S]*gone: storage-not-persistent: /)
  })

  test('what is gone is said, but for what was not looked for', async () => {
    const cwd = folder({ 'all.yaml': both })
    await warrener(write, { cwd })
    writeFileSync(join(cwd, 'all.yaml'), notHeadless)
    const said = async (...more: readonly string[]): Promise<string> =>
      (await warrener(['lint', '--baseline', 'known.json', ...more], { cwd })).err
    expect(await said()).toMatch(
      /^warrener: 1 known finding not found any more; --write-baseline known\.json forgets it\nwarrener: {3}gone: storage-not-persistent: .+\n/m,
    )
    for (const more of [['--only', 'service-not-headless'], ['--quiet']])
      expect(await said(...more)).not.toContain('gone')
  })

  test('one that has become worse is new', async () => {
    const cwd = folder({ 'all.yaml': notHeadless })
    await warrener([...write, '--rule', 'service-not-headless=warning'], { cwd })
    expect((await json(['lint', '--baseline', 'known.json'], cwd)).rules).toEqual(['service-not-headless'])
  })

  test('the file is the same for the same findings', async () => {
    const cwd = folder({ 'all.yaml': both })
    await warrener(write, { cwd })
    const first = readFileSync(join(cwd, 'known.json'), 'utf8')
    await warrener(write, { cwd })
    expect(readFileSync(join(cwd, 'known.json'), 'utf8')).toBe(first)
    expect(first).not.toMatch(/all\.yaml|"line"/)
  })

  test.each([
    ['not there', undefined, '--baseline: b.txt cannot be read: there is no such file or folder (ENOENT)'],
    ['no JSON', 'x', '--baseline: b.txt is none that --write-baseline wrote'],
    ['of something else', '{"findings":[]}', '--baseline: b.txt is none that --write-baseline wrote'],
    [
      'with an entry of something else',
      '{"schema":"warrener/baseline/v1","findings":[{}]}',
      '--baseline: b.txt is none that --write-baseline wrote',
    ],
  ])('%s', async (_, text, message) => {
    const cwd = folder({ 'all.yaml': both, ...(text === undefined ? {} : { 'b.txt': text }) })
    const { code, err } = await warrener(['lint', '--baseline', 'b.txt'], { cwd })
    expect([code, err]).toEqual([2, `warrener: ${message}\n`])
  })

  test('that cannot be written ends with 4', async () => {
    const cwd = folder({ 'all.yaml': both })
    const { code, err } = await warrener(['lint', '--write-baseline', 'no/where.json'], { cwd })
    expect([code, err]).toEqual([
      4,
      'warrener: no/where.json cannot be written: there is no such file or folder (ENOENT)\n',
    ])
  })
})
