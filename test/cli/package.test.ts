import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { widthOf } from '../../cli/formats/text.ts'
import { version } from '../../cli/version.ts'
import { messages } from '../../diagnose/messages/all.ts'
import { topics } from '../../facts/topics/topics.ts'
import { rules } from '../../policies/index.ts'
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts'
import { builtCommand, folderWith, removeFolder, root, runNode } from '../process.ts'

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

test('the version is that of the package', () => {
  expect(version).toBe(manifest.version)
})

test('the package depends on nothing', () => {
  for (const kind of ['dependencies', 'peerDependencies', 'optionalDependencies'])
    expect(manifest[kind]).toBeUndefined()
})

describe('the built command', () => {
  let built: ReturnType<typeof builtCommand>
  beforeAll(() => {
    built = builtCommand()
  })
  afterAll(() => removeFolder(built.folder))

  test('shows what is wrong with the broken cluster', () => {
    const { code, out, err } = runNode([built.launcher, 'lint', 'examples/broken-cluster'], { cwd: root })
    expect({ code, err }).toEqual({ code: 1, err: '' })
    expect(out).toMatchSnapshot()
    for (const line of out.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(80)
  })

  test('reads standard input', () => {
    const ran = runNode([built.launcher, 'lint', '-'], { cwd: root, input: 'kind: ConfigMap\n' })
    expect(ran).toEqual({ code: 0, out: expect.stringMatching(/^No RabbitMQ found in 1 file\.\n/), err: '' })
  })

  test('holds nothing of what rules say on their pages', () => {
    const code = readFileSync(join(built.folder, 'dist/warrener.cjs'), 'utf8')
    const ofOthers = JSON.stringify([topics, messages])
    for (const { id, rationale, sources } of rules) {
      const held = [rationale.slice(0, 40), ...sources.filter(text => !ofOthers.includes(text))]
      expect([id, code.includes(id), held.filter(text => code.includes(text))]).toEqual([id, true, []])
    }
  })

  test('explains a rule from the page that the package carries', () => {
    const { code, out } = runNode([built.launcher, 'explain', 'scale-down'], { cwd: built.folder })
    expect([code, out]).toEqual([0, expect.stringMatching(/^scale-down\n\n/)])
  })

  test.each([
    ['recovery --rabbitmq-version=4.3', 0, /^Recovery: RabbitMQ 4\.3\.\d+\n/, ''],
    ['recovery --rabbitmq-version 4.2 --metadata-store khepri', 0, /^Recovery: .*, metadata in Khepri\n/, ''],
    [
      'recovery --rabbitmq-version 3.x',
      2,
      /^$/,
      'warrener: --rabbitmq-version: write a release as X.Y or X.Y.Z\n',
    ],
  ])('explains a topic: %s', (words, code, out, err) => {
    const ran = runNode([built.launcher, 'explain', ...words.split(' ')], { cwd: built.folder })
    expect(ran).toEqual({ code, out: expect.stringMatching(out), err })
  })

  test('a glob', () => {
    const { code, out } = runNode([built.launcher, 'lint', 'examples/broken-cluster/*.yaml'], { cwd: root })
    expect([code, out]).toEqual([1, expect.stringContaining(' in 1 cluster')])
  })

  test('a long report reaches a slow reader in full', () => {
    const { out } = runNode([built.launcher, 'lint', 'examples/broken-cluster', '--format', 'json'], {
      cwd: root,
    })
    expect(JSON.parse(out).findings.length).toBeGreaterThan(5)
  })

  test.each(['0.10.48', '12.22.12', '20.20.2', '22.18.0'])('on Node %s it says which one it needs', old => {
    const folder = folderWith({
      'old.cjs': `Object.defineProperty(process, 'version', { value: 'v${old}' })`,
    })
    const ran = runNode(['-r', join(folder, 'old.cjs'), built.launcher, 'lint'], { cwd: folder })
    removeFolder(folder)
    expect(ran).toEqual({
      code: 2,
      out: '',
      err: `warrener needs Node 22.19 or newer, and this is Node ${old}.\n`,
    })
  })

  test('the launcher is JavaScript that any Node reads', () => {
    const code = readFileSync(join(root, 'bin/warrener.cjs'), 'utf8').replace(/^\/\/.*$/gm, '')
    expect(code).not.toMatch(/\b(?:const|let|class|async|await|import)\b|=>|`|\.\.\.|\?\./)
  })

  test('without a build it says so', () => {
    const folder = folderWith()
    writeFileSync(join(folder, 'w.cjs'), readFileSync(built.launcher))
    const ran = runNode([join(folder, 'w.cjs')], { cwd: folder })
    removeFolder(folder)
    expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('warrener is not built') })
  })
})
