import type { Server } from 'node:https'
import type { Logger } from './log.ts'

/** A reason is said once in so many milliseconds: an API server that cannot connect tries at every request. */
const quietMs = 60_000
/** Most reasons that are told apart: anybody can connect. */
const mostReasons = 20

/**
 * Says when and why a client ends a TLS handshake: an API server that does not trust the certificate asks nothing, and
 * without this nobody here would see it.
 */
export function watchHandshakes(
  server: Pick<Server, 'on'>,
  log: Logger,
  count: (reason: string) => void,
  now: () => number = () => performance.now(),
): void {
  const said = new Map<string, number>()
  server.on('tlsClientError', error => {
    const reason = reasonOf(error)
    const known = said.has(reason) || said.size < mostReasons ? reason : 'other'
    count(known)
    const last = said.get(known)
    if (last !== undefined && now() - last < quietMs) return
    said.set(known, now())
    log.warn('a TLS handshake failed', { reason: known })
  })
}

/** Whether a client says that it does not trust the certificate: others are no API servers, but probes and scanners. */
export const isDistrust = (reason: string): boolean => /certificate|unknown ca/.test(reason)

/** OpenSSL's own word for it, without addresses of its memory and its source. */
function reasonOf(error: Error): string {
  const { reason, code } = error as Error & { readonly reason?: string; readonly code?: string }
  const text = reason ?? code ?? error.message
  return text.slice(0, 80)
}
