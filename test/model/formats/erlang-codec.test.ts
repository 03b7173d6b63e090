import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { FormatError } from '../../../model/formats/codec.ts'
import { erlangCodec } from '../../../model/formats/erlang-codec.ts'

const text = `%% advanced
[
  {rabbit, [{tcp_listeners, [5672]}, {mirroring_flow_control, false},
            {default_user, <<"guest">>}, {tcp_listeners, []}]},
  {kernel, []}
].
`
const at = (path: readonly (string | number)[]): string | undefined => {
  const span = erlangCodec.locate(text, path)
  return span && text.slice(span.start, span.end)
}

test('pairs become objects, of equal keys the first', () => {
  expect(erlangCodec.decode(text)).toEqual({
    rabbit: { tcp_listeners: [5672], mirroring_flow_control: 'false', default_user: 'guest' },
    kernel: [],
  })
})

describe('places', () => {
  test.each([
    [['rabbit', 'mirroring_flow_control'], 'false'],
    [['rabbit', 'tcp_listeners'], '[5672]'],
    [['kernel'], '[]'],
    [[3], '{rabbit, [{tcp_listeners, [5672]}, {mirroring_flow_control, false},'],
    [[99], undefined],
    [['nope'], undefined],
  ])('%j', (path, expected) => expect(at(path)).toBe(expected))

  test('a line has a place in a text that does not parse', () => {
    expect(erlangCodec.locate('[\n {a, b\n', [2])).toEqual({ start: 3, end: 8 })
  })
})

test.each([
  ['', 'no term'],
  ['[]. [].', 'more than one term'],
  ['{a, b}.', 'not a list'],
  ['[a]', "final '.'"],
])('%j is refused: %s', (source, message) => expect(() => erlangCodec.decode(source)).toThrow(message))

test('any text is decoded or refused', () => {
  fc.assert(
    fc.property(fc.string(), source => {
      try {
        erlangCodec.decode(source)
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError)
      }
    }),
    { numRuns: 300 },
  )
})
