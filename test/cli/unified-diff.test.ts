import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { unifiedDiff as diffOf } from '../../cli/formats/unified-diff.ts'
import { describe, expect, test } from '../jest.ts'
import { folderWith, removeFolder } from '../process.ts'
import { tries } from '../tries.ts'

const unifiedDiff = (name: string, before: string, after: string): string => diffOf(name, before, after).diff

/** Applies a diff of one file by its own line numbers; throws where a line is not what the diff says. */
function apply(before: string, diff: string): string {
  const lines = before.match(/[^\n]*\n|[^\n]+$/g) ?? []
  const out: string[] = []
  let [at, kept] = [0, '']
  for (const line of diff.split('\n').slice(2, -1)) {
    const hunk = /^@@ -(\d+),(\d+)/.exec(line)
    if (hunk) {
      const start = Number(hunk[1]) - (hunk[2] === '0' ? 0 : 1)
      out.push(...lines.slice(at, start))
      at = start
    } else if (line.startsWith('\\')) {
      if (kept !== '-') out.push((out.pop() ?? '').slice(0, -1))
    } else {
      if (line.startsWith('+')) out.push(`${line.slice(1)}\n`)
      else {
        expect(lines[at]?.replace(/\n$/, '')).toBe(line.slice(1))
        if (line.startsWith(' ')) out.push(`${line.slice(1)}\n`)
        at++
      }
      kept = line.slice(0, 1)
    }
  }
  return [...out, ...lines.slice(at)].join('')
}

/** So many lines that no two are equal. */
const lines = (word: string, count: number): string =>
  Array.from({ length: count }, (_, index) => `${word} ${index}\n`).join('')

describe('unified diff', () => {
  test('shows three lines around a change', () => {
    const before = 'a\nb\nc\nd\ne\nf\ng\nh\n'
    expect(unifiedDiff('x/y.yaml', before, before.replace('e', 'E\nE'))).toBe(
      '--- a/x/y.yaml\n+++ b/x/y.yaml\n@@ -2,7 +2,8 @@\n b\n c\n d\n-e\n+E\n+E\n f\n g\n h\n',
    )
  })

  test('nothing changed', () => {
    expect(unifiedDiff('a', 'x\n', 'x\n')).toBe('')
  })

  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', 'd\r', ''), { maxLength: 40 })
    .chain(lines => fc.constantFrom(lines.join('\n'), `${lines.join('\n')}\n`))
  test('turns the one text into the other', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = unifiedDiff('f', before, after)
        if (before !== after) expect(apply(before, diff)).toBe(after)
      }),
      tries(100),
    )
  })

  test.each([
    ['plain.yaml', 'a\nb\n', 'a\nc\n'],
    ['no end.yaml', 'a\nb', 'a\nb\nc'],
    ['crlf.yaml', 'a\r\nb\r\n', 'a\r\nB\r\n'],
    ['"quoted"\t.yaml', 'a\n', 'b\n'],
    ['empty.yaml', '', 'a\n'],
    ['all new.yaml', lines('a', 1500), `${lines('b', 1500)}end`],
    ['emptied.yaml', lines('a', 1500), ''],
  ])('git takes it: %s', (name, before, after) => {
    const folder = folderWith({ [name]: before })
    const { status, stderr } = spawnSync('git', ['apply', '-'], {
      cwd: folder,
      input: unifiedDiff(name, before, after),
    })
    expect([status, stderr.toString()]).toEqual([0, ''])
    expect(readFileSync(join(folder, name), 'utf8')).toBe(after)
    removeFolder(folder)
  })
})

describe('credentials', () => {
  const secret = 'password: hunter2\n'
  const many = lines('a', 8)
  const rows: readonly (readonly [name: string, before: string, after: string, masked: number])[] = [
    ['before a change', `${many}${secret}x\nb\nc\n`, `${many}${secret}y\nb\nc\n`, 0],
    ['two lines behind a change', `${many}x\nb\n${secret}c\n`, `${many}y\nb\n${secret}c\n`, 0],
    ['between two changes', `${many}x\nb\n${secret}x\nb\n`, `${many}y\nb\n${secret}y\nb\n`, 0],
    ['far away', `${secret}${many}x\n`, `${secret}${many}y\n`, 0],
    ['right behind a change', `${many}x\n${secret}c\n`, `${many}y\n${secret}c\n`, 1],
    ['that changes itself', `${many}${secret}c\n`, `${many}password: hunter3\nc\n`, 2],
  ]
  test.each(rows)('a line %s', (_, before, after, masked) => {
    const { diff, masked: count } = diffOf('f', before, after)
    expect([count, diff]).toEqual([masked, expect.not.stringContaining('hunter')])
    expect(diff.match(/\*{7}/g) ?? []).toHaveLength(masked)
    const folder = folderWith({ f: before })
    const { status } = spawnSync('git', ['apply', '-'], { cwd: folder, input: diff })
    expect(status === 0).toBe(masked === 0)
    if (masked === 0) expect(readFileSync(join(folder, 'f'), 'utf8')).toBe(after)
    removeFolder(folder)
  })
})
