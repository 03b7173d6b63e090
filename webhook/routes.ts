import type { Door } from './reviewing.ts'
import { isSecret } from './secret-path.ts'

/** What a request is for. Who does not know the secret is not told why the server is not ready: that names what is behind it. */
export type Route =
  | { readonly is: 'review'; readonly door: Door }
  | { readonly is: 'metrics' | 'healthz' | 'readyz' | 'readyz, untold' }

/** Which of them a namespace is judged by is chosen by the `namespaceSelector`s of the configurations. */
const doorOf: ReadonlyMap<string, Door> = new Map([
  ['/validate', { path: 'validate', warnOnly: false }],
  ['/validate/warn', { path: 'validate', warnOnly: true }],
  ['/mutate', { path: 'mutate', warnOnly: false }],
])
export const doors: readonly Door[] = [...doorOf.values()]

/**
 * The way of a request, whatever carries it: undefined where there is nothing.
 * @param secrets the first segment of the path of all but the probes; undefined: there is none
 */
export function routesOf(
  secrets: readonly string[] | undefined,
): (method: string, path: string) => Route | undefined {
  const isRight = secrets && isSecret(secrets)
  const behindSecret = (path: string): string | undefined => {
    if (!isRight) return path
    const [, first = '', rest] = /^\/([^/]+)(\/.*)$/s.exec(path) ?? []
    return isRight(first) ? rest : undefined
  }
  return (method, path) => {
    const known = behindSecret(path)
    if (method === 'POST') {
      const door = doorOf.get(known ?? '')
      return door && { is: 'review', door }
    }
    if (method !== 'GET' && method !== 'HEAD') return undefined
    if (path === '/healthz' || known === '/healthz') return { is: 'healthz' }
    if (known === '/readyz') return { is: 'readyz' }
    if (path === '/readyz') return { is: 'readyz, untold' }
    return known === '/metrics' ? { is: 'metrics' } : undefined
  }
}
