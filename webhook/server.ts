import type { TLSSocket } from 'node:tls'
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import { Refused } from './body.ts'
import { BadReview } from './decode.ts'
import { reportedFault } from './fault.ts'
import type { Phase } from './lifecycle.ts'
import { type Metrics, metricsOf } from './metrics.ts'
import { type Door, type ReviewingOptions, reviewing } from './reviewing.ts'
import { isSecret } from './secret-path.ts'

export interface AppOptions extends Omit<ReviewingOptions, 'metrics'> {
  readonly metrics?: Metrics
  readonly phase: () => Phase
  /** Why the server is not ready; undefined when it is. */
  readonly notReady: () => string | undefined
  /** Who asks for a review has to know it: the first segment of the path. */
  readonly pathSecret?: string
  /** Who asks for a review has to have a certificate of the CA that the server was given. */
  readonly clientCertificates?: boolean
}

/** Which of them a namespace is judged by is chosen by the `namespaceSelector`s of the configurations. */
const doors: Readonly<Record<string, Door>> = {
  '/validate': { path: 'validate', warnOnly: false },
  '/validate/warn': { path: 'validate', warnOnly: true },
  '/mutate': { path: 'mutate', warnOnly: false },
}

/** The webhook as an express application: the doors, /healthz, /readyz and /metrics. */
export function appOf(given: AppOptions): Express {
  const metrics = given.metrics ?? metricsOf(() => undefined)
  const options = { ...given, metrics }
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  app.set('query parser', 'simple')
  app.use(arrival)
  app.get('/healthz', (_, response) => void response.type('text').send('ok'))
  app.get('/readyz', readiness(options))
  app.get('/metrics', (_, response) => void response.type('text/plain; version=0.0.4').send(metrics.text()))
  const guards = [knowing(options.pathSecret), certified(options), whileOpen(options), onlyJson]
  const prefix = options.pathSecret === undefined ? '' : '/:secret'
  for (const [path, door] of Object.entries(doors))
    app.post(`${prefix}${path}`, ...guards, reviewing(door, options))
  app.use((_, response) => void response.status(404).type('text').send('not found'))
  app.use(failing(options))
  return app
}

/** The time of a request begins before its body is read. */
const arrival: RequestHandler = (_, response, next) => {
  response.locals.start = performance.now()
  next()
}

function readiness({ phase, notReady }: AppOptions): RequestHandler {
  return (_, response) => {
    const why = phase() === 'serving' ? notReady() : `the server is ${phase()}`
    if (why === undefined) response.type('text').send('ok')
    else response.status(503).type('text').send(why)
  }
}

/** Without the secret there is nothing here. */
function knowing(secret: string | undefined): RequestHandler {
  const isRight = secret === undefined ? () => true : isSecret(secret)
  return ({ params }, _, next) => next(isRight(String(params.secret)) ? undefined : 'route')
}

function certified({ clientCertificates = false }: AppOptions): RequestHandler {
  return ({ socket }, response, next) => {
    if (!clientCertificates || (socket as TLSSocket).authorized) next()
    else response.status(403).type('text').send('a client certificate of the API server is expected')
  }
}

/** The API server tries again, elsewhere, when it is asked to. Source: k8s.io/client-go, rest/with_retry.go. */
function whileOpen({ phase }: AppOptions): RequestHandler {
  return (_, response, next) => {
    if (phase() === 'serving' || phase() === 'draining') next()
    else response.status(503).set('Retry-After', '1').type('text').send(`the server is ${phase()}`)
  }
}

const onlyJson: RequestHandler = (request, response, next) => {
  const { 'content-encoding': encoding = 'identity' } = request.headers
  if (!request.is('application/json')) response.status(415).type('text').send('application/json is expected')
  else if (encoding !== 'identity')
    response.status(415).type('text').send('the encoding of the body is not supported')
  else next()
}

/**
 * Whatever is wrong with the request is a 4xx, and 503 asks to come again. A defect of ours is a 500 and never a denial: the
 * API server then does what failurePolicy says. Neither the answer nor the log repeats what was posted.
 */
const failing = ({ log, metrics }: ReviewingOptions): ErrorRequestHandler => {
  return (error: unknown, _, response, next) => {
    if (response.headersSent) return next(error)
    const status = statusOf(error)
    metrics.refused(status)
    if (status === 500) {
      const fault = reportedFault(error)
      if (fault.rule !== undefined) metrics.ruleError(fault.rule)
      log.error('defect', { ...fault })
      response.status(500).type('text').send('internal error: see the log of the webhook')
      return
    }
    log.warn(status === 503 ? 'busy' : 'bad request', { status })
    // The rest of a body that is not wanted is not waited for.
    if (status === 413) response.set('Connection', 'close')
    if (status === 503) response.set('Retry-After', '1')
    response
      .status(status)
      .type('text')
      .send(error instanceof Error ? error.message : 'bad request')
  }
}

function statusOf(error: unknown): number {
  if (error instanceof BadReview) return 400
  if (error instanceof Refused) return error.status
  // A path that cannot be decoded.
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500
}
