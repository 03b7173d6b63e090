/**
 * What another checkout of this project says differently of the same input: `npm run compare -- CHECKOUT FOLDER...`.
 *
 * Input are all rows of the rules' tests in the other checkout, and each FOLDER as one tree; with `--each` each folder in
 * it as one; with `--bench N` so many documents of the benchmark as well. Findings are matched by rule, fingerprint and place. `--wanted FILE` names differences that are meant, one a
 * line: `rule kind reason`, where `*` stands for any rule or any kind. Exits with 1 where another difference is left.
 */
import { spawnSync } from 'node:child_process'
import { globSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { manifestFiles } from '../bench/manifests.ts'
import type { LintOptions, Report, ReportedFinding } from '../index.ts'

const root = join(import.meta.dirname, '..')

interface Input {
  readonly name: string
  readonly files: readonly { readonly name: string; readonly text: string }[]
  readonly options: LintOptions
}
type Kind =
  | 'gone'
  | 'new'
  | 'severity'
  | 'message'
  | 'why'
  | 'help'
  | 'fix'
  | 'related'
  | 'gap gone'
  | 'gap new'
  | 'clusters'
  | 'skipped'
interface Difference {
  readonly input: string
  readonly rule: string
  readonly kind: Kind
  readonly was: string
  readonly is: string
}

/** Runs a module text in a checkout, with JSON in and out. */
function inCheckout<T>(checkout: string, program: string, input: unknown): T {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: checkout,
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  })
  if (status !== 0) throw new Error(`${checkout}: ${stderr}`)
  return JSON.parse(stdout) as T
}

const readRows = `
import { globSync } from 'node:fs'
import { resolve } from 'node:path'
const inputs = []
for (const file of globSync('test/policies/*.ts').sort()) {
  const { default: table } = await import(resolve(file))
  for (const { name, manifests, options = {} } of [...table.valid, ...table.invalid]) {
    const files = typeof manifests === 'string' ? { 'a.yaml': manifests } : manifests
    inputs.push({ name: file + ': ' + name, options, files: Object.entries(files).map(([name, text]) => ({ name, text })) })
  }
}
process.stdout.write(JSON.stringify(inputs))`
const lintAll = `
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
const { lint } = await import(resolve('index.ts'))
const reports = JSON.parse(readFileSync(0, 'utf8')).map(({ files, options }) => {
  try { return lint(files, { today: '2026-01-01', ...options }) } catch (error) { return String(error.stack) }
})
process.stdout.write(JSON.stringify(reports))`

