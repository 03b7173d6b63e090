import type { Rule, UnreadableDocument } from '../model/rule/rule.ts'
import type { SuppressionEntry } from '../model/rule/suppression.ts'
import { outcomeOf } from './families.ts'
import { joinOutcomes, type Outcome } from './finding.ts'
import type { EvaluateOptions } from './options.ts'
import { runRule } from './run-rule.ts'
import { isOff } from './settings.ts'
import { anyStands } from './targets.ts'

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
  const target = { cluster: () => undefined, stands: anyStands, context: '', name: '' }
  return joinOutcomes(
    active.flatMap(rule =>
      subjects.map(subject =>
        outcomeOf(
          target,
          rule,
          runRule(rule, () => subject),
          options,
        ),
      ),
    ),
  )
}
