import { wholeBody, whyNotJson } from '../body.ts'
import { failureOf } from '../failure.ts'
import { jsonLogger } from '../log.ts'
import { lookingUp } from '../looking-up.ts'
import type { Metrics } from '../metrics.ts'
import { readiness, troublesOf } from '../readiness.ts'
import { recallOf } from '../recall.ts'
import { judgeHere, type ReviewingOptions } from '../reviewing.ts'
import { routesOf } from '../routes.ts'
import { inOrder } from '../rule-order.ts'
import type { ServeOptions } from '../serve-options.ts'
import { type Handler, type LambdaResult, type PlainRequest, requestIn, resultOf } from './event.ts'

export interface HandlerOptions
  extends Omit<ServeOptions, 'port' | 'host' | 'tls' | 'pathSecret' | 'pathSecretFile'> {
  /** The first segment of the path of reviews is one of them; undefined: anybody may ask. */
  readonly pathSecrets?: readonly string[]
}

/** A function lives for some requests, one after the other, and nobody asks it what it has counted: its log says it. */
const uncounted: Metrics = {
  review: () => undefined,
  refused: () => undefined,
  ruleError: () => undefined,
  lookUp: () => undefined,
  configRead: () => undefined,
  handshakeFailed: () => undefined,
  text: async () => '',
  stop: () => undefined,
}

/**
 * The webhook as a function: the same answers as the server's. The rules, and the connection to the API server, are there
 * for all requests of one instance. It follows nothing, as it sleeps between two requests.
 */
export function handlerOf(options: HandlerOptions): Handler {
  const log = jsonLogger(options.write)
  const troubles = troublesOf()
  const lookUps = lookingUp(options.cluster, log, uncounted, troubles)
  const rules = inOrder(options.rules)
  const recall = recallOf()
  const routeOf = routesOf(options.pathSecrets)
  const reviewing: ReviewingOptions = {
    deps: async () => ({ ...options, rules, recall, reader: await lookUps.reader }),
    log,
    metrics: uncounted,
  }
  log.info('started', { lookUps: options.cluster !== 'none' })

  const ready = (tells: boolean): LambdaResult => {
    const { status, body } = readiness(lookUps.notReady(), troubles.told(), tells)
    return resultOf(status, 'text/plain', body)
  }
  const answer = async (request: PlainRequest, start: number): Promise<LambdaResult> => {
    const route = routeOf(request.method, request.path)
    if (route?.is === 'healthz') return resultOf(200, 'text/plain', 'ok')
    if (route?.is === 'readyz') return ready(true)
    if (route?.is === 'readyz, untold') return ready(false)
    if (route?.is !== 'review') return resultOf(404, 'text/plain', 'not found')
    const refused = whyNotJson(request.headers)
    if (refused) throw refused
    const posted = { door: route.door, bytes: wholeBody(request.body), start, timeout: request.timeout }
    return resultOf(200, 'application/json', JSON.stringify(await judgeHere(posted, reviewing)))
  }
  return async event => {
    const start = performance.now()
    const request = requestIn(event)
    if (!request)
      return resultOf(
        400,
        'text/plain',
        'a request of a function URL or an HTTP API is expected, of payload format 2.0',
      )
    try {
      return await answer(request, start)
    } catch (error) {
      const { status, message, headers } = failureOf(error, reviewing)
      return resultOf(status, 'text/plain', message, headers)
    }
  }
}