function tree(folder: string): Input {
  const names = globSync('**/*', { cwd: folder }).filter(
    name => !/(?:^|\/)(?:\.git|node_modules)\//.test(name) && statSync(join(folder, name)).isFile(),
  )
  const files = names.sort().map(name => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
  return { name: folder, files, options: {} }
}

const keyOf = ({ rule, fingerprint, file, line, column, cluster }: ReportedFinding): string =>
  [rule, fingerprint, file, line, column, cluster].join('\0')

/** What two reports on one input differ in. */
function differences(input: string, was: Report | string, is: Report | string): readonly Difference[] {
  if (typeof was === 'string' || typeof is === 'string') {
    if (was === is) return []
    return [
      {
        input,
        rule: '(all)',
        kind: 'gone',
        was: JSON.stringify(was).slice(0, 300),
        is: JSON.stringify(is).slice(0, 300),
      },
    ]
  }
  const show = (finding: ReportedFinding | undefined): string =>
    finding ? `${finding.severity} ${finding.file}:${finding.line}:${finding.column} ${finding.message}` : ''
  const [old, now] = [was, is].map(report => Map.groupBy(report.findings, keyOf)) as [
    Map<string, ReportedFinding[]>,
    Map<string, ReportedFinding[]>,
  ]
  const found = [...new Set([...old.keys(), ...now.keys()])].flatMap(key => {
    const [left = [], right = []] = [old.get(key), now.get(key)]
    return Array.from({ length: Math.max(left.length, right.length) }, (_, index) =>
      pair(left[index], right[index]),
    ).flat()
  })
  function pair(a: ReportedFinding | undefined, b: ReportedFinding | undefined): readonly Difference[] {
    const rule = (a ?? b)?.rule ?? ''
    if (!a || !b) return [{ input, rule, kind: a ? 'gone' : 'new', was: show(a), is: show(b) }]
    return (['severity', 'message', 'why', 'help', 'fix', 'related'] as const).flatMap(kind => {
      const [x, y] = [a, b].map(finding =>
        kind === 'related' ? JSON.stringify(finding.related) : finding[kind],
      )
      return x === y ? [] : [{ input, rule, kind, was: x ?? '', is: y ?? '' }]
    })
  }
  const gaps = (report: Report): ReadonlySet<string> =>
    new Set(report.notEvaluated.map(({ rule, cluster, why }) => [rule, cluster, why].join('\0')))
  const [gapsWere, gapsAre] = [gaps(was), gaps(is)]
  const gap = (kind: 'gap gone' | 'gap new') => (text: string) => {
    const [rule = '', cluster, why] = text.split('\0')
    const said = `${cluster}: ${why}`
    return { input, rule, kind, was: kind === 'gap gone' ? said : '', is: kind === 'gap new' ? said : '' }
  }
  const part = (kind: 'clusters' | 'skipped'): readonly Difference[] => {
    const brief = (report: Report): string =>
      JSON.stringify(
        kind === 'clusters'
          ? report.clusters.map(({ name, version, replicas, file, line }) => [
              name,
              version,
              replicas,
              file,
              line,
            ])
          : report.skipped,
      )
    const [x, y] = [brief(was), brief(is)]
    return x === y ? [] : [{ input, rule: '(all)', kind, was: x, is: y }]
  }
  return [
    ...found,
    ...[...gapsWere].filter(text => !gapsAre.has(text)).map(gap('gap gone')),
    ...[...gapsAre].filter(text => !gapsWere.has(text)).map(gap('gap new')),
    ...part('clusters'),
    ...part('skipped'),
  ]
}

interface Wanted {
  readonly rule: string
  readonly kind: string
  readonly reason: string
}
const readWanted = (file: string): readonly Wanted[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '' && !line.startsWith('#'))
    .map(line => {
      const [rule = '', kind = '', ...reason] = line.trim().split(/\s+/)
      return { rule, kind: kind.replace('_', ' '), reason: reason.join(' ') }
    })

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    each: { type: 'boolean', default: false },
    wanted: { type: 'string' },
    all: { type: 'boolean', default: false },
    bench: { type: 'string', multiple: true, default: [] },
  },
})
const [other, ...folders] = positionals
if (other === undefined) throw new Error('name the other checkout')
const checkout = resolve(other)
const trees = folders.flatMap(folder =>
  values.each
    ? globSync('*/', { cwd: folder })
        .sort()
        .map(name => join(folder, name))
    : [folder],
)
const rows = inCheckout<readonly Input[]>(checkout, readRows, null)
const generated = values.bench.map(
  (count): Input => ({ name: `${count} documents`, files: manifestFiles(Number(count)), options: {} }),
)
const inputs = [...rows, ...trees.map(tree), ...generated]
const [was, is] = [checkout, root].map(place =>
  inCheckout<readonly (Report | string)[]>(place, lintAll, inputs),
) as [readonly (Report | string)[], readonly (Report | string)[]]
const found = inputs.flatMap(({ name }, index) => differences(name, was[index] ?? '', is[index] ?? ''))
const wanted = values.wanted === undefined ? [] : readWanted(values.wanted)
const isWanted = ({ rule, kind }: Difference): boolean =>
  wanted.some(entry => ['*', rule].includes(entry.rule) && ['*', kind].includes(entry.kind))
const open = found.filter(difference => !isWanted(difference))

const total = (reports: readonly (Report | string)[]): number =>
  reports.reduce((sum, report) => sum + (typeof report === 'string' ? 0 : report.findings.length), 0)
console.log(
  `${rows.length} rows and ${inputs.length - rows.length} trees; ${total(was)} findings before, ${total(is)} now; ` +
    `${found.length} differences, ${found.length - open.length} of them wanted`,
)
for (const [key, same] of Map.groupBy(open, ({ rule, kind }) => `${rule}: ${kind}`)) {
  console.log(`\n${key} (${same.length})`)
  for (const { input, was: before, is: after } of values.all ? same : same.slice(0, 3))
    console.log(
      `  ${relative(root, input).startsWith('..') ? input : input}\n    - ${before}\n    + ${after}`,
    )
}
process.exitCode = open.length > 0 ? 1 : 0
