import { resolve } from 'node:path'
import { lint, rules } from '../bound.ts'
import type { LoadedConfig } from '../cli/config/load.ts'
import { relativePath } from '../cli/files/paths.ts'
import { ranked } from '../cli/formats/ranked.ts'
import { engineOptions, type Gathered } from '../cli/gather.ts'
import { filesOfCommit } from '../cli/history/files-of-commit.ts'
import { type Commit, Repository, type Tree } from '../cli/history/git.ts'
import type { FileReview, InputFile, LintOptions } from '../index.ts'
import { readBoth } from '../lint/input.ts'
import { evaluateOptions } from '../lint/lint.ts'
import { withFindings } from '../lint/make-report.ts'
import type { Report, ReportedFinding } from '../lint/report.ts'
import { reviewInputs } from '../lint/review-files.ts'
import { type Event, findBase, isPullRequest, linkedCommits, mayHaveBase } from './base.ts'
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
  const before = await stateBefore(inputs, event, env, wish)
  if ('why' in before) {
    const judged = { ...all(lint(gathered.files, options)), commits: linkedCommits(event, env), options }
    return wish !== 'all' ? { ...judged, fallback: before.why } : judged
  }
  const { repository, base, head, changed } = before
  const { files, unread } = before
  const review = await compared(files, gathered.files, { ...options, unreadBefore: unread })
  const names = (): ReadonlySet<string> =>
    new Set(changed().map(path => relativePath(inputs.cwd, resolve(repository.root, path))))
  return {
    ...pick(wish, review, names),
    commits: linkedCommits(event, env, { repository, base, head }),
    options,
  }
}

/** What the change causes, and what ends worse after it when something fails. */
async function compared(
  before: readonly InputFile[],
  after: readonly InputFile[],
  options: LintOptions,
): Promise<FileReview> {
  const [was, is] = readBoth(before, after, options)
  const review = reviewInputs([was, is], rules, options)
  // Only a pull request needs them.
  const { worseBetween } = await import('../recovery/compare.ts')
  return { ...review, worse: worseBetween(was, is, evaluateOptions(options)) }
}

/** The files before the change, and what it changes. */
interface StateBefore extends Pick<Gathered, 'files' | 'unread'> {
  readonly repository: Repository
  readonly base: Commit
  readonly head: Commit
  /** Paths from the root of the repository. */
  readonly changed: () => readonly string[]
}

/** From the checkout where it holds them, else from GitHub where that may be asked, else not at all. */
async function stateBefore(
  inputs: ActionInputs,
  event: Event,
  env: NodeJS.ProcessEnv,
  wish: ReportWish,
): Promise<StateBefore | { readonly why: string }> {
  const repository = wish !== 'all' || mayHaveBase(event) ? Repository.around(inputs.cwd) : undefined
  const found = findBase(event, repository)
  if (!repository) return { why: 'why' in found ? found.why : '' }
  const read = (tree: Tree): Promise<Pick<Gathered, 'files' | 'unread'>> =>
    filesOfCommit(inputs, tree, repository.root)
  if ('commit' in found) {
    const { commit: base, head } = found
    const changed = (): readonly string[] => repository.changedFiles(base, head)
    return { ...(await read(repository.tree(base))), repository, base, head, changed }
  }
  const { asked, why } = found
  // Where everything is reported anyway, what was there before is not worth the requests.
  if (!asked || wish === 'all') return { why }
  const { baseTree, githubOf, NotGiven } = await import('./github/base-tree.ts')
  const github = githubOf(env, inputs.token)
  if (!github) return { why }
  const told = await baseTree(github, asked, repository.tree(asked.head))
  if ('why' in told) return told
  try {
    const files = await read(told.tree)
    return { ...files, repository, base: told.commit, head: asked.head, changed: () => told.changed }
  } catch (error) {
    if (error instanceof NotGiven) return { why: error.message }
    throw error
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

/** What is reported: what the change introduces comes first, as there is room for few, then what is most severe. */
export function inOrder({ report, review }: Judgement): readonly ReportedFinding[] {
  const introduced = new Set(review?.introduced)
  const [fresh = [], others = []] = [true, false].map(isFresh =>
    report.findings.filter(finding => introduced.has(finding) === isFresh),
  )
  return [...ranked(fresh), ...ranked(others)]
}

/** The report of all that was found, whatever of it is reported. */
export const fullReport = ({ report, review }: Judgement): Report =>
  review ? withFindings(report, everything(review)) : report
