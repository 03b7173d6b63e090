import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, relative } from 'node:path'
import { readCompiled, writeCompiled } from '../../cli/start/cache-file.ts'
import { type CacheHost, cacheFolder } from '../../cli/start/cache-folder.ts'
import { cluster } from '../../policies/sample.ts'
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts'
import { builtCommand, folderWith, type Ran, removeFolder, runNode, startNode } from '../process.ts'

let folder = ''
beforeAll(() => {
  folder = folderWith({ 'home/.keep': '', 'a.yaml': cluster({ service: { clusterIP: 'None' } }) })
})
afterAll(() => removeFolder(folder))

describe('the folder', () => {
  const uid = process.getuid?.()
  const rows: readonly (readonly [string, string | undefined, CacheHost['env'], NodeJS.Platform?])[] = [
    ['of the user', 'home/.cache/warrener', { HOME: 'home' }],
    ['where caches lie', 'xdg/warrener', { HOME: 'home', XDG_CACHE_HOME: 'xdg' }],
    ['that Node is told', 'node/warrener', { HOME: 'home', NODE_COMPILE_CACHE: 'node' }],
    ['of macOS', 'home/Library/Caches/warrener', { HOME: 'home' }, 'darwin'],
    ['of Windows', 'local/warrener/cache', { LOCALAPPDATA: 'local' }, 'win32'],
    ['without a home', `tmp/warrener-${uid}`, { TMPDIR: 'tmp' }],
    ['where the home cannot be written to', `tmp/warrener-${uid}`, { HOME: 'home/.keep', TMPDIR: 'tmp' }],
    ['where nothing can be written to', undefined, { HOME: 'home/.keep', TMPDIR: 'home/.keep' }],
    ['where it is not wanted', undefined, { HOME: 'home', NODE_DISABLE_COMPILE_CACHE: '1' }],
  ]
  test.each(rows)('%s', (_, expected, env, platform = 'linux') => {
    const within = Object.fromEntries(
      Object.entries(env).map(([name, value]) => [
        name,
        name === 'NODE_DISABLE_COMPILE_CACHE' ? value : join(folder, value ?? ''),
      ]),
    )
    const found = cacheFolder({ env: within, platform, uid })
    expect(found).toBe(expected === undefined ? undefined : join(folder, expected))
    if (found !== undefined && platform !== 'win32') expect(statSync(found).mode & 0o777).toBe(0o700)
  })

  test.each([
    ['NODE_COMPILE_CACHE', {}],
    ['XDG_CACHE_HOME', { TMPDIR: '.' }],
    ['HOME', { TMPDIR: '.' }],
  ])('is not one below the folder that is linted: %s', (name, others) => {
    const below = relative(process.cwd(), join(folder, 'linted'))
    expect(cacheFolder({ env: { ...others, [name]: below }, platform: 'linux', uid })).toBeUndefined()
    expect(existsSync(join(folder, 'linted'))).toBe(false)
  })

  test.each([
    ['others write to', 0o777, 0],
    ['a group writes to', 0o770, 0],
    ['is somebody else’s', 0o700, 1],
  ])('is not one that %s', (name, mode, strangeness) => {
    const env = { NODE_COMPILE_CACHE: join(folder, name) }
    mkdirSync(join(folder, name, 'warrener'), { recursive: true })
    chmodSync(join(folder, name, 'warrener'), mode)
    expect(cacheFolder({ env, platform: 'linux', uid: (uid ?? 0) + strangeness })).toBeUndefined()
  })
})

