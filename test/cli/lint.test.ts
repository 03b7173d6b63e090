import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cluster } from '../../policies/sample.ts'
import { describe, expect, test } from '../jest.ts'
import { folderWith, removeFolder } from '../process.ts'
import { warrener } from './run.ts'
import { scratchFolders } from './scratch.ts'

const bad = cluster({ service: { clusterIP: '10.96.0.10' } })
const other = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: other\n'
const folder = scratchFolders()

describe('exit codes', () => {
  const tree = folder({
    'good/all.yaml': cluster(),
    'bad/all.yaml': bad,
    'warning/all.yaml': cluster({ storage: 'emptyDir' }),
    'mended/all.yaml': cluster({ service: { clusterIP: 'None' } }),
    'other/all.yaml': other,
    'broken/rabbitmq.yaml': 'kind: Service\nmetadata: {name: rabbitmq\n',
    'broken/tsconfig.json': '{ // comment\n}',
    'none/readme.txt': '',
  })
  test.each<[string, number]>([
    ['lint good', 0],
    ['lint bad', 1],
    ['lint bad --fail-on never', 0],
    ['lint bad --rule service-not-headless=warning', 0],
    ['lint bad --rule service-not-headless=warning --fail-on warning', 1],
    ['lint warning', 0],
    ['lint warning --fail-on warning', 1],
    ['lint warning --fail-on info', 1],
    ['lint warning --max-warnings 0', 1],
    ['lint warning --max-warnings 9', 0],
    ['lint bad --max-warnings 9', 1],
    ['lint bad --max-warnings many', 2],
    ['lint bad --only service-not-headless', 1],
    ['lint bad --only spread-missing', 0],
    ['lint bad --only nix', 2],
    ['lint warning --fail-on warning --min-severity error', 0],
    ['lint good --min-severity nix', 2],
    ['lint bad --statistics', 1],
    ['lint good --diff', 0],
    ['lint mended --diff', 1],
    ['fix mended --diff', 1],
    ['fix mended --diff --fail-on never', 0],
    ['lint other', 0],
    ['lint other --require-cluster', 3],
    ['lint other --require-cluster --allow-empty', 0],
    ['lint broken', 1],
    ['lint broken/tsconfig.json', 1],
    ['lint none', 3],
    ['lint none --allow-empty', 0],
    ['lint nix', 3],
    ['lint good nix', 3],
    ['lint good nix --allow-empty', 0],
    ['lint -', 3],
    ['lint - --allow-empty', 0],
    ['lint --nix', 2],
    ['lint good --config nix.yaml', 2],
    ['lint good --context nix', 2],
    ['lint good --format json=nix/x.json', 4],
    ['fix good', 0],
    ['rules', 0],
    ['rules --format xml', 2],
    ['explain service-not-headless', 0],
    ['explain nix', 2],
    ['explain failover', 0],
    ['explain failover --rabbitmq-version 3.12', 0],
    ['explain failover --rabbitmq-version 3.6', 2],
    ['explain failover --rabbitmq-version x', 2],
    ['explain recovery --rabbitmq-version 4.3 --metadata-store mnesia', 2],
    ['explain recovery --metadata-store mnesia', 2],
    ['explain', 2],
    ['', 2],
    ['nix', 2],
    ['--version', 0],
    ['lint --help', 0],
  ])('warrener %s: %i', async (line, code) => {
    const ran = await warrener(line.split(' ').filter(Boolean), { cwd: tree })
    expect(ran.code).toBe(code)
    if (code >= 2 && !line.includes('require-cluster'))
      expect([ran.out, ran.err]).toEqual(['', expect.stringMatching(/^(?:warrener: |Usage: )./)])
  })

  test('4 where a rule has a defect is decided by the report', async () => {
    const { exitCodeOf } = await import('../../cli/exit-code.ts')
    const { finding, report } = await import('./sample-report.ts')
    expect(
      exitCodeOf(report([finding()], { defects: [{ rule: 'r', subject: 's', error: 'e' }] }), 'error'),
    ).toBe(4)
  })
})

