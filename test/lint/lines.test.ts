import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fix, lint } from '../../index.ts'
import type { InputFile } from '../../lint/input.ts'
import { badExamples } from '../bad-examples.ts'
import { describe, expect, test } from '../jest.ts'
import { root } from '../process.ts'
import { someOf } from '../tries.ts'
import { misplaced } from './line-check.ts'

const treeIn = (folder: string): readonly InputFile[] =>
  globSync('**/*.{yaml,yml}', { cwd: join(root, folder) }).map(name => ({
    name,
    text: readFileSync(join(root, folder, name), 'utf8'),
  }))
const trees = ['examples/broken-cluster', ...globSync('test/fixtures/kustomize/*/tree', { cwd: root })]

/** The files with something above, so that no line has the number that it has by itself. */
const shifted = (files: readonly InputFile[]): readonly InputFile[] =>
  files.map(({ name, text }) => ({ name, text: `# one\n# two\n${text}` }))

describe('each line that is printed is that of the file', () => {
  test.each(trees)('%s', folder => {
    for (const files of [treeIn(folder), shifted(treeIn(folder))]) {
      const report = lint(files)
      expect(misplaced(report, files)).toEqual([])
    }
  })

  test('the bad example of each rule, and what fixes make of it', () => {
    for (const { files, report } of someOf(4, badExamples)) {
      expect(misplaced(report, files)).toEqual([])
      const fixed = fix(files, { unsafe: true })
      const now = files.map(file => fixed.files.find(({ name }) => name === file.name) ?? file)
      expect(misplaced(fixed.report, now)).toEqual([])
    }
  })

  test('a line that is wrong is found', () => {
    const files = treeIn('examples/broken-cluster')
    const report = lint(files)
    const moved = report.findings.map(finding =>
      finding.file === null ? finding : { ...finding, line: finding.line + 7 },
    )
    expect(misplaced({ ...report, findings: moved as typeof report.findings }, files).length).toBeGreaterThan(
      5,
    )
  })
})
