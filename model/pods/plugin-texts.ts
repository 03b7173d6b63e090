import type { Address } from '../kube/address.ts'
import type { NamedPlugin } from './made.ts'

/** A plugin that stands by itself. */
export const pluginAt = (name: string, place: Address): NamedPlugin => ({
  name,
  at: place,
  generated: false,
  rename: value => ({ op: 'set', at: place, value }),
})

/** Plugins in one text, by what separates them. */
export function pluginsInText(text: string, place: Address): readonly NamedPlugin[] {
  const words = text.split(/([,;\s]+)/)
  return words.flatMap((name, index) =>
    index % 2 === 1 || name === ''
      ? []
      : [
          {
            ...pluginAt(name, place),
            rename: (to: string) =>
              ({ op: 'set', at: place, value: words.with(index, to).join('') }) as const,
          },
        ],
  )
}
