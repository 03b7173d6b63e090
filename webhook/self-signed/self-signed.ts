import type { Server } from 'node:https'
import { setTimeout as pause } from 'node:timers/promises'
import { isSame, type KeyPair, type Served } from '../certificate.ts'
import type { Logger } from '../log.ts'
import type { Send } from './api.ts'
import type { Held } from './held.ts'
import { issue } from './issue.ts'
import { look, type Seen } from './look.ts'
import type { Place } from './place.ts'
import { ends } from './plan.ts'

/** Milliseconds between two looks, where all is well, and where something is missing or wrong. */
const [usualMs, soonMs] = [60_000, 5_000]
/** So long after a change all API servers have heard, by their watches, whom to trust. */
const heardMs = 10_000

/** What a replica needs to have certificates. */
export interface SelfSigning {
  /** Rejects where the API server cannot be asked at all, with the reason. */
  readonly connect: () => Promise<{ readonly send: Send; readonly place: Place }>
  /** The CA of those who may ask, where they have to show a certificate. */
  readonly ofClients: () => Promise<Pick<KeyPair, 'ca'>>
  readonly log: Logger
  readonly now?: () => Date
  /** Resolves after so many milliseconds, or when it is aborted. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>
}

/** What is served until the certificates are there, so that the kubelet can ask how it is: nobody trusts it. */
export function placeholder(now = new Date()): KeyPair {
  const day = 86_400_000
  const [from, to] = [new Date(+now - day), new Date(+now + 3650 * day)]
  const { cert, key } = issue({ name: 'not ready yet', from, to, dnsNames: ['not-ready.invalid'] })
  return { cert: Buffer.from(cert), key: Buffer.from(key) }
}

/**
 * Serves certificates that all replicas share by a Secret, has them renewed in time, and has the API server trust them: each
 * replica looks again and again, and does what is due.
 */
export function selfSign(
  server: Pick<Server, 'setSecureContext'>,
  first: KeyPair,
  { connect, ofClients, log, now = () => new Date(), sleep = pauseUntil }: SelfSigning,
): Served {
  const { signal, abort } = abortable()
  let current = first
  let held: Held | undefined
  let problem: string | undefined
  let untrusted: string | undefined

  const serve = async (wanted: Held): Promise<void> => {
    const next = {
      cert: Buffer.from(wanted.leaf.cert),
      key: Buffer.from(wanted.leaf.key),
      ...(await ofClients()),
    }
    if (isSame(next, current)) return
    // What is served is trusted still: the API servers are to hear of another authority first.
    const isOther = held !== undefined && held.authority.cert !== wanted.authority.cert
    if (isOther && ends(current.cert.toString()) > now()) await sleep(heardMs, signal)
    if (signal.aborted) return
    server.setSecureContext(next)
    log.info('the TLS certificate was replaced', { until: ends(wanted.leaf.cert).toISOString() })
    current = next
    held = wanted
  }
  const did = (done: string, where?: readonly string[]): void => {
    log.info('the certificates changed', { done, ...(where && { where }) })
  }
  const say = (why: string | undefined): void => {
    if (why !== undefined && why !== problem)
      log.error('the certificates are not as they are to be', { reason: why })
    if (why === undefined && problem !== undefined) log.info('the certificates are as they are to be')
    problem = why
  }
  const lookOnce = async (): Promise<Seen | undefined> => {
    try {
      const seen = await look({ ...(await connect()), now, did })
      untrusted = seen.untrusted
      await serve(seen.held)
      say(seen.untrusted)
      return seen
    } catch (error) {
      say(error instanceof Error ? error.message : String(error))
      return undefined
    }
  }
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      const seen = await lookOnce()
      await sleep(!seen || seen.untrusted !== undefined || seen.isIncomplete ? soonMs : usualMs, signal)
    }
  }
  void run()
  return {
    current: () => current,
    notReady: () => (held ? untrusted : (problem ?? 'the certificates are being prepared')),
    stop: abort,
  }
}

function abortable(): { readonly signal: AbortSignal; readonly abort: () => void } {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}

/** Keeps no process alive. */
const pauseUntil = (ms: number, signal: AbortSignal): Promise<unknown> =>
  pause(ms, undefined, { signal, ref: false }).catch(() => undefined)
