import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { loadAll } from 'js-yaml'
import { fix, type InputFile } from '../../index.ts'
import { sameJson } from '../../model/formats/text/change.ts'
import { applyPatch } from '../../model/kube/apply-patch.ts'
import { NotFixableHere, spliceChecked } from '../../source/splice/splice.ts'
import { type Document, readDocuments } from '../../source/yaml/read.ts'
import { badExamples } from '../bad-examples.ts'
import { expect, test } from '../jest.ts'
import { root } from '../process.ts'
import { randomOperation } from '../source/splice/random-operation.ts'
import { Choices } from '../source/yaml/random-yaml.ts'
import { someOf, tries } from '../tries.ts'

/*
 *   manifest  --splice-->  manifest'         Whatever the edit: the manifest read again is the object with just that change, no line
 *      |read                  |read          of any other document is another, and what cannot be done so is not done.
 *    object   --patch-->   object'
 */

/** The ways in which people write the same manifest. */
const forms: readonly ((text: string) => string)[] = [
  text => text,
  text => text.replaceAll('\n', '\r\n'),
  text => text.replace(/\n$/, ''),
  text => `# ours\n${text}`,
  text => text.replace(/^(\s*)- /gm, '$1-   '),
]
const manifests: readonly string[] = badExamples.map(({ text }) => text)

test('the square over manifests: random edits', () => {
  const input = fc.record({
    text: fc.constantFrom(...manifests),
    form: fc.constantFrom(...forms),
    document: fc.nat({ max: 11 }),
    choices: fc.array(fc.nat({ max: 1 << 16 }), { minLength: 30, maxLength: 60, size: 'max' }),
  })
  let done = 0
  fc.assert(
    fc.property(input, ({ text, form, document, choices }) => {
      const documents = readDocuments('a.yaml', form(text))
      const chosen = documents[document % documents.length]
      if (chosen && holds(chosen, documents, new Choices(choices))) done++
    }),
    tries(1000),
  )
  expect(done).toBeGreaterThan(500)
})

/** Whether an edit was made, which was right; false where it was refused. */
function holds(document: Document, documents: readonly Document[], choices: Choices): boolean {
  const operation = document.value === undefined ? undefined : randomOperation(document.value, choices)
  if (operation === undefined || document.value === undefined) return false
  let after: Document
  try {
    after = spliceChecked(document, operation)
  } catch (error) {
    expect(error).toBeInstanceOf(NotFixableHere)
    return false
  }
  const now = readDocuments('a.yaml', after.source)
  expect(sameJson(now[document.index]?.value, applyPatch(document.value, operation))).toBe(true)
  for (const other of documents)
    if (other.index !== document.index) expect(now[other.index]?.text()).toBe(other.text())
  return true
}

const treeIn = (folder: string): readonly InputFile[] =>
  globSync('**/*.{yaml,yml,json,conf,env}', { cwd: join(root, folder) }).map(name => ({
    name,
    text: readFileSync(join(root, folder, name), 'utf8'),
  }))
const trees = ['examples/broken-cluster', ...globSync('test/fixtures/kustomize/*/tree', { cwd: root })].map(
  folder => [folder, treeIn(folder)] as const,
)
const inAllForms = someOf(
  12,
  forms.flatMap((form, index) =>
    badExamples.map(
      ({ id, text }) => [`${id}, form ${index}`, [{ name: 'a.yaml', text: form(text) }]] as const,
    ),
  ),
)

test('every fix that applies to a fixture: what is not meant stays, and a second run changes nothing', () => {
  for (const [name, files] of [...trees, ...inAllForms]) {
    const result = fix(files, { unsafe: true })
    for (const { name: file, text } of result.files) {
      const before = files.find(other => other.name === file)?.text ?? ''
      if (/\.ya?ml$/.test(file)) expect(() => loadAll(text)).not.toThrow()
      expect(text.includes('\r\n')).toBe(before.includes('\r\n') && text.includes('\n'))
    }
    const now = files.map(file => result.files.find(other => other.name === file.name) ?? file)
    const again = fix(now, { unsafe: true })
    expect([name, again.files.map(file => file.name)]).toEqual([name, []])
    const errors = (report: typeof result.report) =>
      report.findings.filter(({ severity }) => severity === 'error').length
    expect(errors(result.report)).toBeLessThanOrEqual(errors(result.before))
  }
})
