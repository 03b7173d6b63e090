import fc from 'fast-check'
import { mutated } from '../model/formats/fuzz.ts'

/** JSON documents, some with what only a lenient reader takes, and texts a few changes away from them. */
export function jsonTexts(count: number, seed: number): string[] {
  const document = fc
    .tuple(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(undefined, 2))
    .map(([value, indent]) => JSON.stringify(value, null, indent))
  const changes: readonly ((text: string) => string)[] = [
    text => text,
    text => text.replace('{', '{ // c\n'),
    text => text.replace('[', '[ /* c */ '),
    text => text.replace(/}$/, ',}'),
    text => text.replace(/]$/, ',]'),
    text => text.replace('"', '"\t'),
    text => text.replace('"', '"\\x'),
    text => text.replace('"', '"\\ud800'),
    text => `\uFEFF${text}`,
    text => `${text} // x`,
  ]
  const decorated = fc.tuple(document, fc.constantFrom(...changes)).map(([text, change]) => change(text))
  return sample(mutated(decorated, '{}[]",:\\ \n\r\t/*-01.eEu'), count, seed)
}

/** Files of Erlang terms, and texts a few changes away from them. */
export function erlangTexts(count: number, seed: number): string[] {
  const leaf = fc.constantFrom(
    ...['a', "'B c'", "''", "'end'", 'end', 'a@b', 'élan', 'Variable', '_', 'fun lists:map/2'],
    ...['"s"', '"\\n" "t"', '"é"', '"\\x{41}\\101\\^A\\e"', '$x', '$\\n', '$ '],
    ...['1', '-2', '- 3', '+4', '16#ff', '1_000', '1.5', '2.5e-3'],
    ...['<<"b">>', '<<1,2:16>>', '<<"x"/utf8>>', '[]', '{}', '#{}'],
  )
  const { term } = fc.letrec<{ term: string }>(tie => {
    const items = (separator: string, minLength = 0): fc.Arbitrary<string> =>
      fc.array(tie('term'), { minLength, maxLength: 4 }).map(list => list.join(separator))
    return {
      term: fc.oneof(
        { maxDepth: 3 },
        leaf,
        items(', ').map(text => `[${text}]`),
        items(',', 1).map(text => `[${text} | [a]]`),
        items(',% c\n').map(text => `{${text}}`),
        fc.tuple(tie('term'), tie('term')).map(([key, value]) => `#{${key} => ${value}}`),
      ),
    }
  })
  const file = fc.array(term, { maxLength: 3 }).map(terms => terms.map(text => `${text}.\n`).join(''))
  return sample(mutated(file, 'aA1_@[]{}<>|,.#:/=$\\"\'% \n-'), count, seed)
}

/** As a file holds them: without lone surrogates. */
const sample = (texts: fc.Arbitrary<string>, numRuns: number, seed: number): string[] =>
  fc.sample(texts, { numRuns, seed }).map(text => Buffer.from(text).toString())
