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
  writeFileSync(join(folder, 'cpu.cjs'), tellCpu)
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

/** Milliseconds of a whole process, from its start to its end and of processor time. */
interface Times {
  readonly wall: number
  readonly cpu: number
}
const tellCpu =
  "process.on('exit', () => { const { user, system } = process.cpuUsage(); require('node:fs').writeSync(2, String(user + system)) })"

function time(args: readonly string[]): Times {
  const start = performance.now()
  const preload = ['-r', join(folder, 'cpu.cjs')]
  const { status, stderr } = spawnSync(process.execPath, [...preload, ...args], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const wall = performance.now() - start
  if (status !== 0) throw new Error(`node ${args.join(' ')} failed: ${stderr}`)
  return { wall, cpu: Number(stderr) / 1000 }
}

const median = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN

function measure(): ReadonlyMap<string, Times> {
  const times = new Map(contenders.map(([name]) => [name, [] as Times[]]))
  for (const [, args] of contenders) time(args)
  // In turns, so that a busy moment of the machine touches all of them alike.
  for (let run = 0; run < runs; run++)
    for (const [name, args] of contenders) times.get(name)?.push(time(args))
  return new Map(
    [...times].map(([name, all]) => [
      name,
      { wall: median(all.map(({ wall }) => wall)), cpu: median(all.map(({ cpu }) => cpu)) },
    ]),
  )
}

const widths = [31, 8, 9, 29, 6, 6, 4]
const row = (...cells: readonly string[]): void =>
  console.log(`| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`)

function print(medians: ReadonlyMap<string, Times>): void {
  const of = (name: string): Times => medians.get(name) ?? { wall: Number.NaN, cpu: Number.NaN }
  row('process', 'median', 'processor', 'beside', 'ratio', 'proc.', 'bar')
  row(...widths.map(width => '-'.repeat(width)))
  for (const [name] of contenders) {
    const { wall, cpu } = of(name)
    const [, beside, most] = bars.find(([barred]) => barred === name) ?? []
    const ratios =
      beside === undefined
        ? ['', '', '', '']
        : [beside, (wall / of(beside).wall).toFixed(2), (cpu / of(beside).cpu).toFixed(2), `${most}`]
    row(name, `${wall.toFixed(0)} ms`, `${cpu.toFixed(0)} ms`, ...ratios)
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
