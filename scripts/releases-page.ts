import { formatRelease, newestRelease } from '../facts/release.ts'
import { isWhole, type ReleaseSource, sourcesOfReleases } from '../facts/release-sources.ts'
import { seenBuilds } from '../facts/seen-builds.ts'
import { otherSoftware } from './release-data/other-software.ts'
import type { OwnCode } from './release-data/own-code.ts'
import { sourceNotes } from './release-data/source-notes.ts'
import { tables } from './release-data/tables.ts'
import { minor } from './release-data/versions.ts'

/** docs/releases.md: which releases are known, from what, and how old that is. Everything on it comes from the data and the code. */
export function releasesPage(code: OwnCode): string {
  const sources = sourcesOfReleases()
  return [
    '# Releases',
    `What is said here of releases of RabbitMQ rests on what could be read of them. Written by \`npm run docs\`; the newest release known is
${formatRelease(newestRelease)}. A newer one is judged as that, with a remark; a patch that is not listed is taken to be like its neighbour.`,
    `## What each release was read from\n\n${releaseTable(sources)}`,
    partly(sources),
    `## Tables\n\nWritten by \`npm run release-data\` into \`facts/data/\`, each line with the releases that it holds for.\n\n${dataTables()}`,
    `## Builds that were seen\n\nWhere a rule or a fact rests on what a broker was seen to do, the broker was one of these builds. What such a build does otherwise than
its release is not said of the release.\n\n${builds()}`,
    `## Operators, images, Kubernetes\n\n${others()}`,
    `## Facts by hand\n\nWhat no table tells is written by hand, with its source beside it.\n\n${byHand(code)}`,
  ]
    .join('\n\n')
    .concat('\n')
}

/** A line for each run of releases of one minor and one kind. */
function releaseTable(sources: readonly ReleaseSource[]): string {
  const runs: ReleaseSource[][] = []
  for (const source of sources) {
    const last = runs.at(-1)
    const isSame = last?.[0] && minor(last[0].release) === minor(source.release)
    if (last && isSame && source.kind === 'tag' && last[0]?.kind === 'tag') last.push(source)
    else runs.push([source])
  }
  const rows = runs.reverse().map(run => {
    const [first, last] = [run[0], run.at(-1)]
    if (!first || !last) return ''
    const what =
      first.kind === 'tag'
        ? first === last
          ? `tag ${first.source}`
          : 'their tags'
        : `${first.kind}: ${first.source}`
    return `| ${range(first.release, last.release)} | ${what} | ${range(first.date, last.date)} |`
  })
  return ['| release | read from | of |', '|---|---|---|', ...rows].join('\n')
}
const range = (first: string, last: string): string => (first === last ? first : `${first} to ${last}`)

function partly(sources: readonly ReleaseSource[]): string {
  const names = sources.filter(({ kind }) => !isWhole(kind)).map(({ release }) => release)
  return names.length === 0
    ? 'Of every release the tag or a package was read.'
    : `Of ${names.join(', ')} neither tag nor package could be read. What the tables say is there is there; what they do not name may be there all the same.`
}

const dataTables = (): string =>
  [
    '| table | of | a line |',
    '|---|---|---|',
    ...tables.map(({ file, name, title, columns }) => `| \`${file}.ts\` ${name} | ${title} | ${columns} |`),
  ].join('\n')

const builds = (): string =>
  [
    '| release | build | Erlang | otherwise than the release |',
    '|---|---|---|---|',
    ...seenBuilds.map(({ release, build, erlang, differs }) => {
      const what = differs.map(({ name, what }) => `\`${name}\`: ${what}`).join('; ')
      return `| ${release} | ${build} | ${erlang} | ${what} |`
    }),
  ].join('\n')

const others = (): string =>
  [
    '| of | read | newest |',
    '|---|---|---|',
    ...otherSoftware.map(({ name, read, newest }) => `| ${name} | ${read} | ${newest} |`),
  ].join('\n')

const byHand = (code: OwnCode): string =>
  [...code]
    .filter(([path]) => !path.startsWith('policies/'))
    .flatMap(([path, text]) => {
      const notes = sourceNotes(text)
      return notes.length === 0 ? [] : [`* \`${path}\`\n${notes.map(note => `  * ${note}`).join('\n')}`]
    })
    .join('\n')
