import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import { admit } from './core.ts'
import { type Deadline, deadlineOf } from './deadline.ts'
import { BadReview } from './decode.ts'
import type { Deps } from './deps.ts'
import { Defect } from './judge.ts'
import type { Phase } from './lifecycle.ts'
import type { Logger } from './log.ts'

/**
 * Largest body that is read. The API server takes requests of 3 MiB, and a review may hold the old and the new object.
 */
const maxBody = 7 * 1024 * 1024

export interface AppOptions {
  /** What every review is judged with; the rest is particular to one request. */
  readonly deps: () => Promise<Omit<Deps, keyof Door | keyof Deadline | 'today' | 'log'>>
  readonly phase: () => Phase
  /** Why the server is not ready; undefined when it is. */
  readonly notReady: () => string | undefined
  readonly log: Logger
}

type Door = Pick<Deps, 'path' | 'warnOnly'>

/** Which of them a namespace is judged by is chosen by the `namespaceSelector`s of the configurations. */
const doors: Readonly<Record<string, Door>> = {
  '/validate': { path: 'validate', warnOnly: false },
  '/validate/warn': { path: 'validate', warnOnly: true },
  '/mutate': { path: 'mutate', warnOnly: false },
}

/** The webhook as an express application: the doors, /healthz and /readyz. */
export function appOf(options: AppOptions): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  app.set('query parser', 'simple')
  app.use(arrival)
  app.get('/healthz', (_, response) => void response.type('text').send('ok'))
  app.get('/readyz', readiness(options))
  for (const [path, door] of Object.entries(doors)) {
    app.post(
      path,
      whileOpen(options),
      onlyJson,
      express.json({ limit: maxBody, inflate: false }),
      reviewing(door, options),
    )
  }
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

/** The API server tries again, elsewhere, when it is asked to. Source: k8s.io/client-go, rest/with_retry.go. */
function whileOpen({ phase }: AppOptions): RequestHandler {
  return (_, response, next) => {
    if (phase() === 'serving' || phase() === 'draining') next()
    else response.status(503).set('Retry-After', '1').type('text').send(`the server is ${phase()}`)
  }
}

const onlyJson: RequestHandler = (request, response, next) => {
  if (request.is('application/json')) next()
  else response.status(415).type('text').send('application/json is expected')
}

function reviewing(door: Door, { deps, log }: AppOptions): RequestHandler {
  return async (request, response) => {
    const start: number = response.locals.start
    const answer = await admit(request.body, {
      ...(await deps()),
      ...door,
      today: new Date().toISOString().slice(0, 10),
      ...deadlineOf(request.query.timeout, start),
      log: entry => log.info('review', { ...entry, ms: Math.round(performance.now() - start) }),
    })
    response.json(answer)
  }
}

/**
 * Whatever is wrong with the request is a 4xx. A defect of ours is a 500 and never a denial: the API server then does
 * what failurePolicy says. Neither the answer nor the log repeats what was posted.
 */
const failing = ({ log }: AppOptions): ErrorRequestHandler => {
  return (error: unknown, _, response, next) => {
    if (response.headersSent) return next(error)
    const status = error instanceof BadReview ? 400 : clientStatus(error)
    if (status === undefined) {
      log.error('defect', defectOf(error))
      response.status(500).type('text').send('internal error: see the log of the webhook')
    } else {
      log.warn('bad request', { status })
      response
        .status(status)
        .type('text')
        .send(error instanceof BadReview ? error.message : (reasons[status] ?? 'bad request'))
    }
  }
}

const reasons: Readonly<Record<number, string>> = {
  400: 'the body is not JSON',
  413: 'the body is too large',
  415: 'the encoding of the body is not supported',
}

/** The 4xx status that the body parser gives an error. */
function clientStatus(error: unknown): number | undefined {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined
}

/** Which rule and where in our code; not the message, which may quote what was posted. */
function defectOf(error: unknown): Readonly<Record<string, unknown>> {
  const cause = error instanceof Defect ? error.cause : error
  const stack =
    cause instanceof Error ? (cause.stack ?? '').split('\n').filter(line => /^\s+at /.test(line)) : []
  return {
    ...(error instanceof Defect ? { what: error.message } : {}),
    type: cause instanceof Error ? cause.name : typeof cause,
    stack: stack.slice(0, 8).map(line => line.trim()),
  }
}