describe('what is said where', () => {
  const tree = folder({ 'a.yaml': bad, 'other/b.yaml': other })
  test('the report goes to standard output, and nothing else', async () => {
    const { out, err } = await warrener(['lint', 'a.yaml', '--format', 'json'], { cwd: tree })
    expect(JSON.parse(out).findings[0].rule).toBe('service-not-headless')
    expect(err).toBe('')
  })
  test('the same input gives the same bytes', async () => {
    const runs = await Promise.all([1, 2].map(() => warrener(['lint', '--format', 'json'], { cwd: tree })))
    expect(runs[0]).toEqual(runs[1])
  })
  test('where there is no RabbitMQ it says how to name one', async () => {
    const said = 'The annotation warrener.dev/rabbitmq: "true" makes a workload count as RabbitMQ.\n'
    expect(await warrener(['lint', 'other'], { cwd: tree })).toEqual({
      code: 0,
      out: `No RabbitMQ found in 1 file.\n${said}`,
      err: '',
    })
    const { out, err } = await warrener(['lint', 'other', '--format', 'json'], { cwd: tree })
    expect(JSON.parse(out).summary.clusters).toBe(0)
    expect(err).toMatch(/^warrener: no RabbitMQ found in 1 file\. .*warrener\.dev\/rabbitmq: "true".*\n$/)
  })
  test('what is for a cluster elsewhere is not "no RabbitMQ"', async () => {
    const vhost =
      'apiVersion: rabbitmq.com/v1beta1\nkind: Vhost\nmetadata: {name: shop}\nspec: {name: shop, rabbitmqClusterReference: {name: rmq}}\n'
    const folder = folderWith({ 'a.yaml': vhost })
    const { code, out } = await warrener(['lint'], { cwd: folder })
    removeFolder(folder)
    expect([code, out]).toEqual([
      0,
      'Not evaluated: RabbitmqCluster rmq is not among the objects: made elsewhere?\n  Resources for it: 1 (topology-reference-missing)\nNo RabbitMQ cluster in 1 file, only what was not evaluated.\n',
    ])
  })
  test.each([
    ['lint nix', 'nothing to lint: nix does not exist'],
    ['lint *.toml', 'nothing to lint: no file matches *.toml'],
    ['lint nix other *.toml', 'nothing to lint: nix does not exist; no file matches *.toml'],
    ['lint other --context nix', '--context: nix does not exist'],
  ])('warrener %s: %s', async (line, said) => {
    const { out, err } = await warrener(line.split(' '), { cwd: tree })
    expect([out, err]).toEqual(['', `warrener: ${said}\n`])
  })
  test('fix says what it does, and does not offer itself as an option', async () => {
    const { out } = await warrener(['fix', '--help'], { cwd: tree })
    expect(out).toContain('mend in the files what is safe to mend')
    expect(out).not.toMatch(/--fix\s/)
  })
  test('several formats', async () => {
    const args = [
      '--format',
      'pretty',
      '--format',
      'json=out.json',
      '--format',
      'pretty=out.txt',
      '--color',
      'always',
    ]
    const { out } = await warrener(['lint', 'a.yaml', ...args], { cwd: tree })
    expect(out).toContain('\u001b[')
    expect(readFileSync(join(tree, 'out.txt'), 'utf8')).not.toContain('\u001b[')
    expect(JSON.parse(readFileSync(join(tree, 'out.json'), 'utf8')).schema).toBe('warrener/lint-report/v1')
  })
  test('colours on a terminal only', async () => {
    expect((await warrener(['lint', 'a.yaml'], { cwd: tree, isTTY: true })).out).toContain('\u001b[')
    expect((await warrener(['lint', 'a.yaml'], { cwd: tree })).out).not.toContain('\u001b[')
  })
})

describe('input', () => {
  test('standard input is a file of its own, complete, and named as told', async () => {
    const cwd = folder({})
    const { out } = await warrener(['lint', '-', '--stdin-filename', 'rendered.yaml', '--format', 'json'], {
      cwd,
      input: bad,
    })
    expect(JSON.parse(out).findings[0]).toMatchObject({ file: 'rendered.yaml', severity: 'error' })
    const unnamed = await warrener(['lint', '-', '--format', 'json'], { cwd, input: bad })
    expect(JSON.parse(unnamed.out).findings[0].file).toBe('<stdin>')
  })

  test('what is not UTF-8 is skipped in a folder, and fails where it is named', async () => {
    const cwd = folder({ 'good.yaml': cluster() })
    writeFileSync(join(cwd, 'latin.yaml'), Buffer.from('a: ä', 'latin1'))
    const searched = await warrener(['lint', '.', '--format', 'json'], { cwd })
    expect(searched.code).toBe(0)
    expect(JSON.parse(searched.out).skipped).toEqual([{ file: 'latin.yaml', why: 'is not UTF-8 text' }])
    const named = await warrener(['lint', 'good.yaml', 'latin.yaml'], { cwd })
    expect(named).toMatchObject({ code: 1, err: 'warrener: latin.yaml is not UTF-8 text\n' })
    expect((await warrener(['lint', '-'], { cwd, input: Buffer.from('ä', 'latin1') })).code).toBe(1)
  })

  test('context is read and not reported on', async () => {
    const [workload = '', ...rest] = bad.split('---\n')
    const cwd = folder({ 'app/sts.yaml': workload, 'shared/rest.yaml': rest.join('---\n') })
    const { out } = await warrener(['lint', 'app', '--context', 'shared', '--format', 'json'], { cwd })
    const { summary, findings } = JSON.parse(out)
    expect(summary.clusters).toBe(1)
    expect(findings.filter(({ file }: { file: string }) => file.startsWith('shared'))).toEqual([])
  })
})

