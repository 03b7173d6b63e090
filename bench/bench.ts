/**
 * How long whole processes take, beside what they cannot be faster than, as medians of runs in turns: `npm run bench`.
 * Ratios are within one run, so that they hold on any machine. The compile cache is warm, as it is on a user's second run.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import { manifestFiles } from './manifests.ts'

const root = join(import.meta.dirname, '..')
const runs = Number(process.argv[2] ?? 15)
const folder = mkdtempSync(join(tmpdir(), 'warrener-bench-'))

/** What is measured: a name, and arguments of node. */
type Contender = readonly [name: string, args: readonly string[]]
/** A promise: one contender takes at most so many times as long as another. */
type Bar = readonly [name: string, beside: string, most: number]

const launcher = join(folder, 'bin/warrener.cjs')
const lint = (...paths: readonly string[]): readonly string[] => [
  launcher,
  'lint',
  '--format',
  'json',
  '--fail-on',
  'never',
  ...paths,
]
const contenders: readonly Contender[] = [
  ['node -e 0', ['-e', '0']],
  ['--version', [launcher, '--version']],
  ['one small cluster', lint(join(folder, 'small'))],
  ['examples/broken-cluster', lint(join(root, 'examples/broken-cluster'))],
  ['parseEvents, 3,000 documents', [join(folder, 'events.cjs'), join(folder, '3000')]],
  ['1,000 documents', lint(join(folder, '1000'))],
  ['3,000 documents in 1,000 files', lint(join(folder, '3000'))],
  ['10,000 documents', lint(join(folder, '10000'))],
]
const bars: readonly Bar[] = [
  ['one small cluster', 'node -e 0', 3],
  ['3,000 documents in 1,000 files', 'parseEvents, 3,000 documents', 2.5],
  ['10,000 documents', '1,000 documents', 10.5],
]

/** The bare parser over every file of a folder, bundled as the command is. */
const events = `
  import { readdirSync, readFileSync } from 'node:fs'
  import { join } from 'node:path'
  import { parseEvents } from 'js-yaml'
  for (const name of readdirSync(process.argv[2], { recursive: true })) {
    if (name.endsWith('.yaml')) parseEvents(readFileSync(join(process.argv[2], name), 'utf8'), {})
  }`

async function prepare(): Promise<void> {
  execFileSync(process.execPath, [join(root, 'scripts/build.ts'), 'command', join(folder, 'dist')])
  mkdirSync(join(folder, 'bin'))
  copyFileSync(join(root, 'bin/warrener.cjs'), launcher)
  await build({
    stdin: { contents: events, resolveDir: root },
    outfile: join(folder, 'events.cjs'),
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  })
  for (const [name, documents] of [
    ['small', 3],
    ['1000', 1000],
    ['3000', 3000],
    ['10000', 10_000],
  ] as const) {
    for (const { name: file, text } of manifestFiles(documents)) {
      mkdirSync(dirname(join(folder, name, file)), { recursive: true })
      writeFileSync(join(folder, name, file), text)
    }
  }
}

/** Milliseconds from the start of a process to its end. */
function time(args: readonly string[]): number {
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  if (status !== 0) throw new Error(`node ${args.join(' ')} failed: ${stderr}`)
  return performance.now() - start
}

const median = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN

function measure(): ReadonlyMap<string, number> {
  const times = new Map(contenders.map(([name]) => [name, [] as number[]]))
  for (const [, args] of contenders) time(args)
  // In turns, so that a busy moment of the machine touches all of them alike.
  for (let run = 0; run < runs; run++)
    for (const [name, args] of contenders) times.get(name)?.push(time(args))
  return new Map([...times].map(([name, all]) => [name, median(all)]))
}

function print(medians: ReadonlyMap<string, number>): void {
  const of = (name: string): number => medians.get(name) ?? Number.NaN
  const row = (...cells: readonly string[]): void =>
    console.log(`| ${cells.map((cell, index) => cell.padEnd([32, 9, 32, 8, 8][index] ?? 0)).join(' | ')} |`)
  row('process', 'median', 'beside', 'ratio', 'at most')
  row('---', '---', '---', '---', '---')
  for (const [name] of contenders) {
    const bar = bars.find(([barred]) => barred === name)
    const rest = bar ? [bar[1], (of(name) / of(bar[1])).toFixed(2), `${bar[2]}`] : ['', '', '']
    row(name, `${of(name).toFixed(0)} ms`, ...rest)
  }
}

try {
  await prepare()
  print(measure())
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log('\nwebhook, from its start to the first answer, with an empty express server beside it')
execFileSync(process.execPath, [join(root, 'bench/webhook.ts')], { stdio: 'inherit' })
