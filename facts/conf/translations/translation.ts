import type { ReleaseRange } from '../../release-range.ts'
import { rangeOnce } from '../../table.ts'
import type { Value } from '../datatypes.ts'
import { tokens } from '../tokens.ts'

/** The typed settings of a file; a file has each key once, as the broker keeps the last line of a key. */
export interface TypedConf {
  get(key: string): Value | undefined
  /** The settings whose key begins with these segments, with the segments that follow. */
  under(prefix: string): readonly (readonly [rest: readonly string[], value: Value, key: string])[]
}

/** Why a translation refuses a file. */
export type Refusal =
  | { readonly kind: 'invalid'; readonly what: string }
  /** It wants a setting that is not there. */
  | { readonly kind: 'missing'; readonly what: string }
  /** It breaks down over the value. */
  | { readonly kind: 'crash'; readonly what: string }

/**
 * A translation of the schema files that refuses settings which datatypes and validators let pass, as far as that
 * shows in the file. Sources: the translation forms under deps/…/priv/schema and the modules that they call, in every tag
 * from v3.8.10 to v4.3.5 where they changed.
 */
export interface Translation {
  /** The application setting that it makes. */
  readonly target: string
  /** The key to put the finding at when the refusal names no other. */
  readonly key: string
  readonly range: ReleaseRange
  readonly refuses: (conf: TypedConf) => (Refusal & { readonly key?: string }) | undefined
}

export const translation = (
  key: string,
  target: string,
  range: string,
  refuses: Translation['refuses'],
): Translation => ({ key, target, range: rangeOnce(range), refuses })

export const invalid = (what: string): Refusal => ({ kind: 'invalid', what })
export const missing = (what: string): Refusal => ({ kind: 'missing', what })
export const crash = (what: string): Refusal => ({ kind: 'crash', what })

/** In the broker's words. */
export function refusalText(target: string, { kind, what }: Refusal): string {
  if (kind === 'invalid') return `Translation for '${target}' found invalid configuration: ${what}`
  if (kind === 'missing')
    return `Translation for '${target}' expected to find setting '${what}' but was missing`
  return `Error running translation for ${target}, [${what}]`
}

export function typedConf(settings: ReadonlyMap<string, Value>): TypedConf {
  const all = [...settings].map(([key, value]) => [tokens(key), value, key] as const)
  return {
    get: key => settings.get(key),
    under: prefix => {
      const head = prefix.split('.')
      return all
        .filter(([segments]) => head.every((segment, index) => segments[index] === segment))
        .map(([segments, value, key]) => [segments.slice(head.length), value, key] as const)
    },
  }
}
