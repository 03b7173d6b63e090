import { informationUnit } from '../../facts/information-units.ts'
import type { Release } from '../../facts/release.ts'
import type { ErlangTerm } from '../formats/erlang/erlang.ts'
import type { Address } from '../kube/address.ts'
import { absent, found, type Lookup } from '../kube/lookup.ts'
import type { Advanced } from './advanced.ts'
import type { Config } from './config.ts'

/** An amount that the broker is told, or a share of the memory it thinks it has. */
export interface Told {
  readonly amount: { readonly bytes: bigint } | { readonly share: number }
  readonly at: Address
  /** By the operator, not by the user. */
  readonly generated: boolean
}

/** How much memory and disk the broker is told to have or to leave. Absent: nothing is said, or nothing that it can read. */
export interface Limits {
  /** Memory that counts as all there is; without it, the machine's. */
  readonly total: Lookup<Told>
  /** Where the memory alarm begins. */
  readonly watermark: Lookup<Told>
  /** Free disk space below which the disk alarm begins. */
  readonly diskFree: Lookup<Told>
}

/** advanced.config wins over rabbitmq.conf, and there an absolute value over a relative one. */
export function limitsOf(config: Config, advanced: Advanced, release: Release): Limits {
  const conf = (key: string, read: (text: string) => Told['amount'] | undefined): Lookup<Told> => {
    const setting = config.effective(key)
    if (setting.state !== 'found') return setting
    const amount = read(setting.value.value)
    const { at, generated } = setting.value
    return amount ? found({ amount, at, generated }) : absent()
  }
  const bytes = (text: string): Told['amount'] | undefined => {
    const amount = informationUnit(text, release)
    return amount === undefined ? undefined : { bytes: amount }
  }
  const term = (key: string): Lookup<Told> => {
    const setting = advanced.setting('rabbit', key)
    if (setting.state !== 'found') return setting
    const amount = amountIn(setting.value.term, bytes)
    return amount ? found({ amount, at: setting.value.at, generated: false }) : absent()
  }
  const first = (...lookups: readonly (() => Lookup<Told>)[]): Lookup<Told> => {
    for (const lookup of lookups) {
      const told = lookup()
      if (told.state !== 'absent') return told
    }
    return absent()
  }
  return {
    get total() {
      const key = 'total_memory_available_override_value'
      return first(
        () => term(key),
        () => conf(key, bytes),
      )
    },
    get watermark() {
      const key = 'vm_memory_high_watermark'
      return first(
        () => term(key),
        () => conf(`${key}.absolute`, bytes),
        () => conf(`${key}.relative`, share),
      )
    },
    get diskFree() {
      const key = 'disk_free_limit'
      return first(
        () => term(key),
        () => conf(`${key}.absolute`, bytes),
        () => conf(`${key}.relative`, share),
      )
    },
  }
}

function share(text: string): Told['amount'] | undefined {
  const number = Number(text.replace(',', '.'))
  return Number.isFinite(number) ? { share: number } : undefined
}

/** `{absolute, N}`, `{mem_relative, F}`, `{relative, F}`, or the bare value. */
function amountIn(
  term: ErlangTerm,
  bytes: (text: string) => Told['amount'] | undefined,
): Told['amount'] | undefined {
  if (term.kind === 'integer') return { bytes: term.value }
  if (term.kind === 'float') return { share: term.value }
  if (term.kind === 'string') return bytes(term.value)
  const [kind, value] = term.kind === 'tuple' ? term.items : []
  if (kind?.kind !== 'atom' || value === undefined) return undefined
  if (kind.value !== 'absolute' && value.kind === 'integer') return { share: Number(value.value) }
  return value.kind === 'tuple' ? undefined : amountIn(value, bytes)
}
