import { kindKey } from '../model/kube/world.ts'
import { connectionTo } from './api-connection.ts'
import { informerOf } from './informer.ts'
import type { Kubeconfig } from './kubeconfig.ts'
import { readerOver } from './live-reader.ts'
import type { Logger } from './log.ts'
import { claimKind, type ObjectReader, readableKinds, type ServedKind } from './reader.ts'
import { readerFrom } from './watched-reader.ts'

export { connectionTo } from './api-connection.ts'

/**
 * Reads the API server that a kubeconfig names, by default the one this process runs in or that kubectl would use.
 * Objects stay the JSON that the API server sends: the typed clients drop members that they do not know.
 * @param readsSecrets whether it may read Secrets too
 * @throws where the kubeconfig cannot be read or names no cluster that is reached by HTTPS
 */
export const clusterReader = (kubeconfig?: Kubeconfig, readsSecrets = false): ObjectReader =>
  readerOver(connectionTo(kubeconfig), readsSecrets)

/**
 * Reads the cluster from memory, as far as it is followed: whatever is not known for certain at the moment is asked of the API server, and
 * so is an object that is not there by its name.
 * @param signal ends the watches
 * @throws as `connectionTo`
 */
export function watchedReader(
  kubeconfig: Kubeconfig | undefined,
  readsSecrets: boolean,
  signal: AbortSignal,
  log: Pick<Logger, 'info' | 'warn'>,
): ObjectReader {
  const api = connectionTo(kubeconfig)
  const informers = new Map(
    [...readableKinds, claimKind].flatMap(kind =>
      kind.watched === undefined
        ? []
        : [[kindKey(kind), informerOf(kind, api, signal, sayer(kind, log))] as const],
    ),
  )
  return readerFrom(readerOver(api, readsSecrets), informers)
}

/** Says once that a kind cannot be followed, and once that it is again. */
function sayer(
  { kind }: ServedKind,
  log: Pick<Logger, 'info' | 'warn'>,
): (problem: string | undefined) => void {
  let last: string | undefined
  return problem => {
    if (problem === last) return
    last = problem
    if (problem === undefined) log.info('followed', { kind })
    else log.warn('not followed', { kind, reason: problem })
  }
}
