import { isObject, type Json, member } from '../../model/kube/json.ts'

/** What GitHub said to a request. */
export type Answer =
  | { readonly ok: true; readonly body: Json; readonly bytes: Buffer }
  | { readonly ok: false; readonly status: number; readonly why: string }

export type Method = 'GET' | 'POST' | 'PATCH'
export interface Request {
  readonly method?: Method
  readonly body?: Json
  /** What is asked for; JSON where nothing is said. */
  readonly accept?: string
}

/** The REST API of GitHub, for one repository. */
export interface GitHub {
  /**
   * @param path below the repository, such as `issues/1/comments`
   */
  ask(path: string, request?: Request): Promise<Answer>
}

/** Source: "REST API versions" of GitHub. */
const apiVersion = '2022-11-28'
const patience = 30_000
/** What a list holds at a time. */
export const pageSize = 100

/**
 * GitHub as the runner names it; undefined where there is no token or no repository to ask about. Nothing else is ever asked, and
 * nobody else gets the token.
 */
export function githubOf(env: NodeJS.ProcessEnv, token: string): GitHub | undefined {
  const { GITHUB_API_URL: api = '', GITHUB_REPOSITORY: repository = '' } = env
  if (token === '' || api === '' || repository === '') return undefined
  const ask = async (path: string, { method = 'GET', body, accept }: Request = {}): Promise<Answer> => {
    try {
      const response = await fetch(`${api}/repos/${repository}/${path}`, {
        method,
        headers: {
          accept: accept ?? 'application/vnd.github+json',
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'user-agent': 'warrener',
          'x-github-api-version': apiVersion,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // The token stays with whom it is for.
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
      })
      return await answerOf(response, accept === undefined)
    } catch (error) {
      return { ok: false, status: 0, why: reasonOf(error) }
    }
  }
  return { ask }
}

async function answerOf(response: Response, isJson: boolean): Promise<Answer> {
  const bytes = Buffer.from(await response.arrayBuffer())
  if (response.ok) return { ok: true, body: isJson ? parsed(bytes) : null, bytes }
  const body = parsed(bytes)
  const said = isObject(body) ? member(body, 'message') : undefined
  const why = typeof said === 'string' ? said.slice(0, 200) : response.statusText
  return { ok: false, status: response.status, why: `${response.status} ${why}`.trim() }
}

function parsed(bytes: Buffer): Json {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}

const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? cause.message : String(cause)
}

/**
 * Why something was not done, with what would permit it.
 * @param permission as a workflow writes it
 */
export const refusal = (what: string, { status, why }: Answer & { ok: false }, permission: string): string =>
  status === 401 || status === 403 || status === 404
    ? `${what}: GitHub said ${why}. The job needs \`permissions: ${permission}\`; for a pull request of a fork the token can only read.`
    : `${what}: GitHub said ${why}.`
