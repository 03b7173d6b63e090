import type { FixResult, InputFile } from '../index.ts'
import type { ReportedFinding } from '../lint/report.ts'
import { notWritable, replaceText } from './files/write.ts'
import type { FixedFinding, Fixing } from './formats/fixing.ts'
import { count } from './formats/text.ts'
import type { Gathered } from './gather.ts'
import type { Host } from './host.ts'

/**
 * Writes what the fixes made of the files. Gives those that were written, and whether the system did not let one be; standard error
 * says why others were not.
 */
export function writeFixes(
  result: FixResult,
  { files, paths }: Gathered,
  host: Host,
): { readonly written: readonly InputFile[]; readonly isRefused: boolean } {
  const before = textsOf(files)
  let isRefused = false
  const written = result.files.filter(({ name, text }) => {
    const path = paths.get(name)
    const failure =
      path === undefined ? 'is not among the PATHs' : replaceText(path, before.get(name) ?? '', text)
    if (failure !== undefined) host.err.write(`warrener: not written: ${name} ${failure}\n`)
    isRefused ||= failure?.startsWith(notWritable) ?? false
    return failure === undefined
  })
  return { written, isRefused }
}

/**
 * What came of a run with fixes, for the report. Lines of what was mended are where that stood, in the files as they are now.
 * @param written the files that were written; none with `--diff`
 * @param left what is found in the files as they are now
 */
export async function fixingOf(
  result: FixResult,
  { files }: Pick<Gathered, 'files'>,
  {
    written,
    left,
    unsafe,
  }: { written?: readonly InputFile[]; left: readonly ReportedFinding[]; unsafe: boolean },
): Promise<Fixing> {
  // Loaded here: no other command needs it.
  const { lineMap } = await import('./line-map.ts')
  const [before, after] = [textsOf(files), textsOf(result.files)]
  const now = written === undefined ? before : new Map([...before, ...textsOf(written)])
  const isLeft = new Set(left.map(keyOf))
  const maps = new Map<string, (line: number) => number>()
  const placed = (finding: ReportedFinding, texts: ReadonlyMap<string, string>): readonly FixedFinding[] => {
    const { file, line, rule, severity, message, fingerprint } = finding
    if (file === null) return []
    const [from, to] = [texts.get(file) ?? '', now.get(file) ?? '']
    const key = `${file}\0${texts === before}`
    const map = maps.get(key) ?? lineMap(from, to)
    maps.set(key, map)
    return [{ rule, severity, message, fingerprint, file, line: map(line) }]
  }
  const mended =
    written === undefined ? result.fixed : result.fixed.filter(finding => !isLeft.has(keyOf(finding)))
  const whole = new Map([...before, ...after])
  return {
    written: written !== undefined,
    unsafe,
    files: (written ?? result.files).map(({ name }) => name),
    mended: mended.flatMap(finding => placed(finding, before)),
    refused: result.notFixed.flatMap(({ finding, why }) =>
      placed(finding, whole).map(place => ({ ...place, why })),
    ),
  }
}

const keyOf = ({ fingerprint, file }: ReportedFinding): string => `${fingerprint}\0${file}`
const textsOf = (files: readonly InputFile[]): ReadonlyMap<string, string> =>
  new Map(files.map(({ name, text }) => [name, text]))

/** Prints what the fixes would change. Lines that show a credential are masked, and standard error says where that matters. */
export async function printDiff(result: FixResult, { files }: Gathered, host: Host): Promise<void> {
  // Loaded here: no other command needs it.
  const { unifiedDiff } = await import('./formats/unified-diff.ts')
  const before = textsOf(files)
  for (const { name, text } of result.files) {
    const { diff, masked } = unifiedDiff(name, before.get(name) ?? '', text)
    host.out.write(diff)
    if (masked > 0)
      host.err.write(
        `warrener: ${count(masked, 'line')} of the change of ${name} ${masked === 1 ? 'holds a credential and is' : 'hold a credential and are'} masked: git apply does not take that change\n`,
      )
  }
}