describe('config file', () => {
  test('sets severities and the threshold; the command line goes before it', async () => {
    const cwd = folder({
      'a.yaml': bad,
      '.warrener.yaml': 'failOn: never\nrules:\n  service-not-headless: off\n',
    })
    expect((await warrener(['lint', '--format', 'json', '.'], { cwd })).out).not.toContain(
      '"service-not-headless"',
    )
    const args = ['--rule', 'service-not-headless=info', '--fail-on', 'info']
    expect(await warrener(['lint', ...args], { cwd })).toMatchObject({
      code: 1,
      out: expect.stringContaining('info    service-not-headless'),
    })
    expect(await warrener(['lint', '--no-config'], { cwd })).toMatchObject({
      code: 1,
      out: expect.stringContaining('error   service-not-headless'),
    })
  })

  test('overrides set rules otherwise for a part of the objects', async () => {
    const override = (which: string): string =>
      `overrides:\n  - {${which}, rules: {service-not-headless: off}}\n`
    const matching = ['namespaces: [m*]', 'names: [rabbitmq-headless]', 'files: [a.yaml]']
    for (const [which, code] of [
      ...matching.map(text => [text, 0] as const),
      ['namespaces: [x]', 1] as const,
    ]) {
      const cwd = folder({ 'a.yaml': bad, '.warrener.yaml': override(which) })
      expect([which, (await warrener(['lint'], { cwd })).code]).toEqual([which, code])
    }
  })

  test('a wrong one stops the run', async () => {
    const cwd = folder({ 'a.yaml': bad, '.warrener.yaml': 'rules:\n  service-not-headles: off\n' })
    expect(await warrener(['lint'], { cwd })).toEqual({
      code: 2,
      out: '',
      err: 'warrener: .warrener.yaml:2:3: there is no rule service-not-headles; did you mean service-not-headless?\n',
    })
  })
})

describe('fixes', () => {
  const unpublished = cluster({ service: { clusterIP: 'None' } })
  const published = '  publishNotReadyAddresses: true\n'

  test('are written where they are asked for', async () => {
    const cwd = folder({ 'a.yaml': unpublished, 'b.yaml': other })
    const before = await warrener(['lint'], { cwd })
    expect(before.out).toContain('not-ready-addresses-unpublished')
    expect(readFileSync(join(cwd, 'a.yaml'), 'utf8')).toBe(unpublished)
    const { code, out, err } = await warrener(['fix'], { cwd })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^Mended 1 in 1 file: not-ready-addresses-unpublished a\.yaml:\d+\.$/m)
    expect(out).not.toContain('[*]')
    expect(readFileSync(join(cwd, 'a.yaml'), 'utf8')).toContain(published)
    expect(readFileSync(join(cwd, 'b.yaml'), 'utf8')).toBe(other)
    expect(await warrener(['fix'], { cwd })).toMatchObject({
      err: '',
      out: expect.stringContaining('Mended nothing.'),
    })
  })

  test('--diff prints and does not write', async () => {
    const cwd = folder({ 'deploy/a.yaml': unpublished })
    const { out } = await warrener(['lint', '--diff'], { cwd })
    expect(out).toMatch(/^--- a\/deploy\/a.yaml\n\+\+\+ b\/deploy\/a.yaml\n@@ /)
    expect(out).toContain(`+${published}`)
    expect(readFileSync(join(cwd, 'deploy/a.yaml'), 'utf8')).toBe(unpublished)
  })

  test('a run of some rules, and a report of some severities', async () => {
    const cwd = folder({
      'a.yaml': cluster({ service: { clusterIP: '10.96.0.10' }, storage: 'emptyDir' }),
      '.warrener.yaml': 'overrides: [{ names: ["*"], rules: { storage-not-persistent: info } }]\n',
    })
    const rulesOf = async (...options: readonly string[]) => {
      const { out } = await warrener(['lint', '--format', 'json', ...options], { cwd })
      const { findings } = JSON.parse(out) as { findings: { rule: string; severity: string }[] }
      return findings.map(({ rule, severity }) => `${severity} ${rule}`).sort()
    }
    const [error, info] = ['error service-not-headless', 'info storage-not-persistent'] as const
    expect(await rulesOf()).toEqual([error, info])
    expect(await rulesOf('--only', 'service-not-headless')).toEqual([error])
    expect(await rulesOf('--only', 'service-not-headless', '--only', 'storage-not-persistent')).toEqual([
      error,
      info,
    ])
    expect(await rulesOf('--min-severity', 'warning')).toEqual([error])
  })

  test('--statistics counts the findings of each rule', async () => {
    const cwd = folder({ 'a.yaml': bad, 'b.yaml': bad.replaceAll('mq', 'shop') })
    const { out } = await warrener(['lint', '--statistics'], { cwd })
    expect(out).toMatch(/^2 {2}error {4}service-not-headless \[\*\*\]\n/)
    expect(out).toMatch(/^(?:\d {2}(?:error|warning|info) +[a-z-]+(?: \[\*\*?\])?\n)+$/)
  })

  test('--diff of standard input', async () => {
    const ran = await warrener(['fix', '-', '--diff'], { cwd: folder({}), input: unpublished })
    expect(ran.out).toContain(`+${published}`)
    const fixed = await warrener(['fix', '-'], { cwd: folder({}), input: unpublished })
    expect(fixed).toMatchObject({
      code: 2,
      out: '',
      err: 'warrener: standard input cannot be changed: use --diff\n',
    })
  })

  test('a file that cannot be written is said, and judged as it is', async () => {
    const cwd = folder({ 'a.yaml': unpublished })
    chmodSync(join(cwd, 'a.yaml'), 0o444)
    chmodSync(cwd, 0o555)
    const { code, out, err } = await warrener(['fix'], { cwd })
    chmodSync(cwd, 0o755)
    if (process.getuid?.() === 0) expect(out).toContain('Mended 1 in 1 file')
    else
      expect([code, out, err]).toEqual([
        4,
        expect.stringMatching(/not-ready-addresses-unpublished[\s\S]*Mended nothing\./),
        'warrener: not written: a.yaml cannot be written: permission denied (EACCES)\n',
      ])
  })
})

