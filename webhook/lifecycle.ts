import type { Server, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

/** `draining`: not ready any more, but still answering. `closing`: nothing new is accepted. */
export type Phase = 'starting' | 'serving' | 'draining' | 'closing'

export interface Lifecycle {
  phase(): Phase
  started(): void
  /** Ends the server without dropping a request: resolves once the last connection is gone. May be called twice. */
  stop(): Promise<void>
}

export interface StopTimes {
  /** How long to go on answering after readiness is gone, until no Service routes here any more. */
  readonly drainMs: number
  /** How long requests in flight may take after that. */
  readonly finishMs: number
}

/**
 * Follows a server from start to end. `server.close()` alone waits for ever for a kept-alive connection that was busy
 * when it was called and idles afterwards, so each response that ends while closing takes its connection along.
 */
export function lifecycleOf(
  server: Server,
  times: StopTimes,
  sleep: (milliseconds: number) => Promise<unknown> = pause,
): Lifecycle {
  let phase: Phase = 'starting'
  let stopping: Promise<void> | undefined
  server.prependListener('request', (_, response: ServerResponse) => {
    if (phase !== 'serving') response.setHeader('Connection', 'close')
    response.once('close', () => {
      if (phase === 'closing') setImmediate(() => server.closeIdleConnections())
    })
  })
  const run = async (): Promise<void> => {
    phase = 'draining'
    await sleep(times.drainMs)
    phase = 'closing'
    const closed = new Promise<void>(resolve => void server.close(() => resolve()))
    server.closeIdleConnections()
    const deadline = setTimeout(() => server.closeAllConnections(), times.finishMs)
    await closed
    clearTimeout(deadline)
  }
  return {
    phase: () => phase,
    started() {
      if (phase === 'starting') phase = 'serving'
    },
    stop() {
      stopping ??= run()
      return stopping
    },
  }
}
