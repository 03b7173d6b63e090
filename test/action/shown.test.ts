import { cluster } from '../../policies/sample.ts'
import { afterAll, describe, expect, test } from '../jest.ts'
import { builtAction } from './built.ts'
import { runAction, type Step, TestRepository } from './runner.ts'

/* What people see of a run: the log, the annotations and the summary, as the runner and GitHub show them. */
const { bundle } = builtAction()
const blob = 'https://github.test/acme/shop/blob'

describe('a wrong configuration', () => {
  const repository = new TestRepository({
    'app/rabbit.yaml': cluster(),
    'app/.warrener.yaml': 'failOn: error\nrules:\n  no-such-rule: off\n  service-not-headless: loud\n',
  })
  afterAll(() => repository.remove())
  const step = runAction(bundle, repository.folder, { inputs: { 'working-directory': 'app' } })

  test('is marked in its file', () => {
    expect(step.code).toBe(2)
    expect(step.annotations).toMatchObject([
      { kind: 'error', title: 'configuration', file: 'app/.warrener.yaml', line: 3, col: 3 },
      { kind: 'error', title: 'configuration', file: 'app/.warrener.yaml', line: 4 },
    ])
  })
  test('is what the summary tells', () => {
    expect(step.summary).toMatch(/^## ❌ Warrener: the configuration is wrong, nothing was judged\n/)
    expect(step.summary).toContain(
      `- [app/.warrener.yaml:3:3](${blob}/${'1'.repeat(40)}/app/.warrener.yaml#L3): `,
    )
  })
  test('so does wrong usage', () => {
    const { code, summary } = runAction(bundle, repository.folder, { inputs: { 'fail-on': 'x```' } })
    expect(code).toBe(2)
    expect(summary).toMatch(/^## ❌ Warrener: nothing was judged\n\n````text\ninputs: .*x```[\s\S]*\n````\n$/)
  })
})

describe('a pull request', () => {
  const conf = { conf: 'disk_free_limit.absolut = 5GB\nlog.console = yes' }
  const repository = new TestRepository({
    'kept/a.yaml': cluster({ storage: 'emptyDir' }),
    'going/a.yaml': cluster({ namespace: 'old' }),
    'moved/a.yaml': cluster({ namespace: 'mq' }),
  })
  repository.git('checkout', '-q', '-b', 'change')
  repository.git('rm', '-q', '-r', 'going')
  repository.git('mv', 'moved', 'elsewhere')
  repository.write({
    'coming/a.yaml': cluster({ ...conf, namespace: 'new' }),
    'kept/a.yaml': cluster({ storage: 'emptyDir', conf: 'log.console = yes' }),
  })
  const head = repository.commit('change')
  repository.git('checkout', '-q', 'main')
  repository.write({
    'kept/a.yaml': `# a line that comes from elsewhere\n${cluster({ storage: 'emptyDir' })}`,
  })
  repository.commit('main moved on')
  const event = repository.pullRequest('change')
  const merge = repository.git('rev-parse', 'HEAD')
  afterAll(() => repository.remove())
  const step = runAction(bundle, repository.folder, event)

  test('clusters that come, go and move are named', () => {
    expect(step.summary).toContain('- ➖ a cluster goes: **old/rabbitmq** (RabbitMQ 3.13.7, 3 replicas, [')
    expect(step.summary).toContain('- ➕ a cluster comes: **new/rabbitmq** (')
    expect(step.summary).toContain('- ➡️ a cluster moves from moved: **mq/rabbitmq** in elsewhere (')
  })

  test('each finding comes with its line and its fix', () => {
    expect(step.summary).toContain(
      [
        '```text',
        ' 134 |     disk_free_limit.absolut = 5GB',
        '     |     ^^^^^^^^^^^^^^^^^^^^^^^ did you mean disk_free_limit.absolute?',
        '```',
      ].join('\n'),
    )
    expect(step.summary).toMatch(/```diff\n@@ coming\/a\.yaml:\d+ @@\n[\s\S]*?\n- {4}log\.console = yes\n\+ /)
  })

  test('a line is shown at the head, and where the merge has another text of the file, in the merge', () => {
    expect(step.summary).toContain(`](${blob}/${head}/coming/a.yaml#L`)
    expect(step.summary).toContain(`](${blob}/${merge}/kept/a.yaml#L`)
    expect(step.summary).not.toContain(`${head}/kept`)
  })

  test('what was there is folded up', () => {
    expect(step.summary).toMatch(
      /<summary>Left as before: 1<\/summary>\n\n- ⚠️ warning: \[storage-not-persistent/,
    )
  })
})

test('what several contexts have is marked once', () => {
  const overlay = 'resources: [../../base]\n'
  const repository = new TestRepository({
    'base/kustomization.yaml': 'resources: [all.yaml]\n',
    'base/all.yaml': cluster({ conf: 'log.console = yes' }),
    ...Object.fromEntries(
      ['a', 'b', 'c'].map(name => [
        `env/${name}/kustomization.yaml`,
        `${overlay}commonAnnotations: { environment: ${name} }\n`,
      ]),
    ),
  })
  const { annotations } = runAction(bundle, repository.folder, {})
  repository.remove()
  const places = annotations.map(({ title, file, line }) => `${title} ${file}:${line}`)
  expect(places.length).toBeGreaterThan(0)
  expect(places).toEqual([...new Set(places)])
})

describe('the log', () => {
  const repository = new TestRepository({
    'one/a.yaml': cluster({ storage: 'emptyDir' }),
    'two/a.yaml': cluster({ namespace: 'other', image: 'acme/rabbitmq:abc' }),
  })
  afterAll(() => repository.remove())
  const run = (env: Readonly<Record<string, string>>, inputs = {}): Step =>
    runAction(bundle, repository.folder, { env, inputs })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
  const colour = /\u001b\[/

  test('has a group for each cluster, and for what could not be judged', () => {
    const { groups, out } = run({})
    expect(groups[0]).toMatch(/^other\/rabbitmq: 1 error/)
    expect(groups[1]).toBe('mq/rabbitmq: 1 warning')
    expect(groups.at(-1)).toMatch(/^Not evaluated: \d+ reasons?$/)
    expect(out.split('\n').at(-3)).toMatch(/^Failed: found /)
  })

  test.each<[Readonly<Record<string, string>>, Readonly<Record<string, string>>, boolean]>([
    [{}, {}, true],
    [{ NO_COLOR: '1' }, {}, false],
    [{ FORCE_COLOR: '0' }, {}, false],
    [{ GITHUB_ACTIONS: '' }, {}, false],
    [{}, { args: '--color never' }, false],
    [{ NO_COLOR: '1' }, { args: '--color always' }, true],
  ])('%j, %j: coloured %s', (env, inputs, expected) => {
    expect(colour.test(run(env, inputs).out)).toBe(expected)
  })

  test('no matcher of a setup action takes a line of it for an annotation', () => {
    const lines = run({ NO_COLOR: '1' }).out.split('\n')
    for (const matcher of matchers) expect(lines.filter(line => matcher.test(line))).toEqual([])
  })
})

/**
 * What actions/setup-node, setup-go and setup-python have the runner look for in the log: each match is an annotation.
 * Sources: .github/eslint-stylish.json, eslint-compact.json and tsc.json of the first, matchers.json of the second,
 * .github/python.json of the third.
 */
const matchers: readonly RegExp[] = [
  /^\s+(\d+):(\d+)\s+(error|warning|info)\s+(.*)\s\s+(.*)$/,
  /^(.+):\sline\s(\d+),\scol\s(\d+),\s(Error|Warning|Info)\s-\s(.+)\s\((.+)\)$/,
  /^(?:\s+\d+>)?([^\s].*)\((\d+),?(\d+)?(?:,\d+,\d+)?\)\s*:\s+(error|warning|info)\s+(\w{1,2}\d+)\s*:\s*(.*)$/,
  /^\s*(\.{0,2}[/\\].+\.go):(?:(\d+):(\d+):)? (.*)/,
  /^\s*File\s"(.*)",\sline\s(\d+),\sin\s(.*)$/,
]

test('a title of the log, a heading and a cluster that comes hold no command and no markup, whatever a cluster is called', () => {
  const name = '::error::x ##[add-mask]<b>|[l](https://evil.test)`\u001b[31m'
  const hostile = cluster({ storage: 'emptyDir' }).replace(
    'name: rabbitmq\n',
    `name: ${JSON.stringify(name)}\n`,
  )
  const repository = new TestRepository({ 'b.txt': '' })
  repository.git('checkout', '-q', '-b', 'change')
  repository.write({ 'a.yaml': hostile })
  repository.commit('change')
  repository.git('checkout', '-q', 'main')
  const { commands, groups, summary, annotations } = runAction(bundle, repository.folder, {
    ...repository.pullRequest('change'),
    env: { NO_COLOR: '1' },
  })
  repository.remove()
  expect(commands).toEqual([])
  expect(groups[0]).toMatch(/^mq\/::error::x ##\[add-mask\]<b>/)
  expect(annotations.every(({ title }) => title !== undefined)).toBe(true)
  expect(summary).toContain('a cluster comes: **mq/::error::x \\#\\#\\[add-mask\\]&lt;b&gt;')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what may not be there
  expect(summary.replace(/^```(?:text|diff)$[\s\S]*?^```$/gm, '')).not.toMatch(/<b>|[^\\]\[l\]\(|\u001b/)
})
