import type { Address } from '../kube/address.ts'
import type { Fix } from '../kube/fix.ts'
import { andThen, found, type Lookup, unknown } from '../kube/lookup.ts'
import type { Advanced } from './advanced.ts'
import { type Config, placeFor } from './config.ts'

/** What the nodes do when the network between them breaks. */
export interface PartitionHandling {
  /** `ignore` where nothing is said. Source: deps/rabbit/Makefile@v3.13.7 and @v4.2.9. */
  readonly strategy: string
  /** Where it is said; undefined for the default. */
  readonly at: Address | undefined
  readonly generated: boolean
}

const key = 'cluster_partition_handling'

/** advanced.config wins over rabbitmq.conf. */
export function partitionHandlingOf(config: Config, advanced: Advanced): Lookup<PartitionHandling> {
  const term = advanced.setting('rabbit', key)
  if (term.state === 'unknown') return term
  if (term.state === 'found') {
    const { term: value, at } = term.value
    // A tuple is `pause_if_all_down` with its nodes.
    if (value.kind === 'tuple') return found({ strategy: 'pause_if_all_down', at, generated: false })
    if (value.kind !== 'atom') return unknown(`advanced.config sets ${key} to what is no name`)
    return found({ strategy: value.value, at, generated: false })
  }
  const setting = config.effective(key)
  if (setting.state === 'absent') return found({ strategy: 'ignore', at: undefined, generated: false })
  return andThen(setting, ({ value, at, generated }) => found({ strategy: value, at, generated }))
}

/** Has the smaller part of a broken cluster stop; none where the user wrote no file to say it in. */
export function pauseMinority(config: Config, { at: written, generated }: PartitionHandling): { fix?: Fix } {
  const at = generated ? undefined : (written ?? placeFor(config, key))
  if (!at || isErlang(at)) return {}
  const edits = [{ op: 'set' as const, at, value: 'pause_minority' }]
  return { fix: { title: 'stop the smaller part', safety: 'unsafe', edits } }
}

/** In advanced.config the value may be more than a word. */
const isErlang = ({ path }: Address): boolean =>
  path.some(step => typeof step === 'object' && 'as' in step && step.as === 'erlang')
