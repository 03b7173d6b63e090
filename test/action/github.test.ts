import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { cluster } from '../../policies/sample.ts'
import { afterAll, describe, expect, test } from '../jest.ts'
import { folderWith, removeFolder } from '../process.ts'
import { builtAction } from './built.ts'
import { type Asked, GitHubStub, type Replies, type Reply } from './github-stub.ts'
import { type Step, startAction, TestRepository } from './runner.ts'

/* What the Action asks of GitHub where it is told to, and what becomes of a run where it may not. */
const { bundle } = builtAction()
const clean = cluster()
const wrong = cluster({ conf: 'log.console = yes' })
const refused: Reply = { status: 403, body: { message: 'Resource not accessible by integration' } }

const repository = new TestRepository({ 'a.yaml': clean })
repository.git('checkout', '-q', '-b', 'change')
repository.write({ 'a.yaml': wrong })
const head = repository.commit('change')
repository.git('checkout', '-q', 'main')
const event = numbered(repository.pullRequest('change'))
afterAll(() => repository.remove())

type Event = ReturnType<TestRepository['pullRequest']>
function numbered({ event: name, payload }: Event): Event {
  const { pull_request: pull } = payload as { pull_request: object }
  return { event: name, payload: { pull_request: { number: 7, ...pull } } }
}

interface Run {
  readonly step: Step
  readonly stub: GitHubStub
}
async function run(
  inputs: Readonly<Record<string, string>>,
  replies: Replies,
  of: Event = event,
  folder = repository.folder,
): Promise<Run> {
  const stub = await GitHubStub.start(replies)
  const step = await startAction(bundle, folder, {
    ...of,
    inputs: { 'github-token': 'a-token', ...inputs },
    env: { GITHUB_API_URL: stub.url, GITHUB_REF: 'refs/pull/7/merge' },
  })
  await stub.stop()
  return { step, stub }
}
const notices = ({ annotations }: Step): readonly string[] =>
  annotations
    .filter(({ kind, title }) => kind === 'notice' && title === undefined)
    .map(({ message }) => message)

test('nothing is asked where nothing is wished', async () => {
  const { step, stub } = await run({}, () => undefined)
  expect([step.code, stub.asked]).toEqual([1, []])
})

