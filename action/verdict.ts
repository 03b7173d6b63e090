import type { LintArguments } from '../cli/arguments.ts'
import { type ExitCode, exitCode, exitCodeOf, type FailOn } from '../cli/exit-code.ts'
import { count } from '../cli/formats/text.ts'
import type { Report } from '../lint/report.ts'
import type { Judgement } from './judge.ts'

export interface Verdict {
  readonly code: ExitCode
  /** What was found, or what the change causes, in a few words. */
  readonly headline: string
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
  const headline = headlineOf(judgement)
  const code = exitCodeOf({ defects: report.defects, findings: failing }, failOn, args.maxWarnings)
  if (code === exitCode.defect) {
    const names = report.defects.map(({ rule }) => rule).join(', ')
    return { code, headline, text: `Failed: a rule has a defect (${names}). Found ${found}` }
  }
  if (code === exitCode.findings) return { code, headline, text: `Failed: found ${found}` }
  if (isFileLost && failOn !== 'never') {
    return {
      code: exitCode.findings,
      headline,
      text: `Failed: a file that paths names could not be read. Found ${found}`,
    }
  }
  if (clusters === 0 && args.requireCluster && !args.allowEmpty) {
    return {
      code: exitCode.nothing,
      headline: 'no RabbitMQ found',
      text: `Failed: no RabbitMQ found in ${count(files, 'file')}. Set require-cluster: false where that is right.`,
    }
  }
  return { code: exitCode.clean, headline, text: `Passed: found ${found}` }
}

/** Of what was compared how much comes, goes and stays; else how much there is. */
function headlineOf({ report, review }: Judgement): string {
  if (!review) return numbers(report) || 'nothing found'
  const { introduced, fixed, left, newlyVisible } = review
  const unjudged = newlyVisible.length > 0 ? `, shows ${newlyVisible.length} not judged before` : ''
  return `introduces ${introduced.length}, fixes ${fixed.length}, leaves ${left.length}${unjudged}`
}

const numbers = ({ summary: { errors, warnings, infos } }: Report): string =>
  [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
    ...(infos > 0 ? [count(infos, 'info')] : []),
  ].join(', ')

function foundText({ report, wish }: Judgement): string {
  const { clusters, files } = report.summary
  const where = `${count(clusters, 'RabbitMQ cluster')} and ${count(files, 'file')}`
  return `${numbers(report) || 'nothing'}${whose[wish]} in ${where}.`
}

const whose = { caused: ' caused by this change', 'changed-files': ' in changed files', all: '' }
