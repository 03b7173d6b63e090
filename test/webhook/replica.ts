import { X509Certificate } from 'node:crypto'
import type { KeyPair } from '../../webhook/certificate.ts'
import { jsonLogger } from '../../webhook/log.ts'
import { placeIn } from '../../webhook/self-signed/place.ts'
import { placeholder, selfSign } from '../../webhook/self-signed/self-signed.ts'
import type { MemoryApi } from './memory-api.ts'

/** A replica without a socket, which looks when it is told to. */
export interface Replica {
  /** One look, to its end. */
  look(): Promise<void>
  /** The certificate that it serves. */
  served(): X509Certificate
  pair(): KeyPair
  notReady(): string | undefined
  log(): readonly Record<string, unknown>[]
  stop(): void
}

const placeholderPair = placeholder()

/**
 * Starts one; what it has yet to do, it does in `look`.
 * @param changed told what it serves from now on
 * @param heard ends once the API servers know of another authority
 */
export function replicaOf(
  api: MemoryApi,
  now: () => Date,
  changed: (pair: KeyPair) => void = () => undefined,
  heard: () => Promise<void> = async () => undefined,
): Replica {
  const lines: string[] = []
  let current = placeholderPair
  let parsed: { readonly of: KeyPair; readonly certificate: X509Certificate } | undefined
  let wake: (() => void) | undefined
  let asleep = Promise.withResolvers<void>()
  /** Long sleeps end when it is told to look; until the API servers have heard, it waits as it is told. */
  const sleep = async (ms: number): Promise<void> => {
    if (ms === 10_000) return heard()
    asleep.resolve()
    return new Promise(resolve => {
      wake = resolve
    })
  }
  const setSecureContext = (pair: unknown): void => {
    current = pair as KeyPair
    changed(current)
  }
  const source = selfSign({ setSecureContext }, current, {
    connect: async () => ({ send: api.send, place: placeIn('warrener-system') }),
    ofClients: async () => ({}),
    log: jsonLogger(line => lines.push(line), now),
    ...{ now, sleep },
  })
  return {
    async look() {
      await asleep.promise
      asleep = Promise.withResolvers()
      wake?.()
      await asleep.promise
    },
    served() {
      if (parsed?.of !== current) parsed = { of: current, certificate: new X509Certificate(current.cert) }
      return parsed.certificate
    },
    pair: () => current,
    notReady: source.notReady,
    log: () => lines.map(line => JSON.parse(line)),
    stop: source.stop,
  }
}
