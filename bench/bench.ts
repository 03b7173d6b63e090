/**
 * How long whole processes take, beside what they cannot be faster than: `npm run bench [turns [part of a promise]]`. All are
 * measured in turns, in one run; the figures are medians. What is promised is compared turn by turn and by processor time, which other work on the machine
 * disturbs least: what is compared runs one after the other, and a ratio holds on any machine.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import { rules } from '../index.ts'
import { kubeconform, kubeconformArguments } from './kubeconform.ts'
import { lambdaEnvironment, preparedLambda } from './lambda.ts'
import { type ManifestFile, manifestFiles } from './manifests.ts'
import { type Contender, type Costs, measure, medians, ratioOf } from './measure.ts'
import { monorepo } from './monorepo.ts'

const root = join(import.meta.dirname, '..')
const turns = Number(process.argv[2] ?? 15)
/** A part of the name of a promise: what it does not name is not measured. */
const word = process.argv[3] ?? ''
/** Of fewer one busy moment would decide. */
const fewTurns = Math.min(turns, Math.max(5, Math.ceil(turns / 3)))
const folder = mkdtempSync(join(tmpdir(), 'warrener-bench-'))
const [launcher, cold] = [join(folder, 'bin/warrener.cjs'), { NODE_DISABLE_COMPILE_CACHE: '1' }]
const kept = { NODE_DISABLE_COMPILE_CACHE: '', NODE_COMPILE_CACHE: join(folder, 'compiled') }

const trees: { readonly [name: string]: () => Iterable<ManifestFile> } = {
  small: () => manifestFiles(3),
  '1000': () => manifestFiles(1000),
  '3000': () => manifestFiles(3000),
  '10000': () => manifestFiles(10_000),
  clusters: () => manifestFiles(3000).filter((_, file) => file % 10 === 0),
  monorepo,
}

const ours = (name: string, path: string, more: Partial<Contender> = {}): Contender => ({
  name,
  args: [launcher, 'lint', '--format', 'json', '--fail-on', 'never', path],
  env: kept,
  ...more,
})
const events = (name: string, path: string, more: Partial<Contender> = {}): Contender => ({
  name,
  args: [join(folder, 'events.cjs'), path],
  ...more,
})
const peer = kubeconform()
const peers = (name: string, path: string): readonly Contender[] =>
  peer === undefined
    ? []
    : [{ name, program: peer, args: kubeconformArguments(join(folder, 'schemas'), path), turns: fewTurns }]

/** What the runner of GitHub gives the Action. */
const runner = {
  ...kept,
  GITHUB_EVENT_NAME: 'workflow_dispatch',
  GITHUB_OUTPUT: join(folder, 'output'),
  GITHUB_WORKSPACE: join(folder, 'small'),
  RUNNER_TEMP: folder,
  INPUT_PATHS: '.',
  'INPUT_FAIL-ON': 'never',
}
const few = { turns: fewTurns }
const contenders: readonly Contender[] = [
  { name: 'node -e 0', args: ['-e', '0'] },
  { name: '--version', args: [launcher, '--version'], env: kept },
  { name: 'explain', args: [launcher, 'explain', rules[0]?.id ?? ''], env: kept },
  ours('one small cluster', 'small'),
  ours('one small cluster, other Node', 'small', {
    env: { ...kept, NODE_OPTIONS: '--stack-trace-limit=20' },
  }),
  ours('one small cluster, first run', 'small', { env: cold }),
  ours('examples/broken-cluster', join(root, 'examples/broken-cluster')),
  {
    name: 'Action, small tree',
    args: [join(folder, 'action/index.cjs')],
    env: runner,
    cwd: join(folder, 'small'),
  },
  {
    name: 'Action, small tree, first run',
    args: [join(folder, 'action/index.cjs')],
    env: { ...runner, ...cold },
    cwd: join(folder, 'small'),
  },
  { name: 'Lambda, first answer', args: [join(folder, 'lambda/first.cjs')], env: lambdaEnvironment },
  ours('100 clusters', 'clusters', few),
  ours('survive, 100 clusters', 'clusters', {
    ...few,
    args: [launcher, 'survive', '--format', 'json', 'clusters'],
  }),
  events('parseEvents, 3,000 documents', '3000'),
  ours('3,000 documents', '3000'),
  ours('1,000 documents', '1000', few),
  ours('10,000 documents', '10000', few),
  ...peers('kubeconform, 10,000', '10000'),
  events('parseEvents, monorepo', 'monorepo', few),
  ours('monorepo', 'monorepo', few),
  ...peers('kubeconform, monorepo', 'monorepo'),
]

