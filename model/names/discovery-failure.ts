import { type DiscoveryMistake, discoveryOutcome } from '../../facts/peer-discovery.ts'
import type { Release } from '../../facts/release.ts'

/** What becomes of the nodes, as the end of a sentence. */
export interface DiscoveryFailure {
  readonly text: string
  /** Even a node by itself does not boot. */
  readonly stopsBoot: boolean
}

/**
 * What a mistake in peer discovery through the API server does to nodes without data, on one release.
 * @param isSeveral whether there are several nodes: else it is said of the one
 */
export function discoveryFailure(
  release: Release,
  mistake: DiscoveryMistake,
  isSeveral: boolean,
): DiscoveryFailure {
  const node = isSeveral ? 'each node' : 'the node'
  const outcome = discoveryOutcome(release, mistake)
  if (outcome === 'stops')
    return { text: `${node} tries ten times in five seconds and does not boot`, stopsBoot: true }
  if (outcome === 'stops-late') return { text: `${node} refuses to boot after five minutes`, stopsBoot: true }
  const text = isSeveral
    ? 'each node boots alone, one cluster per pod, all Ready'
    : 'the node boots alone, as any further one would'
  return { text, stopsBoot: false }
}
