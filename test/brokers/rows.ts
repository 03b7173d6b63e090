import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseRelease, type Release } from '../../facts/release.ts'
import { releaseRange } from '../../facts/release-range.ts'
import type { Sample } from '../../policies/sample.ts'
import { type BrokerRoot, type Suite, suites } from './install.ts'
import type { BootOptions } from './node.ts'

/** One node with these files and this environment: the releases on which it boots, of those that it is tried on. */
export interface BootRow {
  readonly name: string
  readonly node: BootOptions
  /** A range as facts/release-range.ts reads it, or `none`. */
  readonly boots: string
  /** The releases on which it neither boots nor ends, for as long as the node is given. */
  readonly waits?: string
  /** All but these are not tried. */
  readonly triedOn?: string
  /** What the log then says, where the node does not boot. */
  readonly says?: RegExp
  /** The exit code where it does not boot; by default that of a node which gives up. */
  readonly code?: number
  /** What the log says where it boots; only where it is worth a look. */
  readonly saysThen?: RegExp
  /** Arguments of rabbitmqctl where it boots, and what standard output then is. */
  readonly ctl?: readonly string[]
  readonly answers?: RegExp
  /** The rule that gives an error on these files where the node does not boot. Where it boots no rule gives one, but for this. */
  readonly found?: string
  /** It gives its error where the node boots, too: what is lost, nobody is told. */
  readonly losesSilently?: true
  /**
   * What the rule sees around the files, where one pod by itself is not enough: how many there are, what they are called, what is left
   * out. Other rules may speak of that, too.
   */
  readonly around?: Pick<Sample, 'replicas' | 'without' | 'nodeName' | 'longNames' | 'env'>
}

/** What is asked of a node that runs: a command, the releases where it succeeds, and how it ends on the others. */
export interface AnswerRow {
  readonly name: string
  /** A tool of the broker and its arguments; it leaves the node as it was, but for what the next row overwrites. */
  readonly run: readonly [tool: string, ...args: readonly string[]]
  /** A range, or `none`. */
  readonly succeeds: string
  /** The exit code elsewhere. */
  readonly code: number
  /** What standard error says there; where it succeeds it says nothing. */
  readonly says: RegExp
}

/** Rows with the name of the table they are in: their test is called `table: name`. */
type InTable<Row> = Row & { readonly title: string }

const tablesIn = async <Row extends { readonly name: string }>(
  folder: 'boots' | 'answers',
): Promise<readonly InTable<Row>[]> => {
  const all: InTable<Row>[] = []
  const home = join(import.meta.dirname, '..', 'slow', folder)
  for (const file of globSync('*.ts', { cwd: home }).sort()) {
    const table: Readonly<Record<string, readonly Row[]>> = await import(join(home, file))
    for (const row of table[folder] ?? [])
      all.push({ ...row, title: `${basename(file, '.ts')}: ${row.name}` })
  }
  return all
}
/** The rows of all tables in `test/slow/boots/`. */
export const bootRows = (): Promise<readonly InTable<BootRow>[]> => tablesIn<BootRow>('boots')
/** The rows of all tables in `test/slow/answers/`. */
export const answerRows = (): Promise<readonly InTable<AnswerRow>[]> => tablesIn<AnswerRow>('answers')

/** Tests have to be declared before a root is there, so what is in each suite is written here; sid's is looked up later. */
const expected: Readonly<Record<Suite, string>> = {
  bullseye: '3.8.9',
  bookworm: '3.10.8',
  trixie: '4.0.5',
  sid: '4.3.6',
}
/** The suites that a row is tried on, with the release that is expected there. */
export const triedOn = ({ triedOn: range = 'all' }: BootRow): readonly (readonly [Suite, Release])[] =>
  suites.flatMap(suite => {
    const release = releaseCalled(expected[suite])
    return releaseIn(range, release) ? [[suite, release] as const] : []
  })

/** The release of a root. */
export const releaseOf = ({ version }: Pick<BrokerRoot, 'version'>): Release => releaseCalled(version)

function releaseCalled(version: string): Release {
  const release = parseRelease(version)
  if (!release) throw new Error(`not a release: '${version}'`)
  return release
}

/** Whether a release is in a range as facts/release-range.ts reads it, or `none`. */
export const releaseIn = (range: string, release: Release): boolean =>
  range !== 'none' && releaseRange(range).has(release)