/** A promise: at most so many times the processor time of another, or so many MiB. */
type Bar = readonly [name: string, beside: string, most: number] | readonly [name: string, mebibytes: number]
const allBars: readonly Bar[] = [
  ['--version', 'node -e 0', 2],
  ['explain', 'node -e 0', 2],
  ['one small cluster', 'node -e 0', 2.9],
  ['one small cluster, other Node', 'node -e 0', 3.6],
  ['Action, small tree', 'node -e 0', 3],
  ['Lambda, first answer', 'node -e 0', 3],
  ['survive, 100 clusters', '100 clusters', 1.5],
  ['3,000 documents', 'parseEvents, 3,000 documents', 3.3],
  ['10,000 documents', '1,000 documents', 10.5],
  ['10,000 documents', 'kubeconform, 10,000', 1],
  ['monorepo', 'parseEvents, monorepo', 1.6],
  ['monorepo', 'kubeconform, monorepo', 1],
  ['monorepo', 330],
]
const bars = allBars.filter(([name]) => name.includes(word))
const isWanted = ({ name }: Contender): boolean =>
  word === '' || bars.some(bar => bar.some(of => of === name))

/** The bare parser over every file of a folder, bundled as the command is. */
const eventsOfAll = `
  import { readdirSync, readFileSync } from 'node:fs'
  import { join } from 'node:path'
  import { parseEvents } from 'js-yaml'
  for (const name of readdirSync(process.argv[2], { recursive: true })) {
    if (name.endsWith('.yaml')) parseEvents(readFileSync(join(process.argv[2], name), 'utf8'), {})
  }`

async function prepare(): Promise<void> {
  for (const [target, to] of [
    ['command', 'dist'],
    ['action', 'action'],
  ] as const)
    execFileSync(process.execPath, [join(root, 'scripts/build.ts'), target, join(folder, to)])
  preparedLambda(join(root, 'scripts/build.ts'), join(folder, 'lambda'))
  mkdirSync(join(folder, 'bin'))
  copyFileSync(join(root, 'bin/warrener.cjs'), launcher)
  cpSync(join(root, 'docs/rules'), join(folder, 'docs/rules'), { recursive: true })
  writeFileSync(join(folder, 'output'), '')
  await build({
    stdin: { contents: eventsOfAll, resolveDir: root },
    outfile: join(folder, 'events.cjs'),
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  })
  for (const [name, files] of Object.entries(trees))
    for (const { name: file, text } of files()) {
      mkdirSync(dirname(join(folder, name, file)), { recursive: true })
      writeFileSync(join(folder, name, file), text)
    }
}

const row = (...cells: readonly (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`)
const mebibytes = (bytes: number | undefined): number => (bytes ?? Number.NaN) / 1024 / 1024

function print(costs: Costs): void {
  row('process', 'wall', 'processor', 'peak')
  row('---', '---', '---', '---')
  for (const [name, all] of costs) {
    const { wall, cpu, memory } = medians(all)
    const peak = memory === undefined ? '' : `${mebibytes(memory).toFixed(0)} MiB`
    row(name, `${wall.toFixed(0)} ms`, `${cpu.toFixed(0)} ms`, peak)
  }
  console.log('')
  row('promise', 'processor', 'wall', 'bar', '')
  row('---', '---', '---', '---', '---')
  for (const bar of bars) row(...promise(bar, costs))
}

function promise(bar: Bar, costs: Costs): readonly (string | number)[] {
  const its = costs.get(bar[0]) ?? []
  if (bar.length === 2) {
    const peak = mebibytes(medians(its).memory)
    return [`${bar[0]}: memory`, `${peak.toFixed(0)} MiB`, '', bar[1], verdict(peak < bar[1])]
  }
  const [name, other, most] = bar
  const beside = costs.get(other) ?? []
  if (its.length === 0 || beside.length === 0)
    return [`${name} / ${other}`, '', '', most, 'not measured: no Go, or no module proxy']
  const ratio = ratioOf(its, beside, 'cpu')
  return [
    `${name} / ${other}`,
    ratio.toFixed(2),
    ratioOf(its, beside, 'wall').toFixed(2),
    most,
    verdict(ratio <= most),
  ]
}
const verdict = (isMet: boolean): string => (isMet ? 'met' : 'MISSED')

try {
  await prepare()
  print(measure(contenders.filter(isWanted), turns, folder))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
if (word !== '') process.exit()
console.log('\nGrowth of processor time with the input')
execFileSync(process.execPath, [join(root, 'bench/growth.ts')], { stdio: 'inherit' })
console.log('\nThe webhook, from its start to the first answer, with an empty express server beside it')
execFileSync(process.execPath, [join(root, 'bench/webhook/bench.ts')], { stdio: 'inherit' })
