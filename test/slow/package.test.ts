import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts'
import { folderWith, type Ran, removeFolder, root, runNode } from '../process.ts'

const bad = `apiVersion: v1
kind: Service
metadata: {name: rabbitmq}
spec: {selector: {app: rabbitmq}, ports: [{port: 5672}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: rabbitmq}
spec:
  serviceName: rabbitmq
  replicas: 3
  selector: {matchLabels: {app: rabbitmq}}
  template:
    metadata: {labels: {app: rabbitmq}}
    spec:
      containers: [{name: rabbitmq, image: "rabbitmq:3.13.7"}]
`
const program = `import { type Finding, fix, lint, type LintOptions, type Report, review, reviewFiles, rules, worldOf } from 'warrener'
import type { Handler, LambdaEvent } from 'warrener/webhook/lambda'
const options: LintOptions = { rabbitmqVersion: '3.13' }
const report: Report = lint([{ name: 'a.yaml', text: process.argv[2] ?? '' }], options)
const empty = worldOf('', [], () => 'seen')
const introduced: readonly Finding[] = review(empty, empty, { today: '2026-01-01' }).introduced
const severities: readonly ('error' | 'warning' | 'info')[] = report.findings.map(({ severity }) => severity)
// @ts-expect-error: there is no such option
lint([], { nothing: true })
const event: LambdaEvent = { version: '2.0' }
// @ts-expect-error: it is a text
const wrong: LambdaEvent = { version: 2 }
export type Called = Promise<Awaited<ReturnType<Handler>>['statusCode']> | typeof event | typeof wrong
console.log(severities.length > 0, introduced.length, fix([]).files.length, reviewFiles([], []).fixed.length, rules.length > 10)
`

/** Runs npm with the Node of these tests first in PATH, and no network. */
function npm(cwd: string, ...args: readonly string[]): Ran {
  const PATH = `${dirname(process.execPath)}:${process.env.PATH}`
  const env = {
    ...process.env,
    PATH,
    FORCE_COLOR: '0',
    npm_config_offline: 'true',
    npm_config_update_notifier: 'false',
  }
  const { status, stdout, stderr } = spawnSync('npm', [...args], { cwd, env, encoding: 'utf8' })
  return { code: status, out: stdout, err: stderr }
}

/** The package as npm would publish it, made from the files that git knows. */
function pack(into: string): string {
  const checkout = folderWith()
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
  })
  execFileSync(
    'cp',
    [
      '--parents',
      ...files
        .toString()
        .split('\0')
        .filter(name => name && existsSync(join(root, name))),
      checkout,
    ],
    { cwd: root },
  )
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'))
  const packed = npm(checkout, 'pack', '--pack-destination', into)
  removeFolder(checkout)
  if (packed.code !== 0) throw new Error(packed.err)
  return join(into, readdirSync(into).find(name => name.endsWith('.tgz')) ?? '')
}

/** Nodes of the system that are too old; a stubbed version stands in for them where there is none. */
const olderNodes = ['/usr/bin/node', '/usr/local/bin/node'].filter(
  file => existsSync(file) && Number(execFileSync(file, ['-p', 'parseInt(process.versions.node)'])) < 22,
)

describe('the package, installed in an empty folder', () => {
  let folder = ''
  beforeAll(() => {
    folder = folderWith({ 'package.json': '{"type": "module"}', 'bad.yaml': bad, 'program.ts': program })
    const installed = npm(folder, 'install', '--ignore-scripts', '--no-audit', '--no-fund', pack(folder))
    if (installed.code !== 0) throw new Error(installed.err)
  })
  afterAll(() => removeFolder(folder))

  test('brings nothing with it', () => {
    expect(readdirSync(join(folder, 'node_modules')).filter(name => !name.startsWith('.'))).toEqual([
      'warrener',
    ])
    expect(readdirSync(join(folder, 'node_modules/warrener')).sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'bin',
      'dist',
      'docs',
      'package.json',
      'schemas',
    ])
  })

  test('gives npx warrener lint', () => {
    const { code, out, err } = npm(folder, 'exec', '--', 'warrener', 'lint', '.', '--fail-on', 'warning')
    expect({ code, err }).toEqual({ code: 1, err: '' })
    expect(out).toContain('error   peers-never-joined')
  })

  test('gives npx warrener explain', () => {
    expect(npm(folder, 'exec', '--', 'warrener', 'explain', 'scale-down').out).toMatch(/^scale-down\n/)
  })

  test('gives npx warrener webhook', () => {
    expect(npm(folder, 'exec', '--', 'warrener', 'webhook').err).toContain('--tls-cert')
  })

  test.each(['nodenext', 'bundler'])('gives the library with its types: %s', moduleResolution => {
    const module = moduleResolution === 'nodenext' ? 'nodenext' : 'esnext'
    const typeRoots = [join(root, 'node_modules/@types')]
    const options = { strict: true, noEmit: true, target: 'es2022', types: ['node'], typeRoots }
    const project = join(folder, `tsconfig.${moduleResolution}.json`)
    const compilerOptions = { ...options, module, moduleResolution }
    writeFileSync(project, JSON.stringify({ compilerOptions, files: ['program.ts'] }))
    const tsc = [join(root, 'node_modules/typescript/bin/tsc'), '--project', project]
    expect(runNode(tsc, { cwd: folder })).toEqual({ code: 0, out: '', err: '' })
  })

  test('gives the function for AWS Lambda', () => {
    const script = `import { handler } from 'warrener/webhook/lambda'
      const requestContext = { http: { method: 'GET' } }
      const { statusCode, body } = await handler({ version: '2.0', rawPath: '/healthz', requestContext })
      console.error(statusCode, body)`
    const args = ['--input-type=module', '-e', script]
    const { code, err } = runNode(args, { cwd: folder, env: { WARRENER_NO_PATH_SECRET: 'true' } })
    expect({ code, err }).toEqual({ code: 0, err: '200 ok\n' })
  })

  test('the library runs', () => {
    expect(runNode(['program.ts', bad], { cwd: folder })).toEqual({
      code: 0,
      out: 'true 0 0 0 true\n',
      err: '',
    })
  })

  for (const old of olderNodes) {
    test(`${old} gets one sentence`, () => {
      const launcher = join(folder, 'node_modules/warrener/bin/warrener.cjs')
      const { status, stdout, stderr } = spawnSync(old, [launcher, 'lint'], { encoding: 'utf8' })
      const sentence = /^warrener needs Node 22\.19 or newer, and this is Node \d+\.\d+\.\d+\.\n$/
      expect([status, stdout, stderr]).toEqual([2, '', expect.stringMatching(sentence)])
    })
  }
})
