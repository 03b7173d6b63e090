import type { Codec } from '../../../../model/formats/text/codec.ts'
import { remembering } from '../../../../model/formats/text/remember.ts'
import { spanInText } from '../../../../source/yaml/embedded.ts'
import { describe, expect, test } from '../../../jest.ts'

/** A reader that counts its calls; it refuses the text `bad`. */
function counting(): { read: (text: string) => readonly string[]; texts: string[] } {
  const texts: string[] = []
  const read = (text: string): readonly string[] => {
    texts.push(text)
    if (text === 'bad') throw new RangeError('cannot be read')
    return [text]
  }
  return { read, texts }
}

describe('a reader that remembers', () => {
  const row = (texts: string): readonly string[] => texts.split(' ')
  test.each([
    { asked: row('a a a'), read: row('a') },
    { asked: row('a b a b'), read: row('a b') },
    { asked: row('a b c a'), read: row('a b c a') },
  ])('asked for $asked, reads $read', ({ asked, read }) => {
    const counted = counting()
    const remembered = remembering(counted.read)
    expect(asked.map(text => remembered(text))).toEqual(asked.map(text => [text]))
    expect(counted.texts).toEqual(read)
  })
  test('keeps no failure', () => {
    const remembered = remembering(counting().read)
    expect(() => remembered('bad')).toThrow(RangeError)
    expect(() => remembered('bad')).toThrow(RangeError)
  })
})

test('many places in one text decode it once', () => {
  const counted = counting()
  const codec: Codec = {
    decode: counted.read,
    edit: text => text,
    locate: (_text, path) => (path.length === 1 ? { start: 0, end: 1 } : undefined),
  }
  for (let index = 0; index < 10; index++) spanInText('text', [{ as: 'conf' }, index], { conf: codec })
  expect(counted.texts).toEqual(['text'])
})
