import fc from 'fast-check'
import type { ConfFile } from './conf-check.ts'
import type { Sample } from './conf-samples.ts'

/** Characters that mean something in a rabbitmq.conf, or nearly, and some that do not. */
const pieces = [
  ...[
    '=',
    '#',
    "'",
    "'''",
    '"',
    '.',
    '\\',
    '\\.',
    ' ',
    '\t',
    '\n',
    '\r\n',
    '\r',
    ':',
    '$(x)',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as people write it in the file
    '${x}',
    '%',
    ',',
    '[',
    '{{',
  ],
  ...[
    'include x.conf',
    'include',
    'a',
    '0',
    '-',
    '_',
    '/',
    '*',
    'é',
    '€',
    '\u00a0',
    '\ufeff',
    '\u0000',
    '\f',
  ],
]

const lineEnd = fc.constantFrom('\n', '\n', '\n', '\r\n')
const blank = fc.constantFrom('', ' ', '  ', '\t', ' \t ')
const comment = fc.constantFrom('', '', '', ' # why', '#', ' ## x = y', " # it's")
const besides = fc.constantFrom('', '\n', '# comment\n', '   \n', '\t# x = 1\n', '##\r\n')
const quotes = fc.constantFrom('', '', '', '', '', '', '', '', '', "'", "'''", '"')

const statement = (setting: Sample): fc.Arbitrary<string> =>
  fc
    .tuple(besides, blank, blank, blank, quotes, blank, comment, lineEnd)
    .map(
      ([before, indent, left, right, quote, after, note, end]) =>
        `${before}${indent}${setting.key}${left}=${right}${quote}${setting.value}${quote}${after}${note}${end}`,
    )

/** A file of some settings, written in all the ways there are; now and then a key twice, no last line end, or a mark. */
const wholeText = (settings: readonly Sample[]): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.array(fc.constantFrom(...settings).chain(statement), { minLength: 1, maxLength: 4 }),
      fc.constantFrom('', '', '', '', '\ufeff'),
      fc.boolean(),
    )
    .map(([lines, mark, cut]) => {
      const text = mark + lines.join('')
      return cut ? text.replace(/\r?\n$/, '') : text
    })

/** One change of a text: a piece put in, a character taken out, or two neighbours swapped. */
const mutated = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.nat(text.length), fc.constantFrom('in', 'out', 'swap'), fc.constantFrom(...pieces))
    .map(([at, how, piece]) => {
      if (how === 'in') return text.slice(0, at) + piece + text.slice(at)
      if (how === 'out') return text.slice(0, at) + text.slice(at + 1)
      return text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2)
    })

/**
 * Whole files, the first half as a person may write them and the other half one change away from that; the same ones
 * for the same numbers.
 */
export function confTexts(settings: readonly Sample[], count: number, seed: number): ConfFile[] {
  const good = wholeText(settings)
  const texts = [
    ...fc.sample(good, { numRuns: Math.ceil(count / 2), seed }),
    ...fc.sample(good.chain(mutated), { numRuns: Math.floor(count / 2), seed: seed + 1 }),
  ]
  return texts.map((text, index) => ({ name: `text ${index}`, text }))
}
