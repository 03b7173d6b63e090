import { lint } from '../index.ts'
import type { InputFile } from '../lint/input.ts'
import type { Report } from '../lint/report.ts'
import type { DocumentedRule } from '../model/rule/rule.ts'
import { rules } from '../policies/index.ts'

/** The bad example of a rule, as a file by itself. */
export interface BadExample {
  readonly id: string
  readonly scope: DocumentedRule['scope']
  readonly text: string
  readonly files: readonly InputFile[]
  /** What the library says of it. */
  readonly report: Report
}

/** Those of all rules, made once and linted once for all suites of a process. */
export const badExamples: readonly BadExample[] = rules.map(({ id, scope, example }) => {
  const text = example().bad
  const files = [{ name: 'rabbitmq.yaml', text }]
  let known: Report | undefined
  return {
    ...{ id, scope, text, files },
    get report() {
      known ??= lint(files)
      return known
    },
  }
})
