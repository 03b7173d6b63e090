import type { LintArguments } from '../cli/arguments.ts'
import { type ExitCode, exitCode, exitCodeOf, type FailOn } from '../cli/exit-code.ts'
import { count } from '../cli/formats/text.ts'
import type { Judgement } from './judge.ts'

export interface Verdict {
  readonly code: ExitCode
  /** What the run comes to, in a sentence or two. */
  readonly text: string
}

/**
 * The exit code of a run, and why.
 * @param isFileLost a file that `paths` names could not be read
 */
export function verdictOf(
  judgement: Judgement,
  failOn: FailOn,
  args: Pick<LintArguments, 'requireCluster' | 'allowEmpty' | 'maxWarnings'>,
  isFileLost: boolean,
): Verdict {
  const { report, failing } = judgement
  const { clusters, files } = report.summary
  const found = foundText(judgement)
  const code = exitCodeOf({ defects: report.defects, findings: failing }, failOn, args.maxWarnings)
  if (code === exitCode.defect) {
    const names = report.defects.map(({ rule }) => rule).join(', ')
    return { code, text: `Failed: a rule has a defect (${names}). Found ${found}` }
  }
  if (code === exitCode.findings) return { code, text: `Failed: found ${found}` }
  if (isFileLost && failOn !== 'never') {
    return {
      code: exitCode.findings,
      text: `Failed: a file that paths names could not be read. Found ${found}`,
    }
  }
  if (clusters === 0 && args.requireCluster && !args.allowEmpty) {
    const where = count(files, 'file')
    return {
      code: exitCode.nothing,
      text: `Failed: no RabbitMQ found in ${where}. Set require-cluster: false where that is right.`,
    }
  }
  return { code: exitCode.clean, text: `Passed: found ${found}` }
}

function foundText({ report, review, wish }: Judgement): string {
  const { errors, warnings, infos, clusters, files } = report.summary
  const parts = [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
    ...(infos > 0 ? [`${infos} info`] : []),
  ]
  const rest =
    review && wish === 'caused' ? `; ${review.fixed.length} fixed, ${review.left.length} left as before` : ''
  const where = `${count(clusters, 'RabbitMQ cluster')} and ${count(files, 'file')}`
  return `${parts.join(', ') || 'nothing'}${whose[wish]} in ${where}${rest}.`
}

const whose = { caused: ' caused by this change', 'changed-files': ' in changed files', all: '' }