describe('the comment', () => {
  const comments =
    (...list: readonly unknown[]): Replies =>
    ({ method, path }) =>
      method === 'GET' && path.startsWith('issues/7/comments?')
        ? { body: list }
        : { status: 201, body: { id: 5 } }
  const bodyOf = (asked: Asked | undefined): string =>
    (asked?.body as { body: string } | undefined)?.body ?? ''
  const inputs = { comment: 'true' }

  test('is made once, and changed in its place', async () => {
    const first = await run(inputs, comments({ id: 3, body: 'something else', user: { type: 'User' } }))
    expect(first.stub.written).toMatchObject([
      { method: 'POST', path: 'issues/7/comments', authorization: 'Bearer a-token' },
    ])
    const body = bodyOf(first.stub.written[0])
    expect(body).toMatch(/^<!-- warrener [^>]* -->\n## ❌ Warrener: introduces 1, fixes 0, leaves 0\n/)
    expect(body.length).toBeLessThan(65_536)
    const same = await run(inputs, comments({ id: 4, body, user: { type: 'Bot' } }))
    expect([same.stub.written, notices(same.step)]).toEqual([[], []])
    const older = await run(inputs, comments({ id: 4, body: `${body}!`, user: { type: 'Bot' } }))
    expect(older.stub.written).toMatchObject([{ method: 'PATCH', path: 'issues/comments/4' }])
    const forged = await run(inputs, comments({ id: 4, body, user: { type: 'User' } }))
    expect(forged.stub.written.map(({ method }) => method)).toEqual(['POST'])
  })

  test('calls nobody', async () => {
    const named = new TestRepository({ 'a.yaml': clean })
    named.git('checkout', '-q', '-b', 'change')
    named.write({ 'a.yaml': '', '@acme/#1.yaml': wrong })
    named.commit('change')
    named.git('checkout', '-q', 'main')
    const { stub } = await run(inputs, comments(), numbered(named.pullRequest('change')), named.folder)
    named.remove()
    const prose = bodyOf(stub.written[0]).replace(/^```[\s\S]*?^```$|\]\(\S*\)/gm, '')
    expect(prose).toContain('@\u200bacme/#\u200b1.yaml')
    expect(prose).not.toMatch(/@acme|#1/)
  })

  test('is not made where there is nothing to say, and tells when all is well again', async () => {
    const quiet = new TestRepository({ 'a.yaml': clean, b: '' })
    quiet.git('checkout', '-q', '-b', 'change')
    quiet.write({ b: 'x' })
    quiet.commit('change')
    quiet.git('checkout', '-q', 'main')
    const pull = numbered(quiet.pullRequest('change'))
    const silent = await run(inputs, comments(), pull, quiet.folder)
    expect(silent.stub.written).toEqual([])
    const marker = /^<!--.*-->/.exec(bodyOf((await run(inputs, comments())).stub.written[0]))?.[0] ?? ''
    const again = await run(
      inputs,
      comments({ id: 4, body: `${marker}\n❌`, user: { type: 'Bot' } }),
      pull,
      quiet.folder,
    )
    quiet.remove()
    expect(bodyOf(again.stub.written[0])).toContain('## ✅ Warrener: introduces 0, fixes 0, leaves 0')
  })

  test.each<[string, Replies]>([
    ['to read', () => refused],
    ['to write', asked => (asked.method === 'GET' ? { body: [] } : refused)],
  ])('a token that may not %s it is a notice that names the permission', async (_, replies) => {
    const { step } = await run(inputs, replies)
    expect([step.code, step.outputs.outcome]).toEqual([1, 'failure'])
    expect(notices(step)).toEqual([expect.stringContaining('`permissions: pull-requests: write`')])
  })
})

describe('the SARIF report', () => {
  test('is written with paths from the root, and all that is found', async () => {
    const { step } = await run({ 'sarif-file': 'out.sarif' }, () => undefined)
    const file = step.outputs['sarif-file'] ?? ''
    expect(file).toBe(join(repository.folder, 'out.sarif'))
    const log = JSON.parse(readFileSync(file, 'utf8'))
    removeFolder(file)
    expect(log.runs[0].automationDetails.id).toBe('warrener/')
    expect(log.runs[0].results).toMatchObject([
      {
        ruleId: 'conf-value-invalid',
        locations: [{ physicalLocation: { artifactLocation: { uri: 'a.yaml' } } }],
        partialFingerprints: { primaryLocationLineHash: expect.stringMatching(/^[0-9a-f]+:1$/) },
      },
    ])
  })

  const upload =
    (after: Reply): Replies =>
    asked =>
      asked.method === 'POST' ? { status: 202, body: { id: '47177e22' } } : after

  test('is uploaded', async () => {
    const { step, stub } = await run(
      { 'sarif-upload': 'true' },
      upload({ body: { processing_status: 'complete' } }),
    )
    expect(notices(step)).toEqual([])
    const [post, read] = stub.asked
    expect([post?.path, read?.path]).toEqual(['code-scanning/sarifs', 'code-scanning/sarifs/47177e22'])
    const body = post?.body as Record<string, string>
    expect(body).toMatchObject({
      commit_sha: '1'.repeat(40),
      ref: 'refs/pull/7/merge',
      tool_name: 'warrener',
    })
    const sent = gunzipSync(Buffer.from(body.sarif ?? '', 'base64')).toString()
    expect(JSON.parse(sent).runs[0].results).toHaveLength(1)
  })

  test('what GitHub has against it is told', async () => {
    const { step } = await run(
      { 'sarif-upload': 'true' },
      upload({ body: { processing_status: 'failed', errors: ['no runs'] } }),
    )
    expect(notices(step)).toEqual(['GitHub could not read the SARIF report: ["no runs"]'])
  })

  test('a token that may not is a notice that names the permission', async () => {
    const { step } = await run({ 'sarif-upload': 'true' }, () => refused)
    expect(notices(step)).toEqual([expect.stringContaining('`permissions: security-events: write`')])
  })

  test('without a token nothing is sent, and that is said', async () => {
    const { step, stub } = await run({ 'sarif-upload': 'true', 'github-token': '' }, () => undefined)
    expect([stub.asked, notices(step)]).toEqual([
      [],
      ['Nothing was sent to GitHub: the input github-token is empty.'],
    ])
  })
})

describe('suggestions', () => {
  const line = wrong.split('\n').findIndex(text => text.includes('log.console')) + 1
  const patch = (first: number): string =>
    [
      `@@ -${first},1 +${first},2 @@`,
      ` ${wrong.split('\n')[first - 1]}`,
      `+${wrong.split('\n')[first]}`,
    ].join('\n')
  const replies =
    (files: readonly unknown[], comments: readonly unknown[] = []): Replies =>
    ({ method, path }) =>
      method === 'POST'
        ? { body: {} }
        : {
            body: path.startsWith('pulls/7/files')
              ? files
              : path.startsWith('pulls/7/comments')
                ? comments
                : [],
          }
  const inputs = { suggestions: 'true' }

  test('are posted once, where the pull request shows the line', async () => {
    const files = [{ filename: 'a.yaml', patch: patch(line - 1) }]
    const { stub } = await run(inputs, replies(files))
    expect(stub.written).toMatchObject([
      {
        path: 'pulls/7/reviews',
        body: {
          commit_id: head,
          event: 'COMMENT',
          comments: [
            {
              path: 'a.yaml',
              line,
              side: 'RIGHT',
              body: expect.stringContaining('```suggestion\n    log.console = true\n```'),
            },
          ],
        },
      },
    ])
    const posted = stub.written[0]?.body as { comments: readonly object[] } | undefined
    const comments = posted?.comments ?? []
    expect((await run(inputs, replies(files, comments))).stub.written).toEqual([])
  })

  test.each<[string, readonly unknown[]]>([
    ['another file', [{ filename: 'b.yaml', patch: patch(line - 1) }]],
    ['other lines', [{ filename: 'a.yaml', patch: '@@ -1,1 +1,1 @@\n-a\n+b' }]],
    ['other text', [{ filename: 'a.yaml', patch: `@@ -${line} +${line} @@\n+    log.console = no` }]],
    ['a file without text', [{ filename: 'a.yaml' }]],
  ])('are not posted where the pull request shows %s', async (_, files) => {
    expect((await run(inputs, replies(files))).stub.written).toEqual([])
  })

  test('a token that may not is a notice that names the permission', async () => {
    const { step } = await run(inputs, asked =>
      asked.method === 'POST' ? refused : replies([{ filename: 'a.yaml', patch: patch(line - 1) }])(asked),
    )
    expect(notices(step)).toEqual([expect.stringContaining('`permissions: pull-requests: write`')])
  })
})

describe('a base that the checkout does not hold', () => {
  const [workload = '', service = '', ...rest] = clean.split('---\n')
  const tree = new TestRepository({
    'sts.yaml': workload,
    'network/svc.yaml': service,
    'rest.yaml': rest.join('---\n'),
    'old name.yaml': 'kind: ConfigMap\n',
  })
  tree.git('checkout', '-q', '-b', 'change')
  tree.git('rm', '-q', 'network/svc.yaml')
  tree.git('mv', 'old name.yaml', 'new name.yaml')
  tree.write({ 'more.yaml': 'kind: ConfigMap\n' })
  const own = tree.commit('change')
  tree.git('checkout', '-q', 'main')
  const base = tree.git('rev-parse', 'main')
  const pull = numbered(tree.pullRequest('change'))
  tree.git('checkout', '-q', '-B', 'merge')
  const shallow = folderWith()
  tree.git('clone', '-q', '--depth', '1', '--branch', 'merge', `file://${tree.folder}`, shallow)
  afterAll(() => {
    tree.remove()
    removeFolder(shallow)
  })
  const files = [
    { filename: 'network/svc.yaml', status: 'removed' },
    { filename: 'new name.yaml', previous_filename: 'old name.yaml', status: 'renamed' },
    { filename: 'more.yaml', status: 'added' },
  ]
  const replies =
    (changed: readonly unknown[] = files, mergeBase = base): Replies =>
    ({ path }) => {
      if (path.startsWith(`compare/${base}...`))
        return { body: { merge_base_commit: { sha: mergeBase }, files: changed } }
      const [, name = '', ref] = /^contents\/(.*)\?ref=(.*)$/.exec(path) ?? []
      return ref === base ? { body: tree.git('show', `${base}:${decodeURIComponent(name)}`) } : undefined
    }
  const titles = ({ annotations }: Step): readonly unknown[] =>
    annotations.map(({ title }) => title).filter(Boolean)

  test('is put together from what GitHub says', async () => {
    const { step, stub } = await run({}, replies(), pull, shallow)
    expect([step.code, titles(step), notices(step)]).toEqual([1, ['headless-service-deleted'], []])
    expect(step.outputs).toMatchObject({ 'new-findings': '1', 'fixed-findings': '0' })
    expect(stub.asked.map(({ path }) => path.split('?')[0])).toEqual([
      expect.stringMatching(new RegExp(`^compare/${base}\\.\\.\\.[0-9a-f]{40}$`)),
      'contents/network/svc.yaml',
      'contents/old%20name.yaml',
    ])
  })

  test('so is one whose own head is checked out', async () => {
    const alone = folderWith()
    tree.git('clone', '-q', '--depth', '1', '--branch', 'change', `file://${tree.folder}`, alone)
    const { step, stub } = await run({}, replies(), pull, alone)
    removeFolder(alone)
    expect([titles(step), notices(step)]).toEqual([['headless-service-deleted'], []])
    expect(stub.asked[0]?.path).toBe(`compare/${base}...${own}?per_page=1`)
  })

  test.each<[string, Replies, Readonly<Record<string, string>>, RegExp]>([
    ['GitHub may not be asked', () => refused, {}, /permissions: contents: read/],
    [
      'there is no token',
      () => undefined,
      { 'github-token': '' },
      /set fetch-depth: 2, or 0, at actions\/checkout/,
    ],
    [
      'more is changed than GitHub lists',
      replies(Array.from({ length: 300 }, () => files[2])),
      {},
      /300 files or more/,
    ],
    ['the history is another one', replies(files, own), {}, /is no part of its history/],
    [
      'a file is not given',
      asked => (asked.path.startsWith('contents') ? { status: 500, body: {} } : replies()(asked)),
      {},
      /GitHub does not give network\/svc\.yaml/,
    ],
  ])('everything is reported, with a notice, where %s', async (_, said, inputs, notice) => {
    const { step } = await run(inputs, said, pull, shallow)
    expect(notices(step)).toEqual([expect.stringMatching(notice)])
    expect(notices(step)[0]).toMatch(/^Everything is reported: /)
    expect(step.outputs['new-findings']).toBe('')
    expect(step.summary).toContain('> Everything is reported: ')
  })
})
