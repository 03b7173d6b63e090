import type { Blob, Commit, Tree } from '../../cli/history/git.ts'
import { isArray, type Json, member } from '../../model/kube/json.ts'
import { dig } from '../../model/kube/read.ts'
import type { GitHub } from './client.ts'

export { githubOf } from './client.ts'

/** GitHub lists so many files of a comparison. Source: "Compare two commits" of GitHub. */
const mostFiles = 300
/** Requests that run at a time. */
const together = 8

export interface Asked {
  /** The state before; of a pull request whose own head is checked out, the branch that it goes to. */
  readonly from: Commit
  readonly head: Commit
  /** Whether `from` itself is what is compared with, or the last commit that both have. */
  readonly isExact: boolean
}

/**
 * The tree before a change, where the checkout does not hold it: that of the head, with what GitHub says of the change undone. Contents are
 * fetched when they are asked for. Gives why it cannot be told, otherwise.
 */
export async function baseTree(
  github: GitHub,
  { from, head, isExact }: Asked,
  headTree: Tree,
): Promise<
  | { readonly commit: Commit; readonly tree: Tree; readonly changed: readonly string[] }
  | { readonly why: string }
> {
  const answer = await github.ask(`compare/${from}...${head}?per_page=1`)
  if (!answer.ok)
    return {
      why: `GitHub does not compare it with ${from.slice(0, 7)} (${answer.why}), for which the job needs \`permissions: contents: read\``,
    }
  const commit = dig(answer.body, ['merge_base_commit', 'sha'])
  const files = member(answer.body, 'files')
  if (typeof commit !== 'string' || !isArray(files)) return { why: 'GitHub does not say what the change is' }
  if (isExact && commit !== from)
    return { why: `what was there before, ${from.slice(0, 7)}, is no part of its history` }
  if (files.length >= mostFiles)
    return { why: `it changes ${mostFiles} files or more, which is more than GitHub lists` }
  const changes = files.flatMap(changeOf)
  return {
    commit,
    tree: undone(headTree, changes, path => content(github, path, commit)),
    changed: changes.flatMap(({ now, before }) => [
      ...(now === undefined ? [] : [now]),
      ...(before === undefined ? [] : [before]),
    ]),
  }
}

/** A file that differs: its paths, where it is there. */
interface Change {
  readonly now?: string
  readonly before?: string
}

function changeOf(file: Json): readonly Change[] {
  const [now, former, status] = ['filename', 'previous_filename', 'status'].map(name => member(file, name))
  if (typeof now !== 'string') return []
  if (status === 'added' || status === 'copied') return [{ now }]
  if (status === 'removed') return [{ before: now }]
  return [{ now, before: typeof former === 'string' ? former : now }]
}

function undone(head: Tree, changes: readonly Change[], fetched: (path: string) => Promise<Buffer>): Tree {
  const gone = new Set(changes.flatMap(({ now }) => now ?? []))
  const kept = head.blobs.filter(({ path }) => !gone.has(path))
  // Its size is not told; what is too large is told when it is read.
  const back = changes.flatMap(({ before }): readonly Blob[] =>
    before === undefined ? [] : [{ hash: '', path: before, bytes: 0, isLink: false }],
  )
  return {
    blobs: [...kept, ...back],
    contents: async blobs => {
      const own = blobs.filter(({ hash }) => hash !== '')
      const contents = new Map<Blob, Buffer>()
      for (const [index, text] of (await head.contents(own)).entries()) {
        const blob = own[index]
        if (blob) contents.set(blob, text)
      }
      const asked = blobs.filter(({ hash }) => hash === '')
      for (let at = 0; at < asked.length; at += together) {
        const some = asked.slice(at, at + together)
        for (const [index, text] of (await Promise.all(some.map(({ path }) => fetched(path)))).entries()) {
          const blob = some[index]
          if (blob) contents.set(blob, text)
        }
      }
      return blobs.map(blob => contents.get(blob) ?? Buffer.alloc(0))
    },
  }
}

/** Throws NotGiven where GitHub does not give it: what is unknown may not count as absent. */
async function content(github: GitHub, path: string, commit: Commit): Promise<Buffer> {
  const address = path.split('/').map(encodeURIComponent).join('/')
  const answer = await github.ask(`contents/${address}?ref=${commit}`, {
    accept: 'application/vnd.github.raw+json',
  })
  if (!answer.ok) throw new NotGiven(`GitHub does not give ${path} of ${commit.slice(0, 7)} (${answer.why})`)
  return answer.bytes
}

/** Why the state before cannot be told after all. */
export class NotGiven extends Error {
  override readonly name = 'NotGiven'
}
