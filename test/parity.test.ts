import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { review } from '../engine/review.ts'
import { lint } from '../index.ts'
import { lintWith } from '../lint/lint.ts'
import type { Rule } from '../model/rule/rule.ts'
import { rules } from '../policies/index.ts'
import { gather } from '../webhook/gather.ts'
import { subjectOf } from '../webhook/subject.ts'
import { sightOf } from '../webhook/unseen-kinds.ts'
import { runAction, TestRepository } from './action/runner.ts'
import { build, builtCommand, folderWith, removeFolder, runNode } from './process.ts'
import { ask, objectsOf, requestOf } from './webhook/ask.ts'
import { inMemoryReader } from './webhook/in-memory-reader.ts'

/*
 * One rule engine, three doors: the bad example of each rule that all doors can see gives the same findings through the
 * library, the command, the bundled Action and the webhook: rule, message and fingerprint.
 */
const seenByAll: readonly Rule[] = rules.filter(({ scope }) =>
  ['cluster', 'policy', 'object'].includes(scope),
)
const today = '2026-01-01'

interface Said {
  readonly rule: string
  readonly message: string
  readonly fingerprint: string
}
const sorted = (findings: readonly Said[]): readonly string[] =>
  findings.map(({ rule, message, fingerprint }) => `${rule}: ${message} [${fingerprint}]`).sort()
const byRule = (
  findings: readonly (Said & { readonly file: string })[],
): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...Map.groupBy(findings, ({ file }) => file.split('/')[0] ?? '')].map(([folder, own]) => [
      folder,
      sorted(own),
    ]),
  )

/**
 * All examples in one tree, a folder each. A few rules need a tree of their own: what an example lacks stands in another
 * folder here, and then it is not known to be missing.
 */
const file = (id: string): string => `${id}/rabbitmq.yaml`
const tree = Object.fromEntries(seenByAll.map(({ id, example }) => [file(id), example().bad]))
const findingsIn = (files: Readonly<Record<string, string>>) =>
  byRule(
    lint(
      Object.entries(files).map(([name, text]) => ({ name, text })),
      { today },
    ).findings,
  )
const together = findingsIn(tree)
const trees = [
  tree,
  ...seenByAll
    .filter(({ id }) => !together.get(id)?.some(text => text.startsWith(`${id}: `)))
    .map(({ id, example }) => ({ [file(id)]: example().bad })),
]

test('there is something to compare', () => {
  expect(seenByAll.length).toBeGreaterThan(10)
  const found = new Set(
    trees.flatMap(files => [...findingsIn(files).values()].flat()).map(text => text.split(':')[0]),
  )
  expect(seenByAll.filter(({ id }) => !found.has(id)).map(({ id }) => id)).toEqual([])
  expect(trees.length).toBeLessThan(8)
})

describe('the command', () => {
  let command: ReturnType<typeof builtCommand>
  beforeAll(() => {
    command = builtCommand()
  })
  afterAll(() => removeFolder(command.folder))

  test('says the same', () => {
    for (const files of trees) {
      const folder = folderWith(files)
      const { out } = runNode(
        [command.launcher, 'lint', '--no-config', '--today', today, '--format', 'json', '.'],
        { cwd: folder },
      )
      removeFolder(folder)
      expect(byRule((JSON.parse(out) as { findings: (Said & { file: string })[] }).findings)).toEqual(
        findingsIn(files),
      )
    }
  })
})

describe('the Action', () => {
  let bundle: string
  beforeAll(() => {
    bundle = folderWith()
    build('action', bundle)
  })
  afterAll(() => removeFolder(bundle))

  test('says the same', () => {
    for (const files of trees) {
      const repository = new TestRepository(files)
      const { json } = runAction(join(bundle, 'index.cjs'), repository.folder, {})
      repository.remove()
      expect(byRule((json as { findings: (Said & { file: string })[] }).findings)).toEqual(findingsIn(files))
    }
  })
})

describe('the webhook', () => {
  test.each(seenByAll.map(({ id, example }) => [id, example().bad] as const))(
    'says the same of %s',
    async (id, yaml) => {
      const objects = objectsOf(yaml)
      const workload = objects.find(({ kind }) =>
        ['StatefulSet', 'Deployment', 'Pod', 'RabbitmqCluster'].includes(String(kind)),
      )
      const request = requestOf({ object: workload ?? objects[0] ?? {} })
      const others = objects.filter(object => object !== workload)
      const sight = sightOf(inMemoryReader(others), new AbortController().signal)
      const subject = await subjectOf(request, sight)
      if (subject.state !== 'subject') throw new Error(`${id} is not reviewed`)
      const result = await gather(
        subject.subject,
        sight,
        { dryRun: false, pairing: 'deny' },
        (before, after) => review(before, after, rules, { today }),
      )
      // What was there before, such as a policy without its cluster, is a warning.
      const found = [...result.introduced, ...result.left].map(({ rule, message, fingerprint }) => ({
        rule: rule.id,
        message,
        fingerprint,
      }))
      expect(sorted(found)).toEqual(withoutFiles(id, yaml))
      const answer = JSON.stringify(await ask(request, others, { rules }))
      for (const { rule } of found) expect(answer).toContain(rule)
    },
  )
})

/** What the library says of the same objects; suppressions and documents exist in text only. */
function withoutFiles(id: string, yaml: string): readonly string[] {
  const { findings } = lintWith([{ name: 'rabbitmq.yaml', text: yaml }], rules, { today })
  expect(findings.some(({ rule }) => rule.id === id)).toBe(true)
  return sorted(findings.map(({ rule, message, fingerprint }) => ({ rule: rule.id, message, fingerprint })))
}
