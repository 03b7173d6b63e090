import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { formatRelease, newestRelease } from '../../facts/release.ts'
import type { Committed } from '../../scripts/release-data/committed.ts'
import { dataFiles } from '../../scripts/release-data/data-files.ts'
import { type Repository, repository } from '../../scripts/release-data/git.ts'
import { report } from '../../scripts/release-data/report.ts'
import type { Untagged } from '../../scripts/release-data/untagged.ts'
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts'
import { first, second } from './small-server.ts'

const code = new Map([
  ['facts/conf/keys.ts', "import { confKeys } from '../data/conf-keys.ts'\n"],
  ['facts/other.ts', '/** Source: rabbit_policies.erl@v4.9.0, validate_policy/2. */'],
  ['facts/third.ts', '/** Source: rabbit_policies.erl@v4.9.0, other/0. */'],
  ['policies/old-key.ts', "import { keyLines } from '../facts/conf/keys.ts'\nconst key = 'old.key'\n"],
  ['policies/silent.ts', "const key = 'no.old.key'\n"],
])
const nothing: Committed = { versions: [], sources: [], lines: () => undefined }
const schemas = new Map()

let folder: string
let source: Repository
const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      GIT_COMMITTER_DATE: '2026-01-02T00:00:00Z',
      GIT_AUTHOR_DATE: '2026-01-02T00:00:00Z',
    },
  }).trim()
