import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { functionUrlEvent } from '../webhook/lambda/events.ts'
import { type SelfSigned, selfSigned } from '../webhook/self-signed.ts'
import { type LambdaFunction, NotInvoked } from './function.ts'

/** What stands before a function with a URL: it makes an event of each request. */
export interface Front {
  readonly host: string
  /** Whom it stands before; undefined: nobody, and it answers as Lambda does then. */
  behind: LambdaFunction | undefined
  close(): void
}

/** Its certificate, which clients trust as an authority. */
export const frontCertificate = (): SelfSigned => selfSigned(['localhost'])

export async function startFront({ key, cert }: SelfSigned): Promise<Front> {
  const server: Server = createServer({ key, cert }, async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    )
    const { method = '', url = '' } = request
    const event = functionUrlEvent({ method, url, headers, body: Buffer.concat(chunks) })
    try {
      if (!front.behind) throw new NotInvoked(502, 'Internal Server Error')
      const answer = await front.behind.invoke(event)
      response.writeHead(answer.statusCode, answer.headers).end(answer.body)
    } catch (error) {
      response.writeHead(error instanceof NotInvoked ? error.status : 500).end()
    }
  })
  await new Promise<void>(resolve => void server.listen(0, 'localhost', resolve))
  const front: Front = {
    host: `localhost:${(server.address() as AddressInfo).port}`,
    behind: undefined,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
  return front
}