describe('the file', () => {
  const [source, compiled] = [Buffer.from('let a = 1'), Buffer.from('compiled')]
  const file = (): string => join(folder, 'files/code')
  beforeAll(() => {
    mkdirSync(join(folder, 'files'))
    writeCompiled(join(folder, 'files'), 'code', source, compiled)
  })

  test('gives what was written, and leaves nothing beside it', () => {
    expect(readCompiled(file(), source)).toEqual(compiled)
    expect(readdirSync(join(folder, 'files'))).toEqual(['code'])
  })

  test('nothing for another source, of the same length too', () => {
    expect(readCompiled(file(), Buffer.from('let a = 2'))).toBeUndefined()
    expect(readCompiled(file(), Buffer.from('let a = 1;'))).toBeUndefined()
  })

  test('nothing where it is not there, is cut off anywhere, or goes on', () => {
    const bytes = readFileSync(file())
    const broken = join(folder, 'broken')
    expect(readCompiled(broken, source)).toBeUndefined()
    for (let length = 0; length < bytes.length; length++) {
      writeFileSync(broken, bytes.subarray(0, length))
      expect(readCompiled(broken, source)).toBeUndefined()
    }
    writeFileSync(broken, Buffer.concat([bytes, Buffer.from('x')]))
    expect(readCompiled(broken, source)).toBeUndefined()
  })

  test('nothing where any byte is another one', () => {
    const bytes = readFileSync(file())
    const damaged = join(folder, 'other-byte')
    for (const index of bytes.keys()) {
      const other = Buffer.from(bytes)
      other.writeUInt8((other[index] ?? 0) ^ 0x55, index)
      writeFileSync(damaged, other)
      expect(readCompiled(damaged, source)).toBeUndefined()
    }
  })

  test('the oldest go', () => {
    for (let index = 0; index < 30; index++)
      writeCompiled(join(folder, 'files'), `code-${index}`, source, compiled)
    const left = readdirSync(join(folder, 'files'))
    expect(left.length).toBe(16)
    expect(left).toContain('code-29')
  })
})

