import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../engine/finding.ts'
import { review } from '../engine/review.ts'
import { lint } from '../index.ts'
import { lintWith } from '../lint/lint.ts'
import type { Report, ReportedFinding } from '../lint/report.ts'
import { type JsonObject, member } from '../model/kube/json.ts'
import { isSameObject } from '../model/kube/object.ts'
import type { DocumentedRule } from '../model/rule/rule.ts'
import { rules } from '../policies/index.ts'
import { beyondAdmission } from '../scripts/pages/beyond-admission.ts'
import { gather } from '../webhook/gather.ts'
import { lookUpsOf } from '../webhook/look-ups.ts'
import { subjectOf } from '../webhook/subject.ts'
import { runAction, TestRepository } from './action/runner.ts'
import { afterAll, beforeAll, describe, expect, test } from './jest.ts'
import { build, builtCommand, folderWith, removeFolder, root, runNode } from './process.ts'
import { someOf } from './tries.ts'
import { ask, objectsOf, requestOf } from './webhook/ask.ts'
import { inMemoryReader } from './webhook/in-memory-reader.ts'

/*
 * One rule engine, three doors: the bad example of each rule that all doors can see gives the same findings through the
 * library, the command, the bundled Action and the webhook: rule, message and fingerprint.
 */
const seenByAll: readonly DocumentedRule[] = rules.filter(({ scope }) =>
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
  findings: readonly (Said & { readonly file: string | null })[],
): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...Map.groupBy(findings, ({ file }) => file?.split('/')[0] ?? '')].map(([folder, own]) => [
      folder,
      sorted(own),
    ]),
  )

/** All examples in one tree, a folder each: none of them sees what another one has. */
const tree = Object.fromEntries(seenByAll.map(({ id, example }) => [`${id}/rabbitmq.yaml`, example().bad]))
const expected = byRule(
  lint(
    Object.entries(tree).map(([name, text]) => ({ name, text })),
    { today },
  ).findings,
)

test('there is something to compare', () => {
  expect(seenByAll.length).toBeGreaterThan(10)
  const silent = seenByAll.filter(({ id }) => !expected.get(id)?.some(text => text.startsWith(`${id}: `)))
  expect(silent.map(({ id }) => id)).toEqual([])
})

describe('the command', () => {
  let command: ReturnType<typeof builtCommand>
  beforeAll(() => {
    command = builtCommand()
  })
  afterAll(() => removeFolder(command.folder))

  test('says the same', () => {
    const folder = folderWith(tree)
    const { out } = runNode(
      [command.launcher, 'lint', '--no-config', '--today', today, '--format', 'json', '.'],
      { cwd: folder },
    )
    removeFolder(folder)
    expect(byRule((JSON.parse(out) as { findings: (Said & { file: string })[] }).findings)).toEqual(expected)
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
    const repository = new TestRepository(tree)
    const { json } = runAction(join(bundle, 'index.cjs'), repository.folder, {})
    repository.remove()
    expect(byRule((json as { findings: (Said & { file: string })[] }).findings)).toEqual(expected)
  })

  test('says the same of a tree on a push and in a pull request, counted the same', () => {
    const clusters = globSync('manifests/clusters/**/*.yaml', { cwd: root }).map(
      name => [name, readFileSync(join(root, name), 'utf8')] as const,
    )
    // Counting does not go by rule: some of them are enough.
    const trees = ['examples/broken-cluster', ...globSync('test/fixtures/kustomize/*/tree', { cwd: root })]
    const examples = [
      ...rules
        .filter((_, index) => index % 12 === 0)
        .map(({ id, example }) => [`sets/${id}/rabbitmq.yaml`, example().bad] as const),
      ...trees.flatMap(tree =>
        globSync('**/*.*', { cwd: join(root, tree) }).map(
          name => [`${tree}/${name}`, readFileSync(join(root, tree, name), 'utf8')] as const,
        ),
      ),
    ]
    const repository = new TestRepository(Object.fromEntries(clusters))
    const before = repository.git('rev-parse', 'HEAD')
    repository.git('checkout', '-q', '-b', 'change')
    repository.write(Object.fromEntries(examples))
    repository.commit('change')
    const run = (event: Omit<Parameters<typeof runAction>[2], 'inputs'>, report: string): unknown => {
      const inputs = { report, args: `--today ${today}` }
      const { findings, summary, clusters, notEvaluated, skipped } = runAction(
        join(bundle, 'index.cjs'),
        repository.folder,
        { ...event, inputs },
      ).json as Report
      return { findings, summary, clusters, notEvaluated, skipped }
    }
    const seen = [run({}, 'all'), run({ event: 'push', payload: { before } }, 'all')]
    const event = repository.pullRequest('change')
    seen.push(...['all', 'caused', 'changed-files'].map(report => run(event, report)))
    repository.remove()
    // What a picture needs, and what is mended in one go, is for programs: no format prints it.
    const shown = ({ picture: _, ...cluster }: Report['clusters'][number]): object => cluster
    const printed = ({ thing: _, ...finding }: ReportedFinding): object => finding
    const files = [...clusters, ...examples].map(([name, text]) => ({ name, text }))
    const { findings, summary, clusters: found, notEvaluated, skipped } = lint(files, { today })
    for (const said of seen)
      expect(said).toEqual({
        findings: findings.map(printed),
        summary,
        clusters: found.map(shown),
        notEvaluated,
        skipped,
      })
  })
})

