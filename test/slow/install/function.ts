import { once } from 'node:events'
import { createServer } from 'node:https'
import { rules } from '../../../index.ts'
import { defaultConfig } from '../../../webhook/config.ts'
import { handlerOf } from '../../../webhook/lambda/handler.ts'
import { functionUrlEvent } from '../../webhook/lambda/events.ts'
import type { SelfSigned } from '../../webhook/self-signed.ts'

const secret = 'a-secret-of-32-characters-or-more'
/** The address of a function, with its secret, as the API server is told. */
export const urlAt = (port: number): string => `https://localhost:${port}/${secret}`

/**
 * Starts the webhook as a function, behind a port of this machine that stands in for a function URL.
 * @param pair for `localhost`
 * @returns what ends it
 */
export async function functionAt(
  port: number,
  pair: SelfSigned,
  kubeconfig: string,
): Promise<() => Promise<void>> {
  const handler = handlerOf({
    ...{ rules, config: defaultConfig, options: {}, pathSecrets: [secret] },
    cluster: { kubeconfig, watches: false },
    docs: rule => `https://docs.example/${rule}`,
    write: () => undefined,
  })
  const server = createServer({ key: pair.key, cert: pair.cert }, (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', async () => {
      const { method = '', url = '' } = request
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      )
      const {
        statusCode,
        headers: answered,
        body,
      } = await handler(functionUrlEvent({ method, url, headers, body: Buffer.concat(chunks) }))
      response.writeHead(statusCode, answered).end(body)
    })
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
}