describe('secrets', () => {
  const definitions = Buffer.from(
    '{"users":[{"name":"u","password_hash":"kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR"}],"policies":[{"vhost":"/","name":"p","pattern":".*","definition":{"ha-mode":"all","ha-promote-on-shutdown":"always"}}]}',
  ).toString('base64')
  const secret = `apiVersion: v1
kind: Secret
metadata:
  name: rabbitmq-definitions
  namespace: mq
data:
  definitions.json: ${definitions}
`
  test.each([[[]], [['--format', 'json']], [['--diff', '--fix-unsafe']], [['--fix-unsafe']]])(
    'never show: %j',
    async args => {
      const cwd = folder({
        'a.yaml': `${cluster({ env: { RABBITMQ_DEFAULT_PASS: 'hunter22' } })}---\n${secret}`,
      })
      const { out, err } = await warrener(['lint', ...args], { cwd })
      expect(out + err).not.toMatch(/hunter22|kI3GCqW5/)
      expect(out + err).not.toContain(definitions.slice(0, 40))
    },
  )
})

describe('rules and pages', () => {
  test('rules lists every rule', async () => {
    const { rules } = await import('../../index.ts')
    const list = JSON.parse((await warrener(['rules', '--format', 'json'], { cwd: '/' })).out)
    expect(list.map(({ id }: { id: string }) => id)).toEqual(rules.map(({ id }) => id))
    const table = (await warrener(['rules'], { cwd: '/' })).out
    for (const { id, worst, title } of rules) {
      expect(table).toMatch(new RegExp(`^${id} +${worst} +`, 'm'))
      expect(table).toContain(title)
    }
  })
  test('explain tells of a topic what holds for a release, as wide as the terminal', async () => {
    const argv = ['explain', 'peer-discovery', '--rabbitmq-version']
    const [old, now] = await Promise.all(
      ['3.12', '4.4'].map(release => warrener([...argv, release], { cwd: '/' })),
    )
    expect(old?.out).toMatch(/^Peer discovery: RabbitMQ 3\.12\.14\n[\s\S]*asks the API server/)
    expect(now?.out).not.toMatch(/asks the API server|\*\*|`/)
    const all = (await warrener(['explain', 'peer-discovery'], { cwd: '/' })).out
    expect(all).toMatch(/- Up to 4\.0: The node asks the API server[\s\S]*For one release: warrener explain/)
    for (const line of all.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  })
  test('explain prints a page, and guesses', async () => {
    expect((await warrener(['explain', 'scale-down'], { cwd: '/' })).out).toMatch(/^scale-down\n/)
    expect((await warrener(['explain', 'scaledown'], { cwd: '/' })).err).toBe(
      'warrener: there is no rule or topic scaledown; did you mean scale-down?\n',
    )
  })
})
