import { isArray, type Json, member } from '../../model/kube/json.ts'
import { type Answer, type GitHub, pageSize, refusal } from './client.ts'

/** A change of a few lines of one file, as a reviewer would propose it. */
export interface Suggestion {
  /** Path from the root of the repository. */
  readonly path: string
  /** The lines that it takes the place of, 1-based; `last` counts. */
  readonly first: number
  readonly last: number
  readonly before: readonly string[]
  readonly after: readonly string[]
  /** What it is for, as Markdown. */
  readonly words: string
  /** What tells it from others, also when it is made again. */
  readonly marker: string
}

/** So many at a time: more of them nobody reads. */
const most = 30
const mostOfFile = 10
const mostPages = 30

/**
 * Posts suggestions as one review, those whose lines the pull request shows and that are not there yet. Gives why it could not, or how
 * many found no room; undefined where all is well. Source: "Create a review for a pull request" of GitHub.
 */
export async function suggest(
  github: GitHub,
  pull: number,
  commit: string,
  suggestions: readonly Suggestion[],
): Promise<string | undefined> {
  if (suggestions.length === 0) return undefined
  const [what, permission] = ['No suggestions', 'pull-requests: write']
  const files = await listOf(github, `pulls/${pull}/files`)
  if (!isArray(files)) return refusal(what, files, permission)
  const lines = new Map(files.flatMap(linesOf))
  const shown = suggestions.filter(({ path, first, before }) =>
    before.every((text, index) => lines.get(path)?.get(first + index) === text),
  )
  if (shown.length === 0) return undefined
  const comments = await listOf(github, `pulls/${pull}/comments`)
  if (!isArray(comments)) return refusal(what, comments, permission)
  const bodies = comments.flatMap(comment => textOf(member(comment, 'body')))
  const fresh = shown.filter(({ marker }) => !bodies.some(body => body.includes(marker)))
  const made = [...Map.groupBy(fresh, ({ path }) => path).values()]
    .flatMap(ofFile => ofFile.slice(0, mostOfFile))
    .slice(0, most)
  if (made.length === 0) return undefined
  const answer = await github.ask(`pulls/${pull}/reviews`, {
    method: 'POST',
    body: { commit_id: commit, event: 'COMMENT', body: '', comments: made.map(commentOf) },
  })
  if (!answer.ok) return refusal(what, answer, permission)
  const left = fresh.length - made.length
  return left > 0
    ? `${left} more fixes than are suggested at a time: \`warrener fix\` makes them all.`
    : undefined
}

function commentOf({ path, first, last, after, words, marker }: Suggestion): Json {
  const fence = '`'.repeat(
    Math.max(3, ...after.flatMap(line => (line.match(/`+/g) ?? []).map(run => run.length + 1))),
  )
  const body = [words, '', `${fence}suggestion`, ...after, fence, '', marker].join('\n')
  const place = { path, line: last, side: 'RIGHT', body }
  return first === last ? place : { ...place, start_line: first, start_side: 'RIGHT' }
}

async function listOf(
  github: GitHub,
  path: string,
): Promise<readonly Json[] | Extract<Answer, { ok: false }>> {
  const all: Json[] = []
  for (let page = 1; page <= mostPages; page++) {
    const answer = await github.ask(`${path}?per_page=${pageSize}&page=${page}`)
    if (!answer.ok) return answer
    const list = isArray(answer.body) ? answer.body : []
    all.push(...list)
    if (list.length < pageSize) break
  }
  return all
}

/** The lines that the page of a pull request shows of a file as it is afterwards, by their numbers. */
function linesOf(file: Json): readonly (readonly [path: string, lines: ReadonlyMap<number, string>])[] {
  const [[path], [patch]] = [textOf(member(file, 'filename')), textOf(member(file, 'patch'))]
  if (path === undefined || patch === undefined) return []
  const lines = new Map<number, string>()
  let next = 0
  for (const line of patch.split('\n')) {
    const [, start] = /^@@ -\d+(?:,\d+)? \+(\d+)/.exec(line) ?? []
    if (start !== undefined) next = Number(start)
    else if (/^[ +]/.test(line)) lines.set(next++, line.slice(1))
  }
  return [[path, lines]]
}

const textOf = (value: Json | undefined): readonly string[] => (typeof value === 'string' ? [value] : [])