/** Claims are not looked up: it is compared in its own example only. */
const ofClaimsToo = 'reference-dangling'

/** What is gathered of each is answered as of any other. */
const isAsked = new Set(someOf(4, seenByAll).map(({ id }) => id))

describe('the webhook', () => {
  test('knows the rules that are beyond it', () => {
    const ids = seenByAll.map(({ id }) => id)
    expect(Object.keys(beyondAdmission).filter(id => !ids.includes(id))).toEqual([])
  })

  test.each(seenByAll.map(({ id, scope, example }) => [id, scope, example().bad] as const))(
    'says the same of %s',
    async (id, scope, yaml) => {
      const objects = objectsOf(yaml)
      const workload = objects.find(({ kind }) =>
        ['StatefulSet', 'Deployment', 'Pod', 'RabbitmqCluster'].includes(String(kind)),
      )
      const all = withoutFiles(yaml)
      const at = all.find(({ rule }) => rule.id === id)?.at.object
      if (at === undefined) throw new Error(`its example does not fire ${id}`)
      const isAt = ({ kind, metadata }: JsonObject): boolean =>
        kind === at.kind && member(metadata, 'name') === at.name
      // What is said of an object is said when that is written; what is said of it is all there is to compare then.
      const written = (scope === 'object' ? objects.find(isAt) : workload) ?? objects[0]
      const isMeant = ({ rule, at: { object } }: Finding): boolean =>
        !(rule.id in beyondAdmission) &&
        (rule.id !== ofClaimsToo || id === ofClaimsToo) &&
        (scope !== 'object' || written === workload || isSameObject(object, at))
      const request = requestOf({ object: written ?? {} })
      const others = objects.filter(object => object !== written)
      const lookUps = lookUpsOf({ reader: inMemoryReader(others), signal: new AbortController().signal })
      const subject = await subjectOf(request, lookUps)
      if (subject.state !== 'subject') throw new Error(`${id} is not reviewed`)
      const result = await gather(
        subject.subject,
        lookUps,
        { dryRun: false, pairing: 'deny' },
        {
          stands: {},
          judge: (before, after) => review(before, after, rules, { today }),
          outOfTime: () => false,
        },
      )
      // What was there before, such as a policy without its cluster, is a warning.
      const found = [...result.introduced, ...result.left]
      if (id in beyondAdmission) {
        expect(found.map(({ rule }) => rule.id)).not.toContain(id)
        return
      }
      expect(said(found.filter(isMeant))).toEqual(said(all.filter(isMeant)))
      if (!isAsked.has(id)) return
      const answer = JSON.stringify(await ask(request, others, { rules }))
      for (const { rule } of found.filter(isMeant)) expect(answer).toContain(rule.id)
    },
  )
})

/** What the library says of the same objects; suppressions and documents exist in text only. */
const withoutFiles = (yaml: string): readonly Finding[] =>
  lintWith([{ name: 'rabbitmq.yaml', text: yaml }], rules, { today }).outcome.findings
const said = (findings: readonly Finding[]): readonly string[] =>
  sorted(findings.map(({ rule, message, fingerprint }) => ({ rule: rule.id, message, fingerprint })))
