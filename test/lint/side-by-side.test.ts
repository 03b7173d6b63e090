import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { lint, reviewFiles } from '../../index.ts'
import type { InputFile } from '../../lint/input.ts'
import type { Report, ReportedFinding } from '../../lint/report.ts'
import { cluster } from '../../policies/sample.ts'
import { badExamples } from '../bad-examples.ts'
import { describe, expect, test } from '../jest.ts'
import { root } from '../process.ts'
import { someOf, tries } from '../tries.ts'

/*
 * What a set of manifests is found guilty of does not depend on what else lies in the repository: beside our own
 * clusters, in whatever folder, each finds what it finds alone, counted once, by lint and by the comparison of two states.
 */
const file = (name: string, text: string): InputFile => ({ name, text })
const treeIn = (folder: string): readonly InputFile[] =>
  globSync('**/*.*', { cwd: join(root, folder) })
    .filter(name => /\.(?:ya?ml|json|env|conf)$/.test(name))
    .sort()
    .map(name => file(name, readFileSync(join(root, folder, name), 'utf8')))
const below = (folder: string, files: readonly InputFile[]): readonly InputFile[] =>
  files.map(({ name, text }) => file(folder === '' ? name : `${folder}/${name}`, text))

const references = below('manifests/clusters', treeIn('manifests/clusters'))
const examples: ReadonlyMap<string, readonly InputFile[]> = new Map(
  badExamples.map(({ id, files }) => [id, files]),
)
const sets: ReadonlyMap<string, readonly InputFile[]> = new Map([
  ['the broken example', treeIn('examples/broken-cluster')],
  ...['layers', 'patched', 'references'].map(
    name => [name, treeIn(`test/fixtures/kustomize/${name}/tree`)] as const,
  ),
  ['a cluster in two folders', inFolders(cluster({ storage: 'emptyDir' }))],
  [
    'staging and production, one Service deleted',
    [
      ...below('staging', inFolders(cluster({ without: ['Service'] }))),
      ...below('production', inFolders(cluster())),
    ],
  ],
  [
    'a reference without its Services',
    treeIn('manifests/clusters/rabbitmq-4.2')
      .filter(({ name }) => name !== 'services.yaml')
      .map(({ name, text }) => file(name, text.replace('  - services.yaml\n', ''))),
  ],
])

/** The documents of a cluster in a folder each, as many keep them. */
function inFolders(text: string): readonly InputFile[] {
  return text.split('---\n').map((document, index) => file(`part-${index % 2}/${index}.yaml`, document))
}

const said = (findings: readonly ReportedFinding[]): readonly string[] =>
  findings.map(({ contexts: _, ...finding }) => JSON.stringify(finding)).sort()
/** Where they share a context a finding may point at what is in the other, too. */
const found = ({ findings }: Report): readonly string[] =>
  said(findings.map(finding => ({ ...finding, related: [] })))
const all = ({ findings, notEvaluated, clusters, skipped }: Report): unknown => ({
  findings: said(findings),
  clusters: clusters.map(entry => JSON.stringify(entry)).sort(),
  gaps: notEvaluated.map(entry => JSON.stringify(entry)).sort(),
  skipped: skipped.map(entry => JSON.stringify(entry)).sort(),
})
const joined = (...reports: readonly Report[]): unknown =>
  all({
    ...(reports[0] as Report),
    findings: reports.flatMap(({ findings }) => findings),
    clusters: reports.flatMap(({ clusters }) => clusters),
    notEvaluated: [
      ...new Map(
        reports.flatMap(({ notEvaluated }) => notEvaluated).map(gap => [JSON.stringify(gap), gap]),
      ).values(),
    ],
    skipped: reports.flatMap(({ skipped }) => skipped),
  })

const alone = lint(references)
const folders = ['sets/one', 'manifests', 'manifests/clusters/rabbitmq-4.2/more', '']

const find = (set: readonly InputFile[], folder: string): void => {
  const placed = below(folder, set)
  expect(all(lint([...references, ...placed]))).toEqual(joined(alone, lint(placed)))
}

/** The findings of two states are those of the second one, each in one of the lists. */
function compare(before: readonly InputFile[], after: readonly InputFile[]): void {
  const { findings } = lint(after)
  const review = reviewFiles(before, after)
  expect(said([...review.introduced, ...review.newlyVisible, ...review.left])).toEqual(said(findings))
  expect(said(review.report.findings)).toEqual(said(findings))
  if (before === after) expect([review.introduced, review.fixed]).toEqual([[], []])
}

describe.each([...sets])('%s', (_, set) => {
  test.each(someOf(2, folders))('finds beside the references what it finds alone: %s', folder =>
    find(set, folder),
  )
  test('is counted the same when two states are compared', () => {
    const after = [...references, ...below('sets/one', set)]
    for (const before of [[], references, after]) compare(before, after)
  })
})

describe('the examples of the rules, a folder each', () => {
  const placed = someOf(2, [...examples]).map(([id, set]) => below(`sets/${id}`, set))
  test('find beside the references and each other what each finds alone', () => {
    const together = lint([...references, ...placed.flat()])
    const each = placed.map(set => lint(set))
    const folderOf = ({ file }: ReportedFinding): string => file?.split('/')[1] ?? ''
    const sets = Map.groupBy(together.findings, folderOf)
    for (const report of each) {
      const folder = report.findings.map(folderOf)[0] ?? ''
      expect([folder, said(sets.get(folder) ?? [])]).toEqual([folder, said(report.findings)])
    }
    expect(all(together)).toEqual(joined(alone, ...each))
  })
  test('are counted the same when two states are compared', () => {
    compare(references, [...references, ...someOf(2, placed).flat()])
  })
})

test('any of them together, in folders of their own, find what each finds alone', () => {
  const entries = [...examples.values(), ...sets.values()]
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(entries.length - 1), { minLength: 2, maxLength: 4 }), chosen => {
      const trees = chosen.map((index, at) => below(`team-${at}`, entries[index] ?? []))
      const files = [...references, ...trees.flat()]
      expect(found(lint(files))).toEqual([alone, ...trees.map(tree => lint(tree))].flatMap(found).sort())
    }),
    tries(5),
  )
})
