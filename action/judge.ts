import { resolve } from 'node:path'
import type { LoadedConfig } from '../cli/config/load.ts'
import { relativePath } from '../cli/files/paths.ts'
import { ranked } from '../cli/formats/ranked.ts'
import { engineOptions, type Gathered } from '../cli/gather.ts'
import { filesOfCommit } from '../cli/history/files-of-commit.ts'
import { Repository } from '../cli/history/git.ts'
import { type FileReview, type LintOptions, lint, reviewFiles } from '../index.ts'
import { withFindings } from '../lint/make-report.ts'
import type { Report, ReportedFinding } from '../lint/report.ts'
import { type Base, type Event, findBase, isPullRequest, linkedCommits, mayHaveBase } from './base.ts'
import type { ActionInputs, ReportWish } from './inputs.ts'
import type { LinkedCommits } from './links.ts'

/** What a run found, and which part of it counts. */
export interface Judgement {
  /** Findings are those that are reported. */
  readonly report: Report
  /** Those that may fail the run. */
  readonly failing: readonly ReportedFinding[]
  readonly wish: ReportWish
  /** Only where the change was compared with its base. */
  readonly review?: FileReview
  /** Why what was wished for could not be done, so that everything is reported. */
  readonly fallback?: string
  /** What lines are shown at. */
  readonly commits: LinkedCommits
  /** How it was judged. */
  readonly options: LintOptions
}

/** Lints the checkout, compares it with its base where there is one, and picks what is reported. */
export async function judge(
  inputs: ActionInputs,
  gathered: Gathered,
  config: LoadedConfig,
  event: Event,
  env: NodeJS.ProcessEnv,
): Promise<Judgement> {
  const options = await engineOptions(inputs.args, config, gathered, inputs.cwd)
  const wish = inputs.report ?? (isPullRequest(event) ? 'caused' : 'all')
  const asksForBase = wish !== 'all' || mayHaveBase(event)
  const repository = asksForBase ? Repository.around(inputs.cwd) : undefined
  const base = findBase(event, repository)
  if (!repository || 'why' in base) {
    const judged = { ...all(lint(gathered.files, options)), commits: linkedCommits(event, env), options }
    return wish !== 'all' && 'why' in base ? { ...judged, fallback: base.why } : judged
  }
  const before = await filesOfCommit(inputs, repository, base.commit)
  const review = reviewFiles(before.files, gathered.files, { ...options, unreadBefore: before.unread })
  return {
    ...pick(wish, review, () => changedNames(repository, base, inputs.cwd)),
    commits: linkedCommits(event, env, { repository, base }),
    options,
  }
}

type Picked = Omit<Judgement, 'commits' | 'options'>

const all = (report: Report): Picked => ({ report, failing: report.findings, wish: 'all' })

function pick(wish: ReportWish, review: FileReview, changed: () => ReadonlySet<string>): Picked {
  const { introduced, newlyVisible, report } = review
  if (wish === 'caused') {
    return {
      report: withFindings(report, [...introduced, ...newlyVisible]),
      failing: introduced,
      wish,
      review,
    }
  }
  const files = wish === 'changed-files' ? changed() : undefined
  const kept = everything(review).filter(({ file }) => !files || (file !== null && files.has(file)))
  return { report: withFindings(report, kept), failing: kept, wish, review }
}

/**
 * All that is found after the change: what the comparison says, in which a rule about the change may stand for one about
 * the state.
 */
const everything = ({ introduced, newlyVisible, left }: FileReview): readonly ReportedFinding[] => [
  ...introduced,
  ...newlyVisible,
  ...left,
]

function changedNames(
  repository: Repository,
  { commit, head }: Exclude<Base, { why: string }>,
  cwd: string,
): ReadonlySet<string> {
  return new Set(
    repository.changedFiles(commit, head).map(path => relativePath(cwd, resolve(repository.root, path))),
  )
}

/** What is reported: what the change introduces comes first, as there is room for few, then what is most severe. */
export function inOrder({ report, review }: Judgement): readonly ReportedFinding[] {
  const introduced = new Set(review?.introduced)
  const [fresh = [], others = []] = [true, false].map(isFresh =>
    report.findings.filter(finding => introduced.has(finding) === isFresh),
  )
  return [...ranked(fresh), ...ranked(others)]
}
