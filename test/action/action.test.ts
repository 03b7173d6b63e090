import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cluster } from '../../policies/sample.ts'
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts'
import { build, folderWith, removeFolder, root, runNode } from '../process.ts'
import { runAction, type Step, TestRepository } from './runner.ts'

const good = cluster()
const notHeadless = cluster({ service: { clusterIP: '10.96.0.10' } })
const cutPassword = cluster({ service: { clusterIP: '10.96.0.10' }, conf: 'default_pass = abc#def' })
const badValue = cluster({ conf: 'log.console = yes' })
const both = cluster({ service: { clusterIP: '10.96.0.10' }, storage: 'emptyDir' })

let built: string
let bundle: string
beforeAll(() => {
  built = folderWith()
  build('action', built)
  bundle = join(built, 'index.cjs')
})
afterAll(() => removeFolder(built))

test('the committed bundle is that of these sources: npm run build:action', () => {
  for (const file of ['index.cjs', 'action.cjs', 'LICENCES.txt']) {
    expect(readFileSync(join(root, 'action/dist', file)).equals(readFileSync(join(built, file)))).toBe(true)
  }
})

test('the bundles start git only, and one place of them asks GitHub', () => {
  const modulesOf = (code: string): readonly string[] => [
    ...new Set([...code.matchAll(/require\("(?:node:)?([\w/]+)"\)/g)].map(([, name]) => name ?? '')),
  ]
  expect(modulesOf(readFileSync(bundle, 'utf8')).toSorted()).toEqual(['buffer', 'fs', 'path', 'vm'])
  const code = readFileSync(join(built, 'action.cjs'), 'utf8')
  expect(
    modulesOf(code).filter(name => /^(?:http|https|http2|net|tls|dgram|dns|worker_threads|vm)$/.test(name)),
  ).toEqual([])
  expect([...code.matchAll(/execFileSync\)?\(("[^,]+|\w+),/g)].map(([, program]) => program)).toEqual([
    '"git"',
  ])
  expect(code.match(/\bfetch\(/g)).toHaveLength(1)
  expect(code).not.toMatch(/new WebSocket/)
})

describe('outside of a pull request', () => {
  test('everything is reported and fails', () => {
    const repository = new TestRepository({ 'deploy/a b,c.yaml': both })
    const step = runAction(bundle, repository.folder, {})
    repository.remove()
    expect(step).toMatchObject({ code: 1, err: '', commands: [] })
    expect(step.annotations[0]).toEqual({
      kind: 'error',
      title: 'service-not-headless',
      file: 'deploy/a b,c.yaml',
      message: expect.stringMatching(/^Service .*\n.*\n.*$/),
      line: expect.any(Number),
      endLine: expect.any(Number),
      col: expect.any(Number),
      endColumn: expect.any(Number),
    })
    expect(step.outputs).toMatchObject({
      outcome: 'failure',
      errors: '1',
      warnings: '1',
      'new-findings': '',
      'fixed-findings': '',
    })
    expect(step.json).toMatchObject({
      schema: 'warrener/lint-report/v1',
      summary: { errors: 1, clusters: 1 },
    })
    expect(step.summary).toMatch(
      /^## ❌ Warrener: 1 error, 1 warning\n\nFailed: found 1 error, 1 warning in 1 RabbitMQ cluster and 1 file\.\n/,
    )
    expect(step.summary).toContain(
      `(https://github.test/acme/shop/blob/${'1'.repeat(40)}/deploy/a%20b%2Cc.yaml#L`,
    )
    expect(step.out).toContain('Failed: found 1 error, 1 warning')
  })

  test('a clean tree passes', () => {
    const repository = new TestRepository({ 'a.yaml': good })
    const step = runAction(bundle, repository.folder, {})
    repository.remove()
    expect(step).toMatchObject({ code: 0, annotations: [], outputs: { outcome: 'success', findings: '0' } })
    expect(step.summary).toContain('Passed: found nothing in 1 RabbitMQ cluster and 1 file.')
  })

  test.each<[string, unknown, string]>([
    ['push', { before: '0'.repeat(40) }, 'the event push names no state before'],
    ['workflow_dispatch', {}, 'the event workflow_dispatch names no state before'],
    ['merge_group', {}, 'the event merge_group names no state before'],
  ])('without a state before, as in a first push, everything is reported: %s', (event, payload, why) => {
    const repository = new TestRepository({ 'a.yaml': notHeadless })
    const inputs = { report: 'caused' }
    const step = runAction(bundle, repository.folder, { event, payload, inputs })
    repository.remove()
    expect([step.code, step.outputs['new-findings'], step.outputs.errors]).toEqual([1, '', '1'])
    expect(step.annotations).toMatchObject([
      { kind: 'error' },
      { kind: 'notice', message: `Everything is reported: ${why}.` },
    ])
  })

  test('in a merge queue a group is compared with what it is built on', () => {
    const repository = new TestRepository({ 'a.yaml': notHeadless })
    const base = repository.git('rev-parse', 'HEAD')
    repository.write({ 'a.yaml': badValue })
    repository.commit('second')
    const trigger = { event: 'merge_group', payload: { merge_group: { base_sha: base } } }
    const all = runAction(bundle, repository.folder, trigger)
    const caused = runAction(bundle, repository.folder, { ...trigger, inputs: { report: 'caused' } })
    repository.remove()
    for (const { outputs } of [all, caused])
      expect(outputs).toMatchObject({ 'new-findings': '1', 'fixed-findings': '1' })
  })

  test('a push is compared where it is wished', () => {
    const repository = new TestRepository({ 'a.yaml': notHeadless })
    const before = repository.git('rev-parse', 'HEAD')
    repository.write({ 'a.yaml': cutPassword })
    repository.commit('second')
    const step = runAction(bundle, repository.folder, {
      event: 'push',
      payload: { before },
      inputs: { report: 'caused' },
    })
    repository.remove()
    expect(step.annotations.map(({ title }) => title)).toEqual([
      'conf-value-suspicious',
      'credentials-in-plain-text',
    ])
    expect(step).toMatchObject({ code: 0, outputs: { 'new-findings': '2', 'fixed-findings': '0' } })
  })
})

describe('a pull request', () => {
  const repository = new TestRepository({ 'a.yaml': badValue, 'other/x.yaml': 'kind: ConfigMap\n' })
  repository.git('checkout', '-q', '-b', 'change')
  repository.write({ 'a.yaml': notHeadless })
  const head = repository.commit('change')
  repository.git('checkout', '-q', 'main')
  repository.write({ 'other/x.yaml': 'kind: ConfigMap\n# meanwhile\n' })
  const base = repository.commit('main moved on')
  const merged = repository.pullRequest('change')
  afterAll(() => repository.remove())
  const run = (inputs: Readonly<Record<string, string>> = {}): Step =>
    runAction(bundle, repository.folder, { ...merged, inputs })

  test('fails on what it introduces, and says what it fixes', () => {
    const step = run()
    expect(step.code).toBe(1)
    expect(step.annotations.map(({ title }) => title)).toEqual(['headless-service-deleted'])
    expect(step.outputs).toMatchObject({
      findings: '1',
      errors: '1',
      warnings: '0',
      'new-findings': '1',
      'fixed-findings': '1',
    })
    expect(step.summary).toContain(
      '## ❌ Warrener: introduces 1, fixes 1, leaves 0\n\nFailed: found 1 error caused by this change in 1 RabbitMQ cluster and 2 files.\n',
    )
    // What is there is shown at the head of the pull request, what was there at its base.
    const blob = 'https://github.test/acme/shop/blob'
    expect(step.summary).toContain(`at [a.yaml:91](${blob}/${head}/a.yaml#L91)`)
    expect(step.summary).toMatch(
      new RegExp(
        `<summary>Fixed by this change: 1</summary>\\n\\n- ❌ error: \\[conf-value-invalid.*${blob}/${base}/a.yaml#L`,
      ),
    )
    expect(step.out).toContain('The change introduces 1, fixes 1, leaves 0. Failed: found 1 error')
    expect(step.groups).toEqual(['mq/rabbitmq: 1 error'])
  })

  test.each<[string, number, readonly string[]]>([
    ['caused', 1, ['headless-service-deleted']],
    ['changed-files', 1, ['headless-service-deleted']],
    ['all', 1, ['headless-service-deleted']],
  ])('report: %s', (report, code, titles) => {
    const step = run({ report })
    expect([step.code, step.annotations.map(({ title }) => title)]).toEqual([code, titles])
  })

  test('among 2,000 files, half of which it changes, is judged as among two', () => {
    const some = (text: string): Readonly<Record<string, string>> =>
      Object.fromEntries(
        Array.from({ length: 2000 }, (_, index) => [
          `apps/${index}/a.yaml`,
          index < 1000 ? text : 'kind: List\n',
        ]),
      )
    const large = new TestRepository({ 'a.yaml': badValue, ...some('kind: Pod\n') })
    large.git('checkout', '-q', '-b', 'change')
    large.write({ 'a.yaml': notHeadless, ...some('kind: Job\n') })
    large.commit('change')
    large.git('checkout', '-q', 'main')
    const step = runAction(bundle, large.folder, large.pullRequest('change'))
    large.remove()
    expect(step.annotations.map(({ title }) => title)).toEqual(['headless-service-deleted'])
    expect(step.outputs).toMatchObject({ 'new-findings': '1', 'fixed-findings': '1' })
  })

  test('what was there before does not fail', () => {
    const same = new TestRepository({ 'a.yaml': notHeadless, 'b.txt': '' })
    same.git('checkout', '-q', '-b', 'change')
    same.write({ 'b.txt': 'x' })
    same.commit('change')
    same.git('checkout', '-q', 'main')
    const event = same.pullRequest('change')
    const step = runAction(bundle, same.folder, event)
    const files = runAction(bundle, same.folder, { ...event, inputs: { report: 'changed-files' } })
    const all = runAction(bundle, same.folder, { ...event, inputs: { report: 'all' } })
    same.remove()
    expect(step).toMatchObject({ code: 0, annotations: [], outputs: { 'new-findings': '0' } })
    expect(step.summary).toContain('<details><summary>Left as before: 1</summary>')
    expect(files).toMatchObject({ code: 0, annotations: [] })
    expect(all).toMatchObject({ code: 1, outputs: { findings: '1' } })
  })

  test('a deleted Service is found in the StatefulSet that nobody touched', () => {
    const [workload = '', service = '', ...rest] = good.split('---\n')
    const split = new TestRepository({
      'deploy/sts.yaml': workload,
      'network/svc.yaml': service,
      'rest.yaml': rest.join('---\n'),
    })
    split.git('checkout', '-q', '-b', 'change')
    split.git('rm', '-q', 'network/svc.yaml')
    split.commit('change')
    split.git('checkout', '-q', 'main')
    const step = runAction(bundle, split.folder, split.pullRequest('change'))
    split.remove()
    expect([step.code, step.annotations.map(({ title }) => title)]).toEqual([1, ['headless-service-deleted']])
  })

  test('a base that kustomizations put together is read as the checkout is', () => {
    const [workload = '', service = '', , ...rest] = good.split('---\n')
    const tree = new TestRepository({
      'base/kustomization.yaml':
        'resources: [sts.yaml, svc.yaml]\nconfigMapGenerator: [{name: extra, files: [extra.conf]}]\n',
      'base/extra.conf': 'a = b\n',
      'base/sts.yaml': workload,
      'base/svc.yaml': service,
      'prod/kustomization.yaml': 'resources: [../base, rest.yaml]\n',
      'prod/rest.yaml': rest.join('---\n'),
    })
    tree.git('checkout', '-q', '-b', 'change')
    tree.write({ 'base/svc.yaml': service.replace('clusterIP: None', 'clusterIP: 10.96.0.10') })
    tree.commit('change')
    tree.git('checkout', '-q', 'main')
    const step = runAction(bundle, tree.folder, { ...tree.pullRequest('change'), inputs: { paths: 'prod' } })
    tree.remove()
    expect([step.code, step.annotations.map(({ title, file }) => [title, file])]).toEqual([
      1,
      [['headless-service-deleted', 'base/svc.yaml']],
    ])
  })

  test('the head itself may be checked out', () => {
    repository.git('checkout', '-q', '--detach', head)
    const step = run()
    expect([step.code, step.outputs['new-findings'], step.outputs['fixed-findings']]).toEqual([1, '1', '1'])
  })

  test.each([
    ['a shallow checkout', ['--depth', '1'], 'set fetch-depth: 2'],
    ['one that reaches back', ['--depth', '2'], undefined],
  ])('%s', (_, depth, hint) => {
    repository.git('checkout', '-q', '-B', 'merge', base)
    repository.git('merge', '-q', '--no-ff', '-m', 'merge', 'change')
    const clone = folderWith()
    repository.git('clone', '-q', ...depth, '--branch', 'merge', `file://${repository.folder}`, clone)
    const step = runAction(bundle, clone, merged)
    removeFolder(clone)
    expect(
      step.annotations.some(
        ({ kind, message }) => kind === 'notice' && message.includes(hint ?? 'fetch-depth'),
      ),
    ).toBe(hint !== undefined)
    expect(step.outputs['new-findings']).toBe(hint === undefined ? '1' : '')
    expect(step.code).toBe(1)
  })

  test('no checkout at all', () => {
    const folder = folderWith({ 'a.yaml': notHeadless })
    const step = runAction(bundle, folder, merged)
    removeFolder(folder)
    expect(step).toMatchObject({
      code: 1,
      annotations: [
        { kind: 'error' },
        { kind: 'notice', message: expect.stringContaining('not in a git checkout') },
      ],
    })
  })
})

describe('inputs', () => {
  const repository = new TestRepository({
    'app/deploy/a.yaml': notHeadless,
    'app/.warrener.yaml': 'rules:\n  service-not-headless: warning\n',
    'app/strict.yaml': 'failOn: warning\n',
    'other/x y.yaml': 'kind: ConfigMap\n',
  })
  afterAll(() => repository.remove())
  const run = (inputs: Readonly<Record<string, string>>): Step =>
    runAction(bundle, repository.folder, { inputs })

  test.each<[Readonly<Record<string, string>>, number]>([
    [{}, 1],
    [{ 'fail-on': 'never' }, 0],
    [{ 'working-directory': 'app' }, 0],
    [{ 'working-directory': 'app', 'fail-on': 'warning' }, 1],
    [{ 'working-directory': 'app', config: 'strict.yaml' }, 1],
    [{ paths: 'app/deploy', args: '--rule service-not-headless=off' }, 0],
    [{ paths: '"other/x y.yaml"' }, 3],
    [{ paths: 'other\napp' }, 1],
    [{ paths: 'other', 'require-cluster': 'false' }, 0],
    [{ paths: 'nix' }, 3],
    [{ 'fail-on': 'fatal' }, 2],
    [{ report: 'some' }, 2],
    [{ 'require-cluster': 'perhaps' }, 2],
    [{ args: '--fix' }, 2],
    [{ args: '--format json' }, 2],
    [{ args: '--nix' }, 2],
    [{ args: 'app' }, 2],
    [{ paths: '-' }, 2],
    [{ comment: 'perhaps' }, 2],
    [{ 'sarif-upload': 'perhaps' }, 2],
    [{ baseline: 'nix.json' }, 2],
    [{ config: 'nix.yaml' }, 2],
  ])('%j: %i', (inputs, code) => {
    const step = run(inputs)
    expect([step.code, step.err]).toEqual([code, ''])
    if (code === 2) expect(step.annotations).toMatchObject([{ kind: 'error' }])
    expect(step.outputs.outcome).toBe(code === 0 ? 'success' : 'failure')
  })

  test('files are named from the root of the repository', () => {
    expect(run({ 'working-directory': 'app' }).annotations[0]?.file).toBe('app/deploy/a.yaml')
    expect(run({ 'working-directory': 'app/deploy', paths: '..' }).annotations[0]?.file).toBe(
      'app/deploy/a.yaml',
    )
  })

  test('action.yml and the code know the same inputs and outputs', () => {
    const action = readFileSync(join(root, 'action.yml'), 'utf8')
    const names = (part: string): readonly string[] =>
      [...(action.split(`\n${part}:\n`)[1]?.split(/^\S/m)[0] ?? '').matchAll(/^ {2}([\w-]+):$/gm)].map(
        ([, name]) => name ?? '',
      )
    const code = ['inputs.ts', 'outputs.ts']
      .map(file => readFileSync(join(root, 'action', file), 'utf8'))
      .join('')
    for (const input of names('inputs')) expect(code).toContain(`'${input}'`)
    expect([...names('outputs')].sort()).toEqual(Object.keys(run({}).outputs).sort())
    expect(action).toContain('using: node24\n')
  })
})

describe('hostile manifests', () => {
  test('cannot give the runner commands, nor write into the summary', () => {
    const name = '::error::x ##[add-mask]rabbit|<b>[link](https://evil.test)`'
    const hostile = notHeadless
      .replaceAll('name: rabbitmq-headless', `name: ${JSON.stringify(name)}`)
      .replaceAll('serviceName: rabbitmq-headless', `serviceName: ${JSON.stringify(name)}`)
    const repository = new TestRepository({ 'a.yaml': hostile, '::warning file=x::y.yaml': notHeadless })
    const step = runAction(bundle, repository.folder, {})
    repository.remove()
    expect(step.commands).toEqual([])
    expect(step.annotations.every(({ title }) => title !== undefined)).toBe(true)
    expect(step.summary.replace(/^```text$[\s\S]*?^```$/gm, '')).not.toMatch(/<b>|\[link\]\(/)
  })

  test('many findings: ten annotations of a kind, the rest is told', () => {
    const files = Object.fromEntries(
      Array.from({ length: 14 }, (_, index) => [
        `d${index}/a.yaml`,
        cluster({ service: { clusterIP: '10.96.0.10' }, storage: 'emptyDir', namespace: `n${index}` }),
      ]),
    )
    const repository = new TestRepository(files)
    const step = runAction(bundle, repository.folder, {})
    repository.remove()
    const number = (kind: string): number =>
      step.annotations.filter(annotation => annotation.kind === kind).length
    expect([number('error'), number('warning')]).toEqual([10, 10])
    const found = Number(step.outputs.findings)
    expect(found).toBeGreaterThan(20)
    expect(step.out).toContain(
      `${found - 20} findings more than GitHub shows as annotations: see the summary.`,
    )
    expect(step.summary.match(/^#### (?:❌ error|⚠️ warning): /gm)).toHaveLength(found)
    expect(step.summary.match(/^```diff$/gm)?.length ?? 0).toBeGreaterThan(0)
  })
})

test('it starts without any of the variables that the runner sets', () => {
  const folder = folderWith({ 'a.yaml': good })
  const { code } = runNode([bundle], { cwd: folder })
  removeFolder(folder)
  expect(code).toBe(0)
})
