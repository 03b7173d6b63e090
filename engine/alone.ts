import type { Rule, UnreadableDocument } from '../model/rule.ts'
import type { SuppressionEntry } from '../model/suppression.ts'
import { type EvaluateOptions, findingOf } from './evaluate.ts'
import { joinOutcomes, type Outcome } from './finding.ts'
import { runRule } from './run-rule.ts'
import { isOff } from './settings.ts'

/** Runs the rules about documents that cannot be read. */
export const judgeDocuments = (
  documents: readonly UnreadableDocument[],
  rules: readonly Rule[],
  options: EvaluateOptions,
): Outcome =>
  judgeAlone(
    documents.map(document => ({ document })),
    rules,
    'document',
    options,
  )

/** Runs the rules about what became of suppressions. */
export const judgeSuppressions = (
  entries: readonly SuppressionEntry[],
  rules: readonly Rule[],
  options: EvaluateOptions,
): Outcome =>
  judgeAlone(
    entries.map(entry => ({ entry })),
    rules,
    'suppression',
    options,
  )

/** Rules whose subject belongs to no cluster and has no release. */
function judgeAlone(
  subjects: readonly unknown[],
  rules: readonly Rule[],
  scope: Rule['scope'],
  options: EvaluateOptions,
): Outcome {
  const active = rules.filter(rule => rule.scope === scope && !isOff(options, rule))
  const target = { cluster: () => undefined, releases: [], context: '' }
  return joinOutcomes(
    active.flatMap(rule =>
      subjects.map((subject): Outcome => {
        const run = runRule(rule, () => subject)
        if (run.state === 'defect')
          return { findings: [], gaps: [], defects: [{ rule: rule.id, subject: '', error: run.error }] }
        if (run.state === 'gap')
          return { findings: [], gaps: [{ rule: rule.id, cluster: '', why: run.why }], defects: [] }
        return {
          findings: run.drafts.flatMap(draft => findingOf(target, { rule, draft }, options)),
          gaps: [],
          defects: [],
        }
      }),
    ),
  )
}
