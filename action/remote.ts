import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { reasonOf } from '../cli/files/reason.ts'
import type { Json } from '../model/kube/json.ts'
import { dig } from '../model/kube/read.ts'
import { type Event, isPullRequest } from './base.ts'
import { type GitHub, githubOf } from './github/client.ts'
import { upload } from './github/code-scanning.ts'
import { keepComment } from './github/comment.ts'
import { suggest } from './github/suggestions.ts'
import type { ActionInputs } from './inputs.ts'
import { fullReport } from './judge.ts'
import { scanned } from './sarif.ts'
import { pageOf, proposed, type Shown } from './show.ts'
import { commentText, markerOf, mostCommentBytes } from './summary/comment.ts'

/** What a run does where it is asked to, beyond its log and its summary. */
export interface Beyond {
  /** What could not be done, and what would permit it. */
  readonly notices: readonly string[]
  /** Absolute path of the SARIF report, where one was written. */
  readonly sarifFile?: string
}

/** Writes and uploads the SARIF report, keeps the comment, and posts suggestions: each by itself, and none of them fails the run. */
export async function goBeyond(
  shown: Shown,
  inputs: ActionInputs,
  event: Event,
  env: NodeJS.ProcessEnv,
): Promise<Beyond> {
  const { wishes } = inputs
  const file = wishes.sarifFile === '' && !wishes.sarifUpload ? undefined : sarifFile(inputs, env)
  const isRemote = wishes.sarifUpload || wishes.comment || wishes.suggestions
  const github = isRemote ? githubOf(env, inputs.token) : undefined
  const notices: (string | undefined)[] = []
  if (file !== undefined) notices.push(await scan(shown, inputs, file, github, env))
  const number = isPullRequest(event) ? pullNumber(event.payload) : undefined
  if (isRemote && !github) notices.push('Nothing was sent to GitHub: the input github-token is empty.')
  else if (github && number !== undefined) {
    if (wishes.comment) notices.push(await comment(shown, github, number, inputs, env))
    if (wishes.suggestions) notices.push(await suggestFixes(shown, github, number))
  }
  return {
    notices: notices.filter(notice => notice !== undefined),
    ...(file === undefined ? {} : { sarifFile: file }),
  }
}

const sarifFile = ({ wishes, cwd }: ActionInputs, env: NodeJS.ProcessEnv): string =>
  wishes.sarifFile === ''
    ? join(env.RUNNER_TEMP || tmpdir(), 'warrener.sarif')
    : resolve(cwd, wishes.sarifFile)

/** All that is found is in it: code scanning compares it with that of the base by itself. */
async function scan(
  { judgement, links, text }: Shown,
  { wishes, cwd, workspace }: ActionInputs,
  file: string,
  github: GitHub | undefined,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const folder = cwd === workspace ? '' : links.path('.')
  const sarif = scanned(fullReport(judgement), text, links, `warrener/${folder}`)
  try {
    writeFileSync(file, sarif)
  } catch (error) {
    return `The SARIF report was not written: ${reasonOf(error)}.`
  }
  const { GITHUB_SHA: commit = '', GITHUB_REF: ref = '' } = env
  if (!wishes.sarifUpload || !github) return undefined
  return await upload(github, { sarif, commit, ref }, wait)
}

const wait = (milliseconds: number): Promise<void> => new Promise(done => setTimeout(done, milliseconds))

const pullNumber = (payload: Json): number | undefined => {
  const number = dig(payload, ['pull_request', 'number'])
  return typeof number === 'number' ? number : undefined
}

async function comment(
  shown: Shown,
  github: GitHub,
  number: number,
  inputs: ActionInputs,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const { judgement, verdict } = shown
  const { review, report } = judgement
  const isNews = verdict.code !== 0 || report.findings.length > 0 || (review?.fixed.length ?? 0) > 0
  const text = commentText(await pageOf(shown, mostCommentBytes))
  return await keepComment(github, number, { marker: markerOf(inputs, env), text, isNews })
}

async function suggestFixes(shown: Shown, github: GitHub, number: number): Promise<string | undefined> {
  const { judgement, text, links } = shown
  const { head } = judgement.commits
  if (head === undefined) return undefined
  const { suggestionOf } = await import('./suggested.ts')
  const suggestions = [...proposed(shown)].flatMap(([finding, files]) =>
    finding.fix === 'safe' || finding.fix === 'additive'
      ? suggestionOf(finding, files, text, links.path)
      : [],
  )
  return await suggest(github, number, head, suggestions)
}
