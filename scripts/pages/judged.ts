import type { Finding } from '../../engine/finding.ts'
import { lintWith } from '../../lint/lint.ts'
import { onceEach } from '../../model/kube/once-each.ts'
import type { DocumentedRule } from '../../model/rule/rule.ts'

/** A day that suppressions are judged by, whenever a page is written. */
export const today = '2026-01-01'
export const filesOf = (text: string) => [{ name: 'manifests.yaml', text }]

/** What a rule says by itself of its bad example: several pages tell of it. */
export const saidOfExample = onceEach(
  (rule: DocumentedRule): readonly Finding[] =>
    lintWith(filesOf(rule.example().bad), [rule], { today }).outcome.findings,
)
