import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TLSSocket } from 'node:tls'
import express, { type Express } from 'express'
import { whyNotJson } from './body.ts'
import { failureOf } from './failure.ts'
import type { Phase } from './lifecycle.ts'
import { type Metrics, metricsOf } from './metrics.ts'
import { readiness, type Troubles } from './readiness.ts'
import { type Door, type ReviewingOptions, reviewing } from './reviewing.ts'
import { routesOf } from './routes.ts'

export interface AppOptions extends Omit<ReviewingOptions, 'metrics'> {
  readonly metrics?: Metrics
  readonly phase: () => Phase
  /** Why the server is not ready; undefined when it is. */
  readonly notReady: () => string | undefined
  /** What goes wrong while it is ready. */
  readonly troubles?: Troubles
  /** Who asks for a review has to know one of them: the first segment of the path. */
  readonly pathSecrets?: readonly string[]
  /** Who asks for a review has to have a certificate of the CA that the server was given. */
  readonly clientCertificates?: boolean
}

interface Answer {
  readonly status: number
  readonly body: string
  /** Default: text. */
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * The webhook as an express application: the doors, /healthz, /readyz and /metrics. It has one handler, which writes each answer itself:
 * a chain of middleware, and the response helpers, would take longer than most reviews.
 */
export function appOf(given: AppOptions): Express {
  const metrics = given.metrics ?? metricsOf(() => undefined)
  const options = { ...given, metrics }
  const answering = answeringWith(options)
  const answered = async (request: IncomingMessage, start: number): Promise<Answer> => {
    try {
      return await answering(request, start)
    } catch (error) {
      return answerOf(error, options)
    }
  }
  const app = express()
  app.disable('x-powered-by')
  app.use((request: IncomingMessage, response: ServerResponse) => {
    // The time of a request begins before its body is read.
    const start = performance.now()
    void answered(request, start).then(answer => send(response, answer))
  })
  return app
}

function answeringWith(
  options: AppOptions & ReviewingOptions,
): (request: IncomingMessage, start: number) => Answer | Promise<Answer> {
  const routeOf = routesOf(options.pathSecrets)
  const review = reviewing(options)
  const reviewed = async (request: IncomingMessage, door: Door, start: number, query: string) => {
    const timeout = new URLSearchParams(query).get('timeout') ?? undefined
    const answer = await review(request, { door, start, timeout })
    return { status: 200, body: JSON.stringify(answer), type: 'application/json; charset=utf-8' }
  }
  const shown = async (metrics: Metrics) => ({
    ...{ status: 200, body: await metrics.text() },
    type: 'text/plain; version=0.0.4; charset=utf-8',
  })
  const readyz = (tells: boolean): Answer => {
    const { phase, notReady, troubles } = options
    const why = phase() === 'serving' ? notReady() : `the server is ${phase()}`
    return readiness(why, troubles?.told() ?? [], tells)
  }
  return (request, start) => {
    const { method = '', url = '' } = request
    const [path = '', query = ''] = url.split('?', 2)
    const route = routeOf(method, path)
    if (!route) return { status: 404, body: 'not found' }
    switch (route.is) {
      case 'healthz':
        return { status: 200, body: 'ok' }
      case 'metrics':
        return shown(options.metrics)
      case 'readyz':
        return readyz(true)
      case 'readyz, untold':
        return readyz(false)
      case 'review':
        return whyClosed(request, options) ?? reviewed(request, route.door, start, query)
    }
  }
}

/** Why a review is not even read. Throws Refused. */
function whyClosed(
  { socket, headers }: IncomingMessage,
  { phase, clientCertificates = false }: AppOptions,
): Answer | undefined {
  if (clientCertificates && !(socket as TLSSocket).authorized)
    return { status: 403, body: 'a client certificate of the API server is expected' }
  // The API server tries again, elsewhere, when it is asked to. Source: k8s.io/client-go, rest/with_retry.go.
  if (phase() !== 'serving' && phase() !== 'draining')
    return { status: 503, body: `the server is ${phase()}`, headers: { 'Retry-After': '1' } }
  const refused = whyNotJson(headers)
  if (refused) throw refused
  return undefined
}

function answerOf(error: unknown, options: ReviewingOptions): Answer {
  const { status, message, headers } = failureOf(error, options)
  // The rest of a body that is not wanted is not waited for.
  const isUnread = status === 408 || status === 413
  return { status, body: message, headers: isUnread ? { ...headers, Connection: 'close' } : headers }
}

function send(response: ServerResponse, { status, body, type, headers }: Answer): void {
  response.writeHead(status, {
    'Content-Type': type ?? 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    ...headers,
  })
  response.end(body)
}
