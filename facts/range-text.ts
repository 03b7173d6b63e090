import { compareReleases, formatRelease, type Release, sameMinor } from './release.ts'

/**
 * A set of releases as a text that releaseRange() reads, e.g. `3.8.24-3.8, >=3.9.9`; empty for no release at all.
 * A run that reaches the first or last known patch of a minor is written with the minor alone, so that a patch nobody
 * has looked at is taken to be like its nearest neighbour.
 *
 * @param all every known release, oldest first
 */
export function rangeText(all: readonly Release[], has: (release: Release) => boolean): string {
  const runs: [from: number, to: number][] = []
  all.forEach((release, index) => {
    if (!has(release)) return
    const run = runs.at(-1)
    if (run?.[1] === index - 1) run[1] = index
    else runs.push([index, index])
  })
  return runs.map(([from, to]) => runText(all, from, to)).join(', ')
}

function runText(all: readonly Release[], from: number, to: number): string {
  const [low, high] = [end(all[from], all[from - 1]), end(all[to], all[to + 1])]
  if (from === 0 && to === all.length - 1) return 'all'
  if (from === 0) return `<=${high}`
  if (to === all.length - 1) return `>=${low}`
  return low === high ? low : `${low}-${high}`
}

/** The end of a run: without patch when the neighbour outside of the run is of another minor. */
function end(release: Release | undefined, outside: Release | undefined): string {
  if (!release) return ''
  return outside && sameMinor(release, outside) ? formatRelease(release) : `${release.major}.${release.minor}`
}

/** The releases of a text such as `3.8.9-3.8.35,3.9.0-3.9.29`: all patches of each minor, oldest first. */
export function listReleases(text: string): readonly Release[] {
  return text
    .split(',')
    .flatMap(span => {
      const [, major, minor, first, last] = /^(\d+)\.(\d+)\.(\d+)-\d+\.\d+\.(\d+)$/.exec(span) ?? []
      if (last === undefined) throw new Error(`not a span of patches: '${span}'`)
      const [low, high] = [Number(first), Number(last)]
      return Array.from({ length: high - low + 1 }, (_, index) => ({
        major: Number(major),
        minor: Number(minor),
        patch: low + index,
      }))
    })
    .sort(compareReleases)
}
