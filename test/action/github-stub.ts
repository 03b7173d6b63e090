import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the Action asked of GitHub. */
export interface Asked {
  readonly method: string
  /** Below the repository, with its query. */
  readonly path: string
  readonly authorization: string
  readonly body: unknown
}
export interface Reply {
  readonly status?: number
  /** JSON; a text is sent as it is. */
  readonly body: unknown
}
/** A reply, or undefined for what there is not. */
export type Replies = (asked: Asked) => Reply | undefined

/** The REST API of GitHub on this machine, for the repository that the runner of the tests names. */
export class GitHubStub {
  readonly asked: Asked[] = []
  readonly #server: Server

  private constructor(replies: Replies) {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', chunk => chunks.push(chunk))
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        const asked = {
          method: request.method ?? '',
          path: (request.url ?? '').replace(/^\/repos\/acme\/shop\//, ''),
          authorization: request.headers.authorization ?? '',
          body: text === '' ? undefined : JSON.parse(text),
        }
        this.asked.push(asked)
        const { status = 200, body } = replies(asked) ?? { status: 404, body: { message: 'Not Found' } }
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(typeof body === 'string' ? body : JSON.stringify(body))
      })
    })
  }

  static async start(replies: Replies): Promise<GitHubStub> {
    const stub = new GitHubStub(replies)
    await new Promise<void>(done => stub.#server.listen(0, '127.0.0.1', done))
    return stub
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** What changes something. */
  get written(): readonly Asked[] {
    return this.asked.filter(({ method }) => method !== 'GET')
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise(done => this.#server.close(done))
  }
}
