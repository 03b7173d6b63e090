import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { discover } from '../../cli/files/discover.ts'
import { decode, mostBytes, readText } from '../../cli/files/read.ts'
import { replaceText } from '../../cli/files/write.ts'
import { afterAll, describe, expect, test } from '../jest.ts'
import { folderWith, removeFolder } from '../process.ts'

describe('what PATHs stand for', () => {
  const tree = folderWith({
    '.git/config.yaml': '',
    '.gitignore': 'ignored/\n*.gen.yaml\n!kept.gen.yaml\n/only-here.yaml\n',
    '.warrenerignore': 'secrets.json\n',
    '.github/workflow.yml': '',
    'node_modules/a/a.yaml': '',
    'a.yaml': '',
    'b.yml': '',
    'c.json': '',
    'd.txt': '',
    'E.YAML': '',
    'x.gen.yaml': '',
    'kept.gen.yaml': '',
    'only-here.yaml': '',
    'ignored/i.yaml': '',
    'ignored/back.yaml': '',
    'deploy/only-here.yaml': '',
    'deploy/secrets.json': '',
    'deploy/sub/.gitignore': '!back.gen.yaml\nlocal.yaml\n',
    'deploy/sub/back.gen.yaml': '',
    'deploy/sub/local.yaml': '',
    'deploy/sub/s.yaml': '',
    'deploy/node_modules/b.yaml': '',
    'deploy/[odd] name.yaml': '',
  })
  symlinkSync('a.yaml', join(tree, 'link.yaml'))
  symlinkSync('..', join(tree, 'deploy/loop'))
  afterAll(() => removeFolder(tree))
  const all = [
    '.github/workflow.yml',
    'a.yaml',
    'b.yml',
    'c.json',
    'deploy/[odd] name.yaml',
    'deploy/only-here.yaml',
    'deploy/sub/back.gen.yaml',
    'deploy/sub/s.yaml',
    'kept.gen.yaml',
  ]
  const below = (folder: string): readonly string[] => all.filter(name => name.startsWith(folder))

  test.each<[readonly string[], readonly string[], boolean]>([
    [['.'], all, true],
    [[tree], all, true],
    [['deploy'], below('deploy/'), true],
    [['deploy/', './deploy/sub', 'deploy'], below('deploy/'), true],
    [['a.yaml', './a.yaml', 'd.txt'], ['a.yaml', 'd.txt'], false],
    [['ignored'], ['ignored/back.yaml', 'ignored/i.yaml'], true],
    [['ignored/i.yaml', 'x.gen.yaml', 'link.yaml'], ['ignored/i.yaml', 'link.yaml', 'x.gen.yaml'], false],
    [['*.yaml'], ['a.yaml', 'kept.gen.yaml'], false],
    [['deploy/**'], below('deploy/'), false],
    [['**/*.{yml,json}'], ['.github/workflow.yml', 'b.yml', 'c.json'], false],
    [['deploy/[odd] name.yaml'], ['deploy/[odd] name.yaml'], false],
    [['a.yaml', 'deploy/sub'], ['a.yaml', ...below('deploy/sub/')], true],
  ])('%j', async (paths, names, complete) => {
    const found = await discover(paths, tree)
    expect(found.files.map(({ name }) => name)).toEqual([...names].sort())
    expect(found.complete).toBe(complete)
    expect([...found.missing, ...found.unmatched]).toEqual([])
  })

  test.each<[readonly string[], readonly string[], readonly string[]]>([
    [['nix.yaml'], ['nix.yaml'], []],
    [['*.toml', 'a.yaml', 'nix'], ['nix'], ['*.toml']],
    [['a.yaml/x'], ['a.yaml/x'], []],
    [['a\0b'], ['a\0b'], []],
    [['node_modules/**/*.yaml'], [], ['node_modules/**/*.yaml']],
  ])('%j: not there, and globs that match nothing', async (paths, missing, unmatched) => {
    expect(await discover(paths, tree)).toMatchObject({ missing, unmatched })
  })

  test('only files that are given themselves are named', async () => {
    const found = await discover(['a.yaml', '*.yml', 'deploy'], tree)
    const named = found.files.filter(file => file.named)
    expect(named.map(({ name }) => name)).toEqual(['a.yaml'])
  })

  test('names are relative to the working directory, as far as they can be', async () => {
    const names = async (path: string): Promise<readonly string[]> =>
      (await discover([path], join(tree, 'deploy'))).files.map(({ name }) => name)
    expect(await names('sub/s.yaml')).toEqual(['sub/s.yaml'])
    expect(await names('../a.yaml')).toEqual(['../a.yaml'])
    expect(await names(join(tree, 'a.yaml'))).toEqual([join(tree, 'a.yaml')])
    expect(await names('../deploy/sub')).toEqual(['sub/back.gen.yaml', 'sub/s.yaml'])
  })

  test('standard input makes the input complete', async () => {
    expect(await discover(['-', 'a.yaml'], tree)).toMatchObject({ stdin: true, complete: true })
  })
})

