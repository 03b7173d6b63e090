import type { Logger } from './log.ts'
import type { Metrics } from './metrics.ts'
import { type ObjectReader, servedKind } from './reader.ts'
import type { Troubles } from './readiness.ts'
import type { ServeOptions } from './serve-options.ts'
import { toldReader } from './told-reader.ts'

/** The look-ups of a server, from when their library begins to load. */
export interface LookingUp {
  /** Undefined where look-ups are switched off. */
  readonly reader: Promise<ObjectReader | undefined>
  /**
   * Why the server is not ready yet: until a first look-up is answered. What fails later never makes it unready: all its
   * replicas would be at once, and what is certain has to be denied all the same.
   */
  notReady(): string | undefined
  stop(): void
}

/** Milliseconds between tries of a first look-up, and how long each may take. */
const [retryMs, triesMs] = [1000, 5000]
/** Failures are said once in so many milliseconds. */
const quietMs = 60_000

export function lookingUp(
  cluster: ServeOptions['cluster'],
  log: Logger,
  metrics: Metrics,
  troubles: Troubles,
): LookingUp {
  if (cluster === 'none')
    return { reader: Promise.resolve(undefined), notReady: () => undefined, stop: () => undefined }
  const { kubeconfig, readsSecrets = false, watches } = cluster
  let why: string | undefined = 'look-ups are being prepared'
  let said = Number.NEGATIVE_INFINITY
  let retry: NodeJS.Timeout | undefined
  const stopped = new AbortController()

  const load = async (): Promise<ObjectReader> => {
    try {
      const { clusterReader, watchedReader } = await import('./cluster-reader.ts')
      const known = watches
        ? watchedReader(kubeconfig, readsSecrets, stopped.signal, log)
        : clusterReader(kubeconfig, readsSecrets)
      return toldReader(known, {
        answered(method, kind) {
          metrics.lookUp(kind, method, 'ok')
          why = undefined
        },
        failed(method, kind, error) {
          metrics.lookUp(kind, method, 'failed')
          troubles.seen(`a look-up of ${kind} failed: ${reasonOf(error)}`)
          if (performance.now() - said < quietMs) return
          said = performance.now()
          log.warn('a look-up failed', { kind, reason: reasonOf(error) })
        },
      })
    } catch (error) {
      // Every look-up fails with the reason, so that answers say it and readiness shows it.
      why = `look-ups are not possible: ${reasonOf(error)}`
      log.error('look-ups are not possible', { reason: reasonOf(error) })
      const fail = async (): Promise<never> => {
        throw error
      }
      return { get: fail, list: fail, may: fail, isCostly: true }
    }
  }
  const reader = load()
  const tryOnce = async (): Promise<void> => {
    if (why === undefined || stopped.signal.aborted) return
    const known = await reader
    const kind = servedKind({ group: '', kind: 'Service' })
    try {
      if (kind) await known.get(kind, 'default', 'kubernetes', AbortSignal.timeout(triesMs))
    } catch (error) {
      if (why !== undefined && !why.startsWith('look-ups are not'))
        why = `no look-up was answered yet: ${reasonOf(error)}`
      if (!stopped.signal.aborted) retry = setTimeout(() => void tryOnce(), retryMs).unref()
    }
  }
  void tryOnce()
  return {
    reader,
    notReady: () => why,
    stop() {
      stopped.abort()
      clearTimeout(retry)
    },
  }
}

const reasonOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error)
