import { type ConfKey, confSchema } from '../../facts/conf/index.ts'
import type { Release } from '../../facts/release.ts'
import { valuesFor } from './conf-values.ts'

export interface Sample {
  readonly key: string
  readonly value: string
}

/** Each of these keys takes this many of its values at least. */
const valuesOfEachKey = 2

/**
 * One setting for each sample. Of keys with the same datatypes and validators one is tried with all texts there are for
 * them, the others with a few, so that each text meets each kind of key, and each key meets some texts.
 */
export function keyAndValueSamples(release: Release): readonly Sample[] {
  const seen = new Set<string>()
  return confSchema(release)
    .keys()
    .flatMap((conf, index) => {
      const kind = JSON.stringify([
        conf.types.map(({ text }) => text),
        conf.validators.map(({ name }) => name),
        conf.key.includes('$'),
      ])
      const values = valuesFor(
        conf.types,
        conf.validators.map(({ name }) => name),
      )
      const chosen = seen.has(kind) ? some(values, index) : values
      seen.add(kind)
      return chosen.map(value => ({ key: spelt(conf), value }))
    })
}

/** Keys that are spelt almost as one of the release, and the older spellings it still knows. */
export function keySamples(release: Release): readonly Sample[] {
  const schema = confSchema(release)
  const value = (key: string): string => schema.find(key)?.types[0]?.values[0] ?? '1'
  const aliases = schema.keys().flatMap(({ aliases: all }) => all)
  const misspelt = every(schema.keys(), 24).flatMap((conf, index) => misspellings(spelt(conf), index))
  return [...aliases, ...misspelt].map(key => ({ key, value: value(key) }))
}

/** A key with each `$name` given a name. */
export const spelt = ({ key }: Pick<ConfKey, 'key'>): string => key.replaceAll(/\$[^.]*/g, 'zz9')

function some(values: readonly string[], index: number): string[] {
  return Array.from({ length: valuesOfEachKey }, (_, n) => values[(index * 7 + n * 5) % values.length] ?? '')
}

const every = <T>(all: readonly T[], nth: number): T[] => all.filter((_, index) => index % nth === 0)

function misspellings(key: string, index: number): string[] {
  const at = 1 + (index % Math.max(1, key.length - 2))
  const all = [
    key.slice(0, at) + key.slice(at + 1),
    `${key}.more`,
    `x.${key}`,
    key.toUpperCase(),
    key.replace(/\./, '_'),
    key.replace(/\./, '\\.'),
    key.replace(/\.[^.]*$/, ''),
    `${key}.`,
  ]
  return [all[index % all.length] ?? key, all[(index + 3) % all.length] ?? key]
}
