import { isObject, type JsonObject, listOf, member } from '../model/kube/json.ts'
import { absent, found, type Lookup, map, unknown } from '../model/kube/lookup.ts'
import { scalarText } from '../model/kube/read.ts'
import type { ApiConnection } from '../webhook/api-connection.ts'

/** Longest time that one answer of the API server is waited for. */
const patienceMs = 20_000

/** What the API server has at a path: absent where it says so (404) and then only. */
export async function ask(api: ApiConnection, path: string): Promise<Lookup<JsonObject>> {
  try {
    const answer = await api.exchange({ path, signal: AbortSignal.timeout(patienceMs) })
    if (answer.status === 404) return absent('live')
    if (answer.status === 200 && answer.body) return found(answer.body)
    return unknown(refusalOf(answer))
  } catch (error) {
    return unknown(reasonOf(error))
  }
}

/** The members of a list. */
export const askAll = async (api: ApiConnection, path: string): Promise<Lookup<readonly JsonObject[]>> =>
  map(await ask(api, path), list => listOf(member(list, 'items')).filter(isObject))

/** Why an answer is none. */
export function refusalOf({
  status,
  body,
}: {
  readonly status: number
  readonly body: JsonObject | undefined
}): string {
  if (status === 403) return 'you may not read it (403)'
  if (status === 401) return 'the API server does not know who asks (401)'
  const message = scalarText(member(body, 'message'))
  return `the API server answered ${status}${message === undefined ? '' : `: ${message.slice(0, 200)}`}`
}

/** Why something failed, in a few words. */
export const reasonOf = (error: unknown): string => {
  const { name, message } = typeof error === 'object' && error !== null ? (error as Partial<Error>) : {}
  return name === 'TimeoutError' || name === 'AbortError' ? 'no answer in time' : (message ?? String(error))
}
