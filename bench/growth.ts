/**
 * How the time of a lint grows with its input: `node bench/growth.ts [part of a name]`. Each case has a process of its own
 * and begins where a lint takes long enough to be measured; figures are the least of several runs of processor time, to
 * which other work on the machine only adds.
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { lint } from '../index.ts'
import { growthCases } from './growth/cases.ts'
import type { GrowthCase } from './growth/input.ts'

const doublings = 3
const runs = 3
/** So often what misses is measured again. */
const mostAgain = 2
/** Each doubling may cost so many times as much. */
const most = 2.3
/** What takes less is more of a start than of growth. */
const leastMilliseconds = 100
/** So many times as much is begun with at most: what is refused at once takes no longer for being larger. */
const mostEnlarged = 64

/** How many there are at first, and the milliseconds of each size. */
interface Grown {
  readonly from: number
  readonly times: readonly number[]
}

const [word = '', own] = process.argv.slice(2)
if (own === undefined) table(growthCases.filter(({ name }) => name.includes(word)))
else
  for (const known of growthCases.filter(({ name }) => name === word))
    console.log(JSON.stringify(grow(known)))

function grow({ from: least, files }: GrowthCase): Grown {
  for (let run = 0; run < runs; run++) lint(files(least))
  let from = least
  while (from < least * mostEnlarged && timeOf(files, from) < leastMilliseconds) from *= 2
  const sizes = Array.from({ length: doublings + 1 }, (_, step) => from * 2 ** step)
  const measured = (): readonly number[] => sizes.map(size => timeOf(files, size))
  let times = measured()
  // Other work on the machine, and when memory is cleared, only add: what misses is looked at again.
  for (let again = 0; again < mostAgain && ratiosOf(times).some(ratio => ratio > most); again++) {
    const others = measured()
    times = times.map((time, step) => Math.min(time, others[step] ?? time))
  }
  return { from, times }
}

const ratiosOf = (times: readonly number[]): readonly number[] =>
  times.slice(1).map((time, step) => time / (times[step] ?? Number.NaN))

function timeOf(files: GrowthCase['files'], size: number): number {
  const times = Array.from({ length: runs }, () => {
    // Of files that were linted before the documents are known.
    const input = files(size)
    globalThis.gc?.()
    const start = process.cpuUsage()
    lint(input)
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1000
  })
  return Math.min(...times)
}

function table(cases: readonly GrowthCase[]): void {
  const row = (...cells: readonly (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`)
  const steps = Array.from({ length: doublings }, (_, step) => `x ${2 ** (step + 1)}`)
  row('growing', 'from', 'ms', ...steps.flatMap(step => [step, 'ratio']), `at most ${most}`)
  row(...Array.from({ length: 2 * doublings + 4 }, () => '---'))
  for (const { name } of cases) {
    const { from, times }: Grown = JSON.parse(
      execFileSync(process.execPath, ['--expose-gc', fileURLToPath(import.meta.url), name, 'own'], {
        encoding: 'utf8',
      }),
    )
    const ratios = ratiosOf(times)
    const cells = ratios.flatMap((ratio, step) => [times[step + 1]?.toFixed(0) ?? '', ratio.toFixed(2)])
    const isMet = ratios.every(ratio => ratio <= most)
    row(name, from, times[0]?.toFixed(0) ?? '', ...cells, isMet ? 'met' : 'MISSED')
  }
}
