import type { Finding } from '../engine/finding.ts'
import type { Rule } from '../model/rule/rule.ts'
import { NotFixableHere } from '../source/splice/splice.ts'
import { harmOf, holdersOf } from './fix.ts'
import type { InputFile } from './input.ts'
import { type Linted, type LintOptions, lintWith } from './lint.ts'
import { placeOf, reported } from './make-report.ts'
import type { ReportedFinding } from './report.ts'
import { NotYet, WorkingCopy } from './working-copy.ts'

/** Where fixes do harm together, so many are tried one by one; what is left is not proposed. */
const mostTried = 8

/**
 * What the fix of each finding makes of the files by itself: those that change, with their new text. Nothing is proposed
 * that cannot be applied whole, or that brings an error which was not there.
 * @param wanted findings of these files
 */
export function proposals(
  files: readonly InputFile[],
  rules: readonly Rule[],
  options: LintOptions,
  wanted: readonly ReportedFinding[],
): ReadonlyMap<ReportedFinding, readonly InputFile[]> {
  const fixable = wanted.filter(({ fix }) => fix !== 'none')
  if (fixable.length === 0) return new Map()
  const now = lintWith(files, rules, options)
  const found = findingsByPlace(now)
  const texts = new Map(files.map(({ name, text }) => [name, text]))
  const lint = (changed: readonly InputFile[]): Linted => {
    const newTexts = new Map(changed.map(({ name, text }) => [name, text]))
    return lintWith(
      files.map(({ name, text }) => ({ name, text: newTexts.get(name) ?? text })),
      rules,
      options,
    )
  }
  const made = fixable.flatMap(finding => {
    const own = found.get(placeOf(finding))
    const changed = own ? changedBy([own], now, texts) : []
    return own && changed.length > 0 ? [{ finding, own, changed }] : []
  })
  const together = changedBy(
    made.map(({ own }) => own),
    now,
    texts,
  )
  const isSound = (changed: readonly InputFile[]): boolean => harmOf(now, lint(changed)) === undefined
  const sound = isSound(together) ? made : made.slice(0, mostTried).filter(({ changed }) => isSound(changed))
  return new Map(sound.map(({ finding, changed }) => [finding, changed]))
}

function findingsByPlace({ input, findings }: Linted): ReadonlyMap<string, Finding> {
  const several = input.worlds.length > 1
  return new Map(
    findings.flatMap(finding =>
      finding.fix ? [[placeOf(reported(input, finding, several)), finding] as const] : [],
    ),
  )
}

/** The files that fixes change, one fix after the other; one that cannot be applied changes nothing. */
function changedBy(
  findings: readonly Finding[],
  now: Linted,
  texts: ReadonlyMap<string, string>,
): readonly InputFile[] {
  const copy = new WorkingCopy(texts)
  const holders = holdersOf(now)
  for (const { fix, context } of findings) {
    try {
      copy.apply(fix?.edits ?? [], context, holders(context))
    } catch (error) {
      if (!(error instanceof NotFixableHere || error instanceof NotYet)) throw error
    }
  }
  return [...(copy.texts() ?? [])].flatMap(([name, text]) =>
    texts.get(name) === text ? [] : [{ name, text }],
  )
}
