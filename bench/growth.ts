/**
 * How the time of a lint grows with its input: `node bench/growth.ts [part of a name]`. Each case has a process of its own,
 * which first lints the smallest input until it is warm; figures are medians of processor time.
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { lint } from '../index.ts'
import { type GrowthCase, growthCases } from './growth-cases.ts'

const doublings = 3
const runs = 3
/** Each doubling may cost so many times as much. */
const most = 2.3

const [word = '', own] = process.argv.slice(2)
if (own === undefined) table(growthCases.filter(({ name }) => name.includes(word)))
else console.log(JSON.stringify(timesOf(growthCases.filter(({ name }) => name === word))))

/** Milliseconds of each size. */
function timesOf(cases: readonly GrowthCase[]): readonly number[] {
  const [known] = cases
  if (known === undefined) return []
  const sizes = Array.from({ length: doublings + 1 }, (_, step) => known.files(known.from * 2 ** step))
  for (let run = 0; run < runs; run++) lint(sizes[0] ?? [])
  return sizes.map(files => {
    const times = Array.from({ length: runs }, () => {
      const start = process.cpuUsage()
      lint(files)
      const { user, system } = process.cpuUsage(start)
      return (user + system) / 1000
    })
    return times.toSorted((a, b) => a - b)[runs >> 1] ?? Number.NaN
  })
}

function table(cases: readonly GrowthCase[]): void {
  const row = (...cells: readonly (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`)
  const steps = Array.from({ length: doublings }, (_, step) => `x ${2 ** (step + 1)}`)
  row('growing', 'from', 'ms', ...steps.flatMap(step => [step, 'ratio']), `at most ${most}`)
  row(...Array.from({ length: 2 * doublings + 4 }, () => '---'))
  for (const { name, from } of cases) {
    const times: readonly number[] = JSON.parse(
      execFileSync(process.execPath, [fileURLToPath(import.meta.url), name, 'own'], { encoding: 'utf8' }),
    )
    const ratios = times.slice(1).map((time, step) => time / (times[step] ?? Number.NaN))
    const cells = ratios.flatMap((ratio, step) => [times[step + 1]?.toFixed(0) ?? '', ratio.toFixed(2)])
    row(
      name,
      from,
      times[0]?.toFixed(0) ?? '',
      ...cells,
      ratios.every(ratio => ratio <= most) ? 'met' : 'MISSED',
    )
  }
}
