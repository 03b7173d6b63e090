import fc from 'fast-check'
import { erlangCodec } from '../../../../model/formats/erlang/erlang-codec.ts'
import { changed } from '../../../../model/formats/text/change.ts'
import { FormatError } from '../../../../model/formats/text/codec.ts'
import type { Json } from '../../../../model/kube/json.ts'
import { describe, expect, test } from '../../../jest.ts'
import { tries } from '../../../tries.ts'

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
    tries(100),
  )
})

describe('edits', () => {
  const edited = (path: readonly string[], change: { set: Json } | 'remove'): string =>
    erlangCodec.edit(text, path, change)

  test.each<[readonly string[], { set: Json } | 'remove', string, string]>([
    [
      ['rabbit', 'mirroring_flow_control'],
      { set: true },
      'mirroring_flow_control, false',
      'mirroring_flow_control, true',
    ],
    [['rabbit', 'default_user'], { set: 'o"neill' }, '<<"guest">>', '<<"o\\"neill">>'],
    [['rabbit', 'default_user'], 'remove', ' {default_user, <<"guest">>},', ''],
    [['rabbit', 'heartbeat'], { set: 60 }, '{tcp_listeners, []}]', '{tcp_listeners, []}, {heartbeat, 60}]'],
    [['kernel'], 'remove', ',\n  {kernel, []}', ''],
  ])('%j %j', (path, change, old, now) => expect(edited(path, change)).toBe(text.replace(old, now)))

  test.each<[string, readonly string[], { set: Json } | 'remove']>([
    ['a number for an atom', ['rabbit', 'mirroring_flow_control'], { set: 1 }],
    ['a text of a kind that nothing tells', ['rabbit', 'new'], { set: 'text' }],
    ['a list', ['rabbit', 'tcp_listeners'], { set: [1] }],
    ['the first of two equal keys', ['rabbit', 'tcp_listeners'], 'remove'],
    ['a missing application', ['no', 'key'], { set: 1 }],
    ['a line end in a text', ['rabbit', 'default_user'], { set: 'a\nb' }],
  ])('%s is refused', (_, path, change) => expect(() => edited(path, change)).toThrow(FormatError))

  test('nothing to remove changes nothing', () => expect(edited(['rabbit', 'nope'], 'remove')).toBe(text))

  test('what is read again is the change, or it is refused', () => {
    const value = fc.oneof(fc.integer(), fc.boolean(), fc.string())
    const path = fc.array(
      fc.constantFrom('rabbit', 'kernel', 'tcp_listeners', 'default_user', 'mirroring_flow_control', 'x'),
      { minLength: 1, maxLength: 3 },
    )
    fc.assert(
      fc.property(path, value, (steps, set) => {
        try {
          const wanted = changed(erlangCodec.decode(text), steps, {
            set: typeof set === 'boolean' ? String(set) : set,
          })
          expect(erlangCodec.decode(erlangCodec.edit(text, steps, { set }))).toEqual(wanted)
        } catch (error) {
          if (!(error instanceof FormatError)) throw error
        }
      }),
      tries(100),
    )
  })
})