function commit(files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  git('add', '-A')
  git('commit', '-qm', 'state', '--no-gpg-sign')
  return git('rev-parse', 'HEAD')
}
let snapshot = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'warrener-release-'))
  git('init', '-q')
  snapshot = commit(first)
  git('tag', 'v4.9.0')
  commit(second)
  git('tag', 'v4.9.1')
  source = repository(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const read = (
  known: Committed,
  untagged: readonly Untagged[] = [],
  from = source,
): ReturnType<typeof dataFiles> => dataFiles({ repository: from, schemas, untagged, known, all: false })
/** The data as if the later release had not been there yet. */
const before = (whole: Committed): Committed => ({
  versions: ['4.9.0'],
  sources: whole.sources.filter(({ release }) => release === '4.9.0'),
  lines: (file, name, version) => (version === '4.9.0' ? whole.lines(file, name, version) : undefined),
})

describe('a release that is new', () => {
  test('becomes data', () => {
    const { modules, releases } = read(nothing)
    expect(releases).toEqual([
      { release: '4.9.0', kind: 'tag', source: 'v4.9.0', date: '2026-01-02' },
      { release: '4.9.1', kind: 'tag', source: 'v4.9.1', date: '2026-01-02' },
    ])
    expect(modules.get('releases')).toContain("readReleases = '4.9.0-4.9.1'")
    expect(modules.get('releases')).toContain("partlyRead = ''")
    expect(modules.get('conf-keys')).toContain('old.key\tflag\t\t\t<=4.9.0')
    expect(modules.get('feature-flags')).toContain('rabbit\t\tstable\t\t>=4.9.1')
    expect(modules.get('plugins')).toContain('rabbitmq_new\trabbitmq_top\t>=4.9.1')
  })

  test('is reported for users, rules and facts by hand', () => {
    const { data } = read(nothing)
    const text = report({ before: before(data), after: data, repository: source, code, since: undefined })
    const lines = text.split('\n')
    const wanted = [
      '## RabbitMQ 4.9.1, against 4.9.0',
      '| `old.key` | gone, was datatypes: flag | old-key |',
      '| `new.$name.key` | new, datatypes: integer |  |',
      '| `heartbeat` | datatypes: enum(none) \\| integer, was integer |  |',
      '| `depth` | names of validators: byte,odd, was byte |  |',
      '| `rabbitmq_new` | new, the plugins it brings along: rabbitmq_top |  |',
      '| `max-width user` | new |  |',
      '| `flag_a` | stability: required, was stable; level of a required one: hard, was none |  |',
      '| `rabbit` | new, stability: stable |  |',
      '| `old_ways` | phase: denied_by_default, was permitted_by_default |  |',
      '| `list_more` | new, the tools that have it: ctl |  |',
      '* translation `rabbit.depth`: changed',
      '* validator `byte`: changed',
      '* validator `odd`: new',
      // the function that another module names is as it was
      '| `rabbit_policies.erl` | other | facts/third.ts |',
      'Asked by: old-key.',
      '* [ ] the validator `odd` is not described in facts/conf/validators.ts',
    ]
    expect(wanted.filter(line => !lines.includes(line))).toEqual([])
    expect(text).not.toContain('silent')
    expect(text).not.toContain('health checks')
  })

  test('and nothing is said twice', () => {
    const { data } = read(nothing)
    const again = read(data)
    const input = { before: data, after: again.data, repository: source, code }
    expect(report({ ...input, since: undefined })).not.toContain('##\u0020RabbitMQ')
    expect(report({ ...input, since: '4.9.0' })).toContain('## RabbitMQ 4.9.1, against 4.9.0')
    expect([...again.modules]).toEqual([...read(nothing).modules])
  })
})

describe('a release without tag', () => {
  const entry: Untagged = {
    release: '4.9.2',
    kind: 'snapshot',
    source: 'main',
    date: '2026-01-01',
    lines: { confKeys: ['added\tinteger\t\t', 'depth\tflag\t\t'] },
    without: { confKeys: ['heartbeat'] },
  }

  test('is what stands in for it, with what is known beside', () => {
    const from = repository(folder, new Map([['4.9.2', snapshot]]))
    const { data, modules } = read(nothing, [{ ...entry, commit: snapshot }], from)
    const keys = data
      .lines('conf-keys', 'confKeys', '4.9.2')
      ?.map(line => line.split('\t').slice(0, 2).join(' '))
    expect(keys?.toSorted()).toEqual(['added integer', 'depth flag', 'old.key flag'])
    expect(modules.get('releases')).toContain("partlyRead = '4.9.2'")
  })

  test('is like another where nothing stands in for it', () => {
    const { data } = read(nothing, [{ ...entry, kind: 'notes', like: '4.9.1' }])
    const keys = data.lines('conf-keys', 'confKeys', '4.9.2')?.map(line => line.split('\t')[0])
    expect(keys?.toSorted()).toEqual(['added', 'depth', 'new.$name.key'])
  })

  test('keeps what the data say where nothing is at hand', () => {
    const like = read(nothing, [{ ...entry, kind: 'notes', like: '4.9.1' }]).data
    const kept = read(like, [entry]).data
    expect(kept.lines('plugins', 'plugins', '4.9.2')).toEqual(like.lines('plugins', 'plugins', '4.9.2'))
    expect(() => read(nothing, [entry])).toThrow('nothing to read 4.9.2 from')
  })

  test('is corrected when its tag is there, and its entry is to go', () => {
    const guessed: Untagged = {
      ...entry,
      release: '4.9.1',
      kind: 'notes',
      like: '4.9.0',
      lines: {},
      without: {},
    }
    const alone = { ...source, releases: () => ['4.9.0'] }
    const guess = read(nothing, [guessed], alone).data
    const after = read(guess, [guessed]).data
    const text = report({ before: guess, after, repository: source, code, since: undefined })
    expect(text).toContain(
      '| keys of rabbitmq.conf | `old.key` | gone, was datatypes: flag | 4.9.1 | old-key |',
    )
    expect(text).toContain('* [ ] 4.9.1 has a tag now and was known from less (notes)')
  })

  test('that nobody described stops', () => {
    expect(() => read({ ...nothing, versions: ['4.9.2'] })).toThrow('neither tagged nor described')
  })
})

test('the command prints the report, and with --check writes nothing', () => {
  const next = formatRelease({ ...newestRelease, patch: newestRelease.patch + 1 })
  git('tag', `v${next}`)
  const script = join(import.meta.dirname, '../../scripts/release-data.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, folder, '--check'], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  git('tag', '-d', `v${next}`)
  expect(stdout).toContain(`## RabbitMQ ${next}, against ${formatRelease(newestRelease)}`)
  expect(stdout).toContain('| `old.key` | new, datatypes: flag |')
  expect(stderr).toContain('facts/data/conf-keys.ts: would change')
  expect(status).toBe(1)
})

test('a macro that nobody described stops', () => {
  const text = '-rabbit_feature_flag({?ODD, #{stability => stable}}).'
  const odd = { ...source, filesWith: () => new Map([['deps/rabbit/src/a.erl', text]]) }
  expect(() => read(nothing, [], odd)).toThrow('by the macro ?ODD')
})
