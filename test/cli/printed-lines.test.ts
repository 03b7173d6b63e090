import { readdirSync, readFileSync } from 'node:fs'
import { type FormatName, formatReport } from '../../cli/formats/format.ts'
import { type InputFile, lint } from '../../index.ts'
import { describe, expect, test } from '../jest.ts'
import { shownAs } from './sample-report.ts'

/*
 * The lines that a report has are those of the files (test/lint/lines.test.ts); here, that each line that a format prints is one that the
 * report has.
 */
const folder = 'examples/broken-cluster'
const files: readonly InputFile[] = readdirSync(folder).map(name => ({
  name: `${folder}/${name}`,
  text: `# something above\n${readFileSync(`${folder}/${name}`, 'utf8')}`,
}))
const report = lint(files)
const places = new Set([
  ...report.findings.flatMap(finding =>
    [finding, ...finding.related].map(({ file, line }) => `${file}:${line}`),
  ),
  ...report.clusters.map(({ file, line }) => `${file}:${line}`),
])
const text = (name: string): string | undefined => files.find(file => file.name === name)?.text

type Reader = (printed: string) => readonly string[]
const inWords: Reader = printed =>
  [...printed.matchAll(/(examples\/[\w./-]+\.yaml):(\d+)/g)].map(([, file, line]) => `${file}:${line}`)
/** Each place in JSON: the member that names the file, and the number beside it. */
const inJson =
  (place: (value: Record<string, never>) => readonly [unknown, unknown] | undefined): Reader =>
  printed => {
    const found: string[] = []
    JSON.parse(printed, (_, value) => {
      const [file, line] = (typeof value === 'object' && value !== null && place(value)) || []
      if (file !== undefined && line !== undefined) found.push(`${file}:${line}`)
      return value
    })
    return found
  }

const readers: Readonly<Record<FormatName, Reader>> = {
  pretty: inWords,
  concise: inWords,
  markdown: inWords,
  junit: inWords,
  json: inJson(({ file, line }) => [file, line]),
  sarif: inJson(({ artifactLocation, region }) => [
    (artifactLocation as { uri?: string } | undefined)?.uri,
    (region as { startLine?: number } | undefined)?.startLine,
  ]),
  gitlab: inJson(({ path, lines }) => [path, (lines as { begin?: number } | undefined)?.begin]),
  github: printed =>
    [...printed.matchAll(/^::\w+ .*?file=([^,:]+),line=(\d+)/gm)].map(([, file, line]) => `${file}:${line}`),
}

describe('each line that is printed is one of the report', () => {
  test.each(Object.entries(readers) as [FormatName, Reader][])('%s', (format, read) => {
    const printed = read(formatReport(format, report, shownAs({ text })))
    expect(printed.length).toBeGreaterThanOrEqual(5)
    expect(printed.filter(place => !places.has(place))).toEqual([])
  })

  test('a frame shows the line that its number says', () => {
    const printed = formatReport('pretty', report, shownAs({ text, showInfos: true }))
    const frames = [...printed.matchAll(/([\w./-]+\.yaml):(\d+):\d+\n(?: {2}\S.*\n)* *(\d+) \| (.*)\n/g)]
    expect(frames.length).toBeGreaterThan(5)
    for (const [, file = '', line, number, shown = ''] of frames) {
      expect(number).toBe(line)
      const source = text(file)?.split('\n')[Number(number) - 1] ?? ''
      const part = shown
        .replace(/^\.\.\.|\.\.\.$/g, '')
        .replace(/\*{3,}.*$/, '')
        .trim()
      expect([number, source.includes(part)]).toEqual([number, true])
    }
  })
})
