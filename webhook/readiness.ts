/** Milliseconds for which something that went wrong is told: a probe, a person, look again within that. */
const toldMs = 5 * 60_000
/** Most of them that are told: names come from outside. */
const mostTold = 5

/** What goes wrong while the server is ready: it does not make it unready, as all replicas would be at once. */
export interface Troubles {
  /** Something went wrong just now. */
  seen(what: string): void
  /** What did in the last minutes, the latest last. */
  told(): readonly string[]
}

export function troublesOf(now: () => number = () => performance.now()): Troubles {
  const last = new Map<string, number>()
  return {
    seen(what) {
      last.delete(what)
      last.set(what, now())
      for (const oldest of [...last.keys()].slice(0, -mostTold)) last.delete(oldest)
    },
    told: () => [...last].filter(([, at]) => now() - at < toldMs).map(([what]) => what),
  }
}

/**
 * What /readyz answers: 503 and why it is not ready, or 200, `ok` and what goes wrong all the same.
 * @param why it is not ready; undefined: it is
 * @param tells whether whoever asks may know the reasons
 */
export function readiness(
  why: string | undefined,
  troubles: readonly string[],
  tells: boolean,
): { readonly status: number; readonly body: string } {
  if (why === undefined) return { status: 200, body: ['ok', ...(tells ? troubles : [])].join('\n') }
  return { status: 503, body: tells ? why : 'not ready' }
}
