import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatNames } from '../../cli/formats/format.ts'
import { lineMap } from '../../cli/line-map.ts'
import { cluster } from '../../policies/sample.ts'
import { afterAll, describe, expect, test } from '../jest.ts'
import { folderWith, removeFolder } from '../process.ts'
import { warrener } from './run.ts'

const folders: string[] = []
afterAll(() => folders.forEach(removeFolder))
const folder = (files: Readonly<Record<string, string>>): string => {
  const made = folderWith(files)
  folders.push(made)
  return made
}

/** A line comes in above the second finding, which has a fix that is refused; the third has none. */
const text = cluster({
  service: { clusterIP: 'None' },
  conf: 'heartbeet = 30\nvm_memory_high_watermark.relativ = 0.4',
  storage: 'emptyDir',
})
const manifests = text.replace(
  '        - name: data\n          emptyDir: {}\n',
  '        - &d\n          name: data\n          emptyDir: {}\n',
)

/** Each format, and the file that it is written to. */
const formats = formatNames.flatMap(name => ['--format', name === 'pretty' ? name : `${name}=out/${name}`])

describe('what fixes did', () => {
  test('is said in every format, with the lines that the files have now', async () => {
    const cwd = folder({ 'a.yaml': manifests, 'out/x': '' })
    const { out, err } = await warrener(['fix', '--fix-unsafe', ...formats], { cwd })
    const now = readFileSync(join(cwd, 'a.yaml'), 'utf8').split('\n')
    const at = (name: string): string => readFileSync(join(cwd, 'out', name), 'utf8')
    const mended =
      /Mended 3 in 1 file: conf-key-unknown a\.yaml:(\d+), conf-key-unknown a\.yaml:(\d+), not-ready/.exec(
        out.replace(/\n {2}/g, ' '),
      )
    expect(err).toBe('')
    expect([now[Number(mended?.[1]) - 1], now[Number(mended?.[2]) - 1]]).toEqual([
      '    heartbeat = 30',
      '    vm_memory_high_watermark.relative = 0.4',
    ])
    const { fixes, findings } = JSON.parse(at('json')) as {
      fixes: {
        written: boolean
        files: string[]
        mended: { rule: string; line: number }[]
        refused: unknown[]
      }
      findings: { rule: string; line: number; column: number }[]
    }
    expect(fixes).toMatchObject({ written: true, files: ['a.yaml'], refused: [] })
    expect(fixes.mended.map(({ rule }) => rule)).toEqual([
      'conf-key-unknown',
      'conf-key-unknown',
      'not-ready-addresses-unpublished',
    ])
    expect(out).toContain(`Left ${findings.length}.`)
    for (const name of ['github', 'junit', 'sarif']) expect(at(name)).toContain('Mended 3 in 1 file')
    expect(at('markdown')).toContain('## Mended\n\n- conf-key-unknown a.yaml:')
    expect(at('concise')).toMatch(/^a\.yaml:\d+:1: mended conf-key-unknown /m)
    // GitLab takes nothing but findings.
    expect(JSON.parse(at('gitlab'))).toHaveLength(findings.length)
  })

  test('is said on standard error where standard output is no text for people', async () => {
    const cwd = folder({ 'a.yaml': manifests })
    const { err } = await warrener(['fix', '--format', 'gitlab'], { cwd })
    expect(err).toMatch(
      /^warrener: Mended 1 in 1 file: not-ready-addresses-unpublished a\.yaml:\d+\.\nwarrener: Left \d+ \(2 with --fix-unsafe\)\.\n$/,
    )
    expect((await warrener(['fix', '--format', 'gitlab'], { cwd })).err).toBe('')
  })

  test('frames show the files as they are now', async () => {
    const cwd = folder({ 'a.yaml': manifests })
    const { out } = await warrener(['fix', '--show', 'info'], { cwd })
    const lines = readFileSync(join(cwd, 'a.yaml'), 'utf8').split('\n')
    const frames = [...out.matchAll(/^ +(\d+) \| (.*)$/gm)]
    expect(frames.length).toBeGreaterThan(1)
    for (const [, line = '', shown = ''] of frames)
      expect(lines[Number(line) - 1]).toContain(shown.replace(/^\.\.\.|\.\.\.$/g, ''))
  })

  test('what cannot be mended, and why, with its line', async () => {
    const shared = text.replace('spec:\n  clusterIP: None', 'spec: &s\n  clusterIP: None')
    const cwd = folder({ 'a.yaml': shared })
    const { out } = await warrener(['fix'], { cwd })
    const line = shared.split('\n').findIndex(found => found.startsWith('spec: &s')) + 1
    expect(out.replaceAll('\n  ', ' ')).toContain(
      `Not mended: a.yaml:${line} not-ready-addresses-unpublished: the value has the anchor &s.`,
    )
    expect(out).toContain('Mended nothing.')
  })

  test('--diff says what would be mended, where it is now', async () => {
    const cwd = folder({ 'a.yaml': manifests })
    const { code, err } = await warrener(['fix', '--diff', '--fix-unsafe'], { cwd })
    const line = manifests.split('\n').indexOf('    heartbeet = 30') + 1
    expect([code, err]).toEqual([
      1,
      expect.stringContaining(`Would mend 3 in 1 file: conf-key-unknown a.yaml:${line}, `),
    ])
    expect(readFileSync(join(cwd, 'a.yaml'), 'utf8')).toBe(manifests)
  })
})

test.each([
  ['nothing changed', 'a\nb\n', 'a\nb\n', [1, 2]],
  ['a line comes in', 'a\nb\n', 'x\na\nb\n', [2, 3]],
  ['a line goes', 'a\nb\nc\n', 'a\nc\n', [1, 2, 2]],
  ['a line changes', 'a\nb\nc\n', 'a\nB\nB2\nc\n', [1, 2, 4]],
  ['lines go at the end', 'a\nb\nc', 'a', [1, 1, 1]],
])('lines of one text in another: %s', (_, from, to, lines) => {
  const map = lineMap(from, to)
  expect(lines.map((_, index) => map(index + 1))).toEqual(lines)
})