describe('a command', () => {
  let built: ReturnType<typeof builtCommand>
  let plain: Ran
  beforeAll(() => {
    built = builtCommand()
    plain = lint({ NODE_DISABLE_COMPILE_CACHE: '1' })
  })
  afterAll(() => removeFolder(built.folder))

  const args = (): readonly string[] => [built.launcher, 'lint', 'a.yaml', '--format', 'json']
  const lint = (env: Readonly<Record<string, string>>, flags: readonly string[] = []): Ran =>
    runNode([...flags, ...args()], { cwd: folder, env })
  const cached = (
    name: string,
  ): { readonly env: Readonly<Record<string, string>>; readonly files: string } => ({
    env: { NODE_DISABLE_COMPILE_CACHE: '', NODE_COMPILE_CACHE: join(folder, name) },
    files: join(folder, name, 'warrener'),
  })
  const only = (files: string): string => {
    const names = readdirSync(files)
    expect(names.length).toBe(1)
    return join(files, names[0] ?? '')
  }

  test('says the same from compiled code, which it keeps', () => {
    expect(plain).toMatchObject({
      code: 0,
      out: expect.stringContaining('publishNotReadyAddresses'),
      err: '',
    })
    const { env, files } = cached('twice')
    expect(lint(env)).toEqual(plain)
    const { ino } = statSync(only(files))
    // Whether it looks again is left to chance; there is nothing more to keep.
    expect(lint(env)).toEqual(plain)
    expect(statSync(only(files)).ino).toBe(ino)
  })

  test('a run over many files, which tells V8 so, reads what it kept, too', () => {
    const { env, files } = cached('many')
    const many = join(folder, 'many-files')
    mkdirSync(many)
    for (let index = 0; index < 120; index++)
      writeFileSync(
        join(many, `a${index}.yaml`),
        `apiVersion: v1\nkind: Service\nmetadata: {name: a${index}}\n`,
      )
    const run = (): Ran => runNode([built.launcher, 'lint', many, '--format', 'json'], { cwd: folder, env })
    const first = run()
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining('"files": 120') })
    const { ino } = statSync(only(files))
    expect(run()).toEqual(first)
    expect(statSync(only(files)).ino).toBe(ino)
  })

  test('what V8 refuses is compiled and written again: another Node, other flags', () => {
    const { env, files } = cached('refused')
    lint(env, ['--no-opt'])
    const other = only(files)
    lint(env)
    const own =
      readdirSync(files)
        .map(name => join(files, name))
        .find(file => file !== other) ?? ''
    const good = readFileSync(own)
    copyFileSync(other, own)
    expect(lint(env)).toEqual(plain)
    const written = readFileSync(own)
    expect(written.equals(readFileSync(other))).toBe(false)
    expect(Math.abs(written.length - good.length)).toBeLessThan(good.length / 20)
  })

  test('a file that is cut off is written again', () => {
    const { env, files } = cached('cut')
    lint(env)
    const file = only(files)
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.subarray(0, bytes.length - 1000))
    expect(lint(env)).toEqual(plain)
    expect(statSync(file).size).toBeGreaterThan(bytes.length - 1000)
  })

  test('damage within is not run, and written over', () => {
    const { env, files } = cached('damaged')
    lint(env)
    const file = only(files)
    const bytes = readFileSync(file)
    for (let at = 200; at < bytes.length / 3; at += 997) bytes[bytes.length - at] = 0x55
    writeFileSync(file, bytes)
    expect(lint(env)).toEqual(plain)
    expect(readFileSync(file).equals(bytes)).toBe(false)
  })

  test('a bundle that changed is the one that runs', () => {
    const { env } = cached('changed')
    lint(env)
    const bundle = join(built.folder, 'dist/warrener.cjs')
    const text = readFileSync(bundle, 'latin1')
    writeFileSync(bundle, text.replaceAll('publishNotReadyAddresses', 'publishNotReadyAddressez'), 'latin1')
    const changed = lint(env)
    writeFileSync(bundle, text, 'latin1')
    expect(changed.out).toContain('publishNotReadyAddressez')
    expect(lint(env)).toEqual(plain)
  })

  test('no place for a cache, a full one: it runs all the same', () => {
    writeFileSync(join(folder, 'no-folder'), '')
    expect(lint({ NODE_DISABLE_COMPILE_CACHE: '', NODE_COMPILE_CACHE: join(folder, 'no-folder') })).toEqual(
      plain,
    )
    const { env, files } = cached('full')
    lint(env)
    const file = only(files)
    removeFolder(file)
    mkdirSync(join(file, 'in-the-way'), { recursive: true })
    expect(lint(env)).toEqual(plain)
  })

  test('several at once', async () => {
    const { env, files } = cached('at-once')
    const runs = Array.from({ length: 4 }, () => startNode(args(), { cwd: folder, env }))
    expect(await Promise.all(runs)).toEqual([plain, plain, plain, plain])
    only(files)
    expect(lint(env)).toEqual(plain)
  })

  test('each command has code of its own', () => {
    const { env, files } = cached('commands')
    for (const command of ['rules', 'explain', '--help', '--version'])
      runNode([built.launcher, command], { cwd: folder, env })
    expect(
      readdirSync(files)
        .map(name => name.split('-v')[0])
        .sort(),
    ).toEqual(['warrener', 'warrener-explain', 'warrener-rules'])
  })

  test('places in the stack of a defect are those of the bundle', () => {
    const { env } = cached('stack')
    const fails = folderWith({ 'a.cjs': "process.cwd = () => { throw new Error('no folder') }" })
    const run = (): Ran => lint(env, ['-r', join(fails, 'a.cjs')])
    const [, line, column] = /warrener\.cjs:(\d+):(\d+)/.exec(run().err) ?? []
    const text = readFileSync(join(built.folder, 'dist/warrener.cjs'), 'latin1').split('\n')[Number(line) - 1]
    expect(text?.slice(Number(column) - 1)).toMatch(/^cwd\(/)
    removeFolder(fails)
  })
})
