/**
 * What reading costs, as multiples of the bare parser on the same text: `node bench/reader.ts`. Each figure is the
 * median over fresh processes of the processor time of one first pass, as the command makes it; the text is made before
 * the clock starts. `trees` asks every document for its syntax tree, which the command does for those with findings only.
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseEvents } from 'js-yaml'
import { readDocuments } from '../source/yaml/read.ts'
import { type ManifestFile, manifestFiles } from './manifests.ts'

const passes: { readonly [name: string]: (files: readonly ManifestFile[]) => unknown } = {
  events: files => files.map(({ text }) => parseEvents(text, {})),
  values: files => files.map(({ name, text }) => readDocuments(name, text)),
  trees: files => files.map(({ name, text }) => readDocuments(name, text).map(document => document.root)),
}

const [pass = '', documents = '0'] = process.argv.slice(2)
if (pass === '') compare()
else console.log(timeOf(passes[pass] ?? (() => undefined), manifestFiles(Number(documents))))

/** Milliseconds of processor time: other work on the machine counts little. */
function timeOf(run: (files: readonly ManifestFile[]) => unknown, files: readonly ManifestFile[]): number {
  const start = process.cpuUsage()
  run(files)
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

function compare(): void {
  const runs = 11
  const cases = [1000, 3000, 10_000].flatMap(size => Object.keys(passes).map(name => ({ size, name })))
  const times = new Map(cases.map(({ size, name }) => [`${name} ${size}`, [] as number[]]))
  // In turns, so that a busy moment of the machine touches all of them alike.
  for (let run = 0; run < runs; run++)
    for (const { size, name } of cases) times.get(`${name} ${size}`)?.push(inProcess(name, size))
  const median = (name: string, size: number): number =>
    (times.get(`${name} ${size}`) ?? []).toSorted((a, b) => a - b)[runs >> 1] ?? Number.NaN
  for (const { size, name } of cases) {
    const ratio = median(name, size) / median('events', size)
    console.log(
      `${size} documents, ${name}: ${median(name, size).toFixed(0)} ms, ${ratio.toFixed(2)} x events`,
    )
  }
  for (const name of Object.keys(passes)) {
    console.log(
      `${name}: 10,000 documents take ${(median(name, 10_000) / median(name, 1000)).toFixed(1)} x 1,000 documents`,
    )
  }
}

function inProcess(name: string, size: number): number {
  const arguments_ = [fileURLToPath(import.meta.url), name, String(size)]
  return Number(execFileSync(process.execPath, arguments_, { encoding: 'utf8' }))
}
