import type { TLSSocket } from 'node:tls'
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import { whyNotJson } from './body.ts'
import { failureOf } from './failure.ts'
import type { Phase } from './lifecycle.ts'
import { type Metrics, metricsOf } from './metrics.ts'
import { type ReviewingOptions, reviewing } from './reviewing.ts'
import { doors, type Route, routesOf } from './routes.ts'

export interface AppOptions extends Omit<ReviewingOptions, 'metrics'> {
  readonly metrics?: Metrics
  readonly phase: () => Phase
  /** Why the server is not ready; undefined when it is. */
  readonly notReady: () => string | undefined
  /** Who asks for a review has to know one of them: the first segment of the path. */
  readonly pathSecrets?: readonly string[]
  /** Who asks for a review has to have a certificate of the CA that the server was given. */
  readonly clientCertificates?: boolean
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
  app.use(routing(options))
  app.use((_, response) => void response.status(404).type('text').send('not found'))
  app.use(failing(options))
  return app
}

/** The time of a request begins before its body is read. */
const arrival: RequestHandler = (_, response, next) => {
  response.locals.start = performance.now()
  next()
}

/** Leads each request to what answers it, and past it where there is nothing. */
function routing(options: AppOptions & ReviewingOptions): RequestHandler {
  const routeOf = routesOf(options.pathSecrets)
  const guards = [certified(options), whileOpen(options), onlyJson]
  const reviews = new Map(doors.map(door => [door, express.Router().use(guards, reviewing(door, options))]))
  const others: Readonly<Record<Exclude<Route['is'], 'review'>, RequestHandler>> = {
    healthz: (_, response) => void response.type('text').send('ok'),
    metrics: (_, response) => void response.type('text/plain; version=0.0.4').send(options.metrics.text()),
    readyz: readiness(options, true),
    'readyz, untold': readiness(options, false),
  }
  return (request, response, next) => {
    const route = routeOf(request.method, request.path)
    const handler = route?.is === 'review' ? reviews.get(route.door) : route && others[route.is]
    return handler ? handler(request, response, next) : next()
  }
}

function readiness({ phase, notReady }: AppOptions, tells: boolean): RequestHandler {
  return (_, response) => {
    const why = phase() === 'serving' ? notReady() : `the server is ${phase()}`
    if (why === undefined) response.type('text').send('ok')
    else
      response
        .status(503)
        .type('text')
        .send(tells ? why : 'not ready')
  }
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

const onlyJson: RequestHandler = ({ headers }, _, next) => next(whyNotJson(headers))

const failing = (options: ReviewingOptions): ErrorRequestHandler => {
  return (error: unknown, _, response, next) => {
    if (response.headersSent) return next(error)
    const { status, message, headers } = failureOf(error, options)
    // The rest of a body that is not wanted is not waited for.
    if (status === 408 || status === 413) response.set('Connection', 'close')
    response.status(status).set(headers).type('text').send(message)
  }
}
