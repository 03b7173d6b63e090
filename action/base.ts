import { readFileSync } from 'node:fs'
import { type Commit, isCommit, type Repository } from '../cli/history/git.ts'
import type { Json } from '../model/kube/json.ts'
import { dig } from '../model/kube/read.ts'
import type { Asked } from './github/base-tree.ts'
import type { LinkedCommits } from './links.ts'

/** What triggered the run. */
export interface Event {
  readonly name: string
  readonly payload: Json
}

/** Reads the event from the environment that the runner gives; what cannot be read says nothing. */
export function readEvent(env: NodeJS.ProcessEnv): Event {
  return { name: env.GITHUB_EVENT_NAME ?? '', payload: payloadIn(env.GITHUB_EVENT_PATH) }
}

function payloadIn(file = ''): Json {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
}

export const isPullRequest = ({ name }: Event): boolean =>
  name === 'pull_request' || name === 'pull_request_target'

/** Whether an event may be a change of some state before: else no git need be asked. */
export const mayHaveBase = (event: Event): boolean => isPullRequest(event) || 'commit' in ofOther(event)

/** The commit that the checkout is compared with; or why there is none. */
export type Base =
  | { readonly commit: Commit; readonly head: Commit }
  | {
      readonly why: string
      /** What GitHub can be asked for, as it is not in the checkout. */
      readonly asked?: Asked
    }

/**
 * Finds the state before the change in the checkout. Of a pull request that is the first parent of the merge that
 * GitHub makes and `actions/checkout` takes, or the merge base where its head is checked out.
 */
export function findBase(event: Event, repository: Repository | undefined): Base {
  if (!repository) return { why: 'the folder is not in a git checkout' }
  const head = repository.head()
  if (!isCommit(head)) return { why: 'the checkout has no commit' }
  const candidate = isPullRequest(event) ? ofPullRequest(event, repository, head) : ofOther(event)
  if ('why' in candidate) return candidate
  const { commit } = candidate
  return repository.has(commit)
    ? { commit, head }
    : {
        asked: { from: commit, head, isExact: true },
        why: `the base commit ${commit.slice(0, 7)} is not in the checkout: set fetch-depth: 2, or 0, at actions/checkout`,
      }
}

type Candidate = { readonly commit: Commit } | Exclude<Base, { readonly commit: Commit }>

function ofPullRequest({ payload }: Event, repository: Repository, head: Commit): Candidate {
  const [ownHead, base] = [
    text(payload, 'pull_request', 'head', 'sha'),
    text(payload, 'pull_request', 'base', 'sha'),
  ]
  const [first, second] = repository.parents(head)
  if (first !== undefined && second !== undefined && second === ownHead) return { commit: first }
  if (head !== ownHead || !isCommit(base))
    return { why: 'the checkout is neither the pull request nor its merge' }
  const common = repository.mergeBase(base, head)
  return isCommit(common)
    ? { commit: common }
    : {
        asked: { from: base, head, isExact: false },
        why: 'the checkout does not reach back to the base: set fetch-depth: 0 at actions/checkout',
      }
}

function ofOther({ name, payload }: Event): Candidate {
  const commit =
    name === 'merge_group'
      ? text(payload, 'merge_group', 'base_sha')
      : name === 'push'
        ? text(payload, 'before')
        : undefined
  if (!isCommit(commit) || /^0+$/.test(commit))
    return { why: `the event ${name || '(none)'} names no state before` }
  return { commit }
}

/** The commits that a report leads to: a pull request has a head of its own, which is not what GitHub checks out. */
export function linkedCommits(
  event: Event,
  env: NodeJS.ProcessEnv,
  compared?: { readonly repository: Repository; readonly base: Commit; readonly head: Commit },
): LinkedCommits {
  const own = isPullRequest(event) ? text(event.payload, 'pull_request', 'head', 'sha') : undefined
  const judged = compared?.head ?? env.GITHUB_SHA
  const head = isCommit(own) ? own : judged
  const isKnown = compared && head !== undefined && head !== compared.head && compared.repository.has(head)
  const differing = isKnown ? compared.repository.changedFiles(head, compared.head) : []
  return { head, base: compared?.base, judged, differing: new Set(differing) }
}

const text = (payload: Json, ...path: readonly string[]): unknown => dig(payload, path)
