import { isArray, isObject, type Json, member } from '../../model/kube/json.ts'
import { dig } from '../../model/kube/read.ts'
import { type GitHub, pageSize, refusal } from './client.ts'

/** Comments are looked through for our own so far. */
const mostPages = 20

/**
 * Keeps one comment of a pull request as it should be: made when there is something to say, changed in its place afterwards, and left
 * alone where it says the same already. Gives why it could not; undefined where all is well.
 * @param marker what the comment is known by; begins its text
 * @param isNews whether there is enough to say for a comment where there is none yet
 */
export async function keepComment(
  github: GitHub,
  pull: number,
  { marker, text, isNews }: { readonly marker: string; readonly text: string; readonly isNews: boolean },
): Promise<string | undefined> {
  const body = `${marker}\n${text}`
  const what = 'No comment'
  const permission = 'pull-requests: write'
  const known = await findComment(github, pull, marker)
  if (known !== undefined && 'why' in known) return refusal(what, known, permission)
  if (known === undefined && !isNews) return undefined
  if (known?.body === body) return undefined
  const answer = known
    ? await github.ask(`issues/comments/${known.id}`, { method: 'PATCH', body: { body } })
    : await github.ask(`issues/${pull}/comments`, { method: 'POST', body: { body } })
  return answer.ok ? undefined : refusal(what, answer, permission)
}

interface Comment {
  readonly id: number
  readonly body: string
}

async function findComment(
  github: GitHub,
  pull: number,
  marker: string,
): Promise<Comment | Extract<Awaited<ReturnType<GitHub['ask']>>, { ok: false }> | undefined> {
  for (let page = 1; page <= mostPages; page++) {
    const answer = await github.ask(`issues/${pull}/comments?per_page=${pageSize}&page=${page}`)
    if (!answer.ok) return answer
    const list = isArray(answer.body) ? answer.body : []
    const own = list.flatMap(commentOf).find(({ body }) => body.startsWith(`${marker}\n`))
    if (own) return own
    if (list.length < pageSize) return undefined
  }
  return undefined
}

/** What a program wrote: a person could write the marker, too. */
function commentOf(value: Json): readonly Comment[] {
  const [id, body] = isObject(value) ? [member(value, 'id'), member(value, 'body')] : []
  const isPerson = dig(value, ['user', 'type']) === 'User'
  return typeof id === 'number' && typeof body === 'string' && !isPerson
    ? [{ id, body: body.replaceAll('\r\n', '\n') }]
    : []
}
