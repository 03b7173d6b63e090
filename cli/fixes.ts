import type { FixResult, InputFile } from '../index.ts'
import { placeText } from '../lint/report.ts'
import { redactor } from '../source/redact.ts'
import { replaceText } from './files/write.ts'
import { count } from './formats/text.ts'
import type { Gathered } from './gather.ts'
import type { Host } from './host.ts'

/** Writes what the fixes made of the files, and says on standard error what became of each finding. Gives the files written. */
export function applyFixes(result: FixResult, { files, paths }: Gathered, host: Host): readonly InputFile[] {
  const before = new Map(files.map(({ name, text }) => [name, text]))
  const written = result.files.filter(({ name, text }) => {
    const path = paths.get(name)
    const failure =
      path === undefined ? 'is not among the PATHs' : replaceText(path, before.get(name) ?? '', text)
    if (failure !== undefined) host.err.write(`warrener: not written: ${name} ${failure}\n`)
    return failure === undefined
  })
  if (written.length > 0) {
    host.err.write(
      `warrener: changed ${count(written.length, 'file')}: ${written.map(({ name }) => name).join(', ')}\n`,
    )
  }
  sayNotFixed(result, host)
  return written
}

/** Prints what the fixes would change. What shows a credential is left out, and standard error says so. */
export async function printDiff(result: FixResult, { files }: Gathered, host: Host): Promise<void> {
  // Loaded here: no other command needs it.
  const { unifiedDiff } = await import('./formats/unified-diff.ts')
  const before = new Map(files.map(({ name, text }) => [name, text]))
  for (const { name, text } of result.files) {
    const old = before.get(name) ?? ''
    const diff = unifiedDiff(name, old, text)
    if (showsCredential(diff, [old, text])) {
      host.err.write(`warrener: the change of ${name} is not shown, as lines of it hold a credential\n`)
    } else host.out.write(diff)
  }
  sayNotFixed(result, host)
}

function sayNotFixed({ notFixed }: FixResult, host: Host): void {
  for (const { finding, why } of notFixed) {
    host.err.write(`warrener: not fixed: ${placeText(finding)} ${finding.rule}: ${why}\n`)
  }
}

/** Whether a line of the diff is one that a report would not show in full. */
function showsCredential(diff: string, texts: readonly string[]): boolean {
  const hidden = new Set(
    texts.flatMap(text => {
      const lines = text.split('\n')
      const shown = redactor(lines)
      return lines.filter((line, index) => shown(index) !== line)
    }),
  )
  return diff.split('\n').some(line => hidden.has(line.slice(1)))
}