describe('reading', () => {
  test.each<[string, Buffer, ReturnType<typeof decode>]>([
    ['text', Buffer.from('a: ä'), { text: 'a: ä' }],
    ['a byte order mark stays', Buffer.from('\ufeffa'), { text: '\ufeffa' }],
    ['the character that stands for others', Buffer.from('ö: \ufffd', 'utf8'), { text: 'ö: \ufffd' }],
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from('ö: \ufffd '), Buffer.from('ä', 'latin1')]),
      { problem: 'encoding', why: 'is not UTF-8 text', seen: 'ö: \ufffd \ufffd', offset: 5 },
    ],
    [
      'UTF-16',
      Buffer.from('\ufeffa: b', 'utf16le'),
      { problem: 'encoding', why: 'is UTF-16, not UTF-8 text', seen: '\ufeffa: b' },
    ],
    [
      'UTF-16, the other way round',
      Buffer.from('\ufeffa: b', 'utf16le').swap16(),
      { problem: 'encoding', why: 'is UTF-16, not UTF-8 text', seen: '\ufeffa: b' },
    ],
    ['nothing', Buffer.from(''), { text: '' }],
    [
      'too much',
      Buffer.concat([Buffer.alloc(mostBytes), Buffer.from('\nkind: Service\n')]),
      { problem: 'access', why: 'is larger than 64 MiB (65 MiB)', seen: 'kind: Service' },
    ],
  ])('%s', (_, bytes, expected) => {
    expect(decode(bytes)).toEqual(expected)
  })
  test('a folder, or nothing', () => {
    expect(readText('/')).toEqual({ problem: 'access', why: 'cannot be read: it is a folder (EISDIR)' })
    expect(readText('/nix')).toEqual({
      problem: 'access',
      why: 'cannot be read: there is no such file or folder (ENOENT)',
    })
  })
})

describe('writing', () => {
  const folder = folderWith({ 'a.yaml': 'old', 'target.yaml': 'old', 'mode.yaml': 'old' })
  symlinkSync('target.yaml', join(folder, 'link.yaml'))
  afterAll(() => removeFolder(folder))
  const path = (name: string): string => join(folder, name)

  test('replaces the text and leaves nothing beside it', () => {
    expect(replaceText(path('a.yaml'), 'old', 'new ä')).toBeUndefined()
    expect(readFileSync(path('a.yaml'), 'utf8')).toBe('new ä')
    expect(readdirSync(folder).sort()).toEqual(['a.yaml', 'link.yaml', 'mode.yaml', 'target.yaml'])
  })

  test('keeps the mode', () => {
    chmodSync(path('mode.yaml'), 0o754)
    expect(replaceText(path('mode.yaml'), 'old', 'new')).toBeUndefined()
    expect(statSync(path('mode.yaml')).mode & 0o777).toBe(0o754)
  })

  test('writes to what a symbolic link points at', () => {
    expect(replaceText(path('link.yaml'), 'old', 'new')).toBeUndefined()
    expect(readFileSync(path('target.yaml'), 'utf8')).toBe('new')
  })

  test('leaves alone what changed meanwhile', () => {
    writeFileSync(path('a.yaml'), 'changed')
    expect(replaceText(path('a.yaml'), 'old', 'new')).toBe('changed while it was being checked')
    expect(readFileSync(path('a.yaml'), 'utf8')).toBe('changed')
    expect(replaceText(path('gone.yaml'), 'old', 'new')).toBe(
      'cannot be read: there is no such file or folder (ENOENT)',
    )
  })

  test('does not touch a file that stays the same', () => {
    const before = statSync(path('mode.yaml')).mtimeMs
    expect(replaceText(path('mode.yaml'), 'new', 'new')).toBeUndefined()
    expect(statSync(path('mode.yaml')).mtimeMs).toBe(before)
  })
})
