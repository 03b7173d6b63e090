import { isObject, member } from '../../model/kube/json.ts'
import type { GitHub } from './client.ts'
import { refusal } from './client.ts'

/** How often it is asked whether GitHub has read the report, and how long is waited in between, in milliseconds. */
const times = 12
const pause = 5000

export interface Upload {
  readonly sarif: string
  readonly commit: string
  /** Such as `refs/heads/main`, or `refs/pull/1/merge`. */
  readonly ref: string
}

/**
 * Uploads a report to code scanning and waits until GitHub has read it. Gives why it could not, or what GitHub has against the report;
 * undefined where all is well. Source: "Upload an analysis as SARIF data" of GitHub.
 * @param wait lets time pass
 */
export async function upload(
  github: GitHub,
  { sarif, commit, ref }: Upload,
  wait: (milliseconds: number) => Promise<void>,
): Promise<string | undefined> {
  const what = 'The SARIF report was not uploaded'
  // Loaded here: few runs need it.
  const { gzipSync } = process.getBuiltinModule('node:zlib')
  const answer = await github.ask('code-scanning/sarifs', {
    method: 'POST',
    body: {
      commit_sha: commit,
      ref,
      sarif: gzipSync(sarif).toString('base64'),
      tool_name: 'warrener',
    },
  })
  if (!answer.ok) {
    const said = refusal(what, answer, 'security-events: write')
    return answer.status === 403 || answer.status === 404
      ? `${said} A private repository needs code scanning switched on, which takes a licence of GitHub Code Security.`
      : said
  }
  const id = isObject(answer.body) ? member(answer.body, 'id') : undefined
  return typeof id === 'string' ? await processed(github, id, wait) : undefined
}

async function processed(
  github: GitHub,
  id: string,
  wait: (milliseconds: number) => Promise<void>,
): Promise<string | undefined> {
  for (let time = 0; time < times; time++) {
    const answer = await github.ask(`code-scanning/sarifs/${encodeURIComponent(id)}`)
    const status = answer.ok && isObject(answer.body) ? member(answer.body, 'processing_status') : undefined
    if (status === 'complete') return undefined
    if (status === 'failed' && answer.ok && isObject(answer.body))
      return `GitHub could not read the SARIF report: ${JSON.stringify(member(answer.body, 'errors') ?? [])}`
    await wait(pause)
  }
  return 'The SARIF report was uploaded, and GitHub has not read it yet.'
}
