import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type FormatName, formatNames } from '../../cli/formats/format.ts'
import { gather } from '../../cli/gather.ts'
import { cluster } from '../../policies/sample.ts'
import { afterAll, describe, expect, test } from '../jest.ts'
import { folderWith, removeFolder } from '../process.ts'
import { warrener } from './run.ts'

const folders: string[] = []
const folder = (files: Readonly<Record<string, string>> = {}): string => {
  const made = folderWith(files)
  folders.push(made)
  return made
}
afterAll(() => folders.forEach(removeFolder))

const bad = cluster({ storage: 'emptyDir' })
interface Json {
  readonly findings: readonly {
    readonly file: string
    readonly rule: string
    readonly line: number
    readonly column: number
  }[]
  readonly skipped: readonly { readonly file: string; readonly why: string }[]
}
const jsonOf = async (cwd: string): Promise<Json> =>
  JSON.parse((await warrener(['lint', '--format', 'json'], { cwd })).out)

describe('names that are hard to write', () => {
  const names = [
    'a b.yaml',
    'c,d.yaml',
    'e:f.yaml',
    '100%25.yaml',
    'new\nline.yaml',
    '::error::.yaml',
    '##[group]x.yaml',
    '-dash.yaml',
    `q"u'o.yaml`,
    '<b>&.yaml',
    '[x](y).yaml',
    '\u001b[31mred.yaml',
    'ü☃\u202e.yaml',
    'back\\slash.yaml',
    '#frag?.yaml',
  ]
  const cwd = folder(Object.fromEntries(names.map((name, index) => [`${index}/${name}`, bad])))
  const paths = names.map((name, index) => `${index}/${name}`)
  const printed = async (format: FormatName): Promise<string> =>
    (await warrener(['lint', '--format', format, '--only', 'storage-not-persistent'], { cwd })).out

  test('are told as they are to programs', async () => {
    const { findings } = JSON.parse(await printed('json')) as Json
    expect(findings.map(({ file }) => file).sort()).toEqual([...paths].sort())
    const { runs } = JSON.parse(await printed('sarif'))
    const uris: readonly string[] = runs[0].results.map(
      ({
        locations: [place],
      }: {
        locations: [{ physicalLocation: { artifactLocation: { uri: string } } }]
      }) => place.physicalLocation.artifactLocation.uri,
    )
    expect(uris.map(uri => decodeURIComponent(new URL(uri, 'file:///').pathname).slice(1)).sort()).toEqual(
      [...paths].sort(),
    )
    const issues: readonly { readonly location: { readonly path: string } }[] = JSON.parse(
      await printed('gitlab'),
    )
    expect(issues.map(({ location }) => location.path).sort()).toEqual([...paths].sort())
  })

  test.each(formatNames.filter(name => !['json', 'sarif', 'gitlab'].includes(name)))(
    '%s stays in its lines',
    async format => {
      const text = await printed(format)
      // The runner takes a path as it is, and prints none.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
      if (format !== 'github') expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
      const [, ...more] = text.split('line.yaml')
      expect(more).not.toEqual([])
      if (format === 'concise' || format === 'github')
        expect(text.trimEnd().split('\n')).toHaveLength(names.length)
      if (format !== 'github') expect(text).not.toMatch(/^::|^##\[/m)
      else
        for (const line of text.trimEnd().split('\n'))
          expect(line).toMatch(/^::warning title=storage-not-persistent,file=[^,:]*,line=\d+,[^:]*::[^\n]*$/)
    },
  )

  test('may be given as PATHs', async () => {
    for (const path of paths) {
      const { code, out } = await warrener(['lint', '--format', 'json', '--fail-on', 'warning', '--', path], {
        cwd,
      })
      expect([path, code, JSON.parse(out).findings.length > 0]).toEqual([path, 1, true])
    }
  })
})

test('Windows line ends change no place', async () => {
  const places = async (text: string) =>
    (await jsonOf(folder({ 'a.yaml': text }))).findings.map(({ rule, line, column }) => [rule, line, column])
  const unix = await places(bad)
  expect(unix.length).toBeGreaterThan(0)
  expect(await places(bad.replaceAll('\n', '\r\n'))).toEqual(unix)
  expect(await places(`\ufeff${bad.replaceAll('\n', '\r\n')}`)).toEqual(unix)
})

describe('beside files that cannot be read', () => {
  const cwd = folder({ 'all.yaml': bad })
  writeFileSync(join(cwd, 'bytes.yaml'), Buffer.from([0, 0xff, 0xfe, 0x80, 0]))
  writeFileSync(join(cwd, 'wide.yaml'), Buffer.from(`\ufeff${bad}`, 'utf16le'))
  symlinkSync('nowhere', join(cwd, 'broken.yaml'))
  symlinkSync('loop.yaml', join(cwd, 'loop.yaml'))
  symlinkSync('all.yaml', join(cwd, 'link.yaml'))
  mkdirSync(join(cwd, 'folder.yaml'))

  test('the others are judged, and each of these has its reason', async () => {
    const { findings, skipped } = await jsonOf(cwd)
    expect(findings.filter(({ file }) => file === 'all.yaml').map(({ rule }) => rule)).toContain(
      'storage-not-persistent',
    )
    const told = new Map([
      ...skipped.map(({ file, why }) => [file, why] as const),
      ...findings
        .filter(({ rule }) => rule === 'document-unreadable')
        .map(({ file }) => [file, 'a finding'] as const),
    ])
    expect(Object.fromEntries([...told].sort())).toEqual({
      'broken.yaml': 'is a symbolic link to nothing',
      'bytes.yaml': 'is not UTF-8 text',
      'link.yaml': 'is a symbolic link, which is not followed',
      'loop.yaml': 'is a symbolic link to nothing',
      'wide.yaml': 'a finding',
    })
  })

  test('a file that goes before it is read is not absent, and the others are judged', async () => {
    const going = folder({ 'a.yaml': bad, 'b.yaml': bad })
    const place = { cwd: going, begin: () => rmSync(join(going, 'b.yaml')) }
    const { files, unread } = await gather(
      ['.'],
      { context: [], allowEmpty: false, stdinFilename: '' },
      place,
      async () => Buffer.alloc(0),
    )
    expect(files.map(({ name }) => name)).toEqual(['a.yaml'])
    expect(unread).toEqual([
      {
        name: 'b.yaml',
        problem: 'access',
        why: 'cannot be read: there is no such file or folder (ENOENT)',
        named: false,
      },
    ])
  })
})
