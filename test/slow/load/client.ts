import type { ClientRequestArgs, IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import { connect, type TLSSocket } from 'node:tls'

/** Where a new connection goes, and whom to trust there. */
export interface Next {
  readonly host: string
  readonly port: number
  readonly ca: string
}

/** A client that treats connections as the API server's does. */
export interface Client {
  /** Posts a review; rejects where no answer comes. Nothing is tried again. */
  post(body: string): Promise<{ readonly status: number; readonly body: string }>
  /** How many connections were opened so far. */
  opened(): number
  /** Closes those that are not in use. */
  forget(): void
}

/**
 * Keeps connections for as long as the server does, uses the last one that became free first, and opens another where none
 * is free; all of that for the name of a Service, whoever is behind it. HTTP/1.1 only. Go sends a POST again only where nothing of it was
 * written; not even that is done here. Source: net/http/transport.go (shouldRetryRequest), k8s.io/apiserver pkg/util/webhook/client.go.
 */
export function clientOf(servername: string, next: () => Next): Client {
  let opened = 0
  class Pool extends Agent {
    override createConnection(_: ClientRequestArgs): TLSSocket {
      opened++
      return connect({ ...next(), servername, ALPNProtocols: ['h2', 'http/1.1'] })
    }
  }
  let pool = new Pool({ keepAlive: true, maxFreeSockets: 25, scheduling: 'lifo' })
  const headers = { 'content-type': 'application/json' }
  return {
    post(body) {
      const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
      const sent = request(
        { host: servername, method: 'POST', path: '/validate?timeout=30s', agent: pool, headers },
        resolve,
      )
      sent.once('error', reject).end(body)
      return promise.then(async response => ({
        status: response.statusCode ?? 0,
        body: Buffer.concat(await response.toArray()).toString(),
      }))
    },
    opened: () => opened,
    forget() {
      const old = pool
      pool = new Pool({ keepAlive: true, maxFreeSockets: 25, scheduling: 'lifo' })
      // What is in use ends by itself.
      for (const sockets of Object.values(old.freeSockets))
        for (const socket of sockets ?? []) socket.destroy()
    },
  }
}

/** What became of the requests of a load. */
export interface Load {
  answered: number
  /** Why some got no answer, or a wrong one. */
  readonly failed: string[]
}

/** Sends reviews, some at once, until it is told to stop: each answer has to be the one to its question. */
export async function under(
  client: Client,
  bodies: readonly { readonly body: string; readonly uid: string }[],
  { at, until, load }: { readonly at: number; readonly until: () => boolean; readonly load: Load },
): Promise<void> {
  let turn = 0
  const worker = async (): Promise<void> => {
    while (!until()) {
      const { body, uid } = bodies[turn++ % bodies.length] ?? { body: '', uid: '' }
      try {
        const answer = await client.post(body)
        if (answer.status === 200 && answer.body.includes(uid)) load.answered++
        else load.failed.push(`${answer.status} ${answer.body.slice(0, 100)}`)
      } catch (error) {
        load.failed.push(String(error))
      }
    }
  }
  await Promise.all(Array.from({ length: at }, worker))
}
