import fc from 'fast-check'
import { confCodec } from '../../../model/formats/conf/conf-codec.ts'
import { jsonCodec } from '../../../model/formats/json/json.ts'
import { base64Codec, encodeBase64 } from '../../../model/formats/text/base64.ts'
import type { Step } from '../../../model/kube/step.ts'
import { Lines, position, rangeOf } from '../../../source/yaml/locate.ts'
import { readDocuments } from '../../../source/yaml/read.ts'
import { describe, expect, test } from '../../jest.ts'
import { tries } from '../../tries.ts'

const codecs = { conf: confCodec, json: jsonCodec, base64: base64Codec }
const secret = encodeBase64('{"users": [{"name": "guest"}]}')
const text = `# a cluster
apiVersion: v1
metadata:
  name: "q"
spec: &s
  list:
    - name: one
      value: 1
    - {name: two, value: 2}
    - plain
  empty:
  'quoted': 'it''s'
copy: *s
merged:
  <<: *s
  own: x
conf: |
  # first
  heartbeat = 60

  log.console = true
inline: heartbeat = 70
folded: >
  heartbeat = 80
json: |-
  {
    "users": [
      {"name": "guest", "tags": "administrator"}
    ]
  }
quoted-json: '{"a": {"b": true}}'
escaped-json: "{\\"a\\": 1}"
secret: ${secret}
twice: 1
twice: 2
`

const at = (source: string, ...path: readonly Step[]): readonly [string, boolean] => {
  const [document] = readDocuments('a.yaml', source)
  if (!document) throw new Error('no document')
  const { start, end, exact } = rangeOf(document, path, codecs)
  return [source.slice(start, end), exact]
}

const exact: readonly (readonly [path: readonly Step[], text: string])[] = [
  [['apiVersion'], 'v1'],
  [['metadata'], 'name: "q"'],
  [['metadata', 'name'], '"q"'],
  [['spec', 'list', 0, 'value'], '1'],
  [['spec', 'list', { name: 'one' }], 'name: one\n      value: 1'],
  [['spec', 'list', { name: 'two' }], '{name: two, value: 2}'],
  [['spec', 'list', { name: 'two' }, 'value'], '2'],
  [['spec', 'list', 2], 'plain'],
  [['spec', 'list', '2'], 'plain'],
  [['spec', 'empty'], ''],
  [['spec', 'quoted'], "'it''s'"],
  [['copy'], '*s'],
  [['copy', 'list', 2], 'plain'],
  [['merged', 'quoted'], "'it''s'"],
  [['merged', 'own'], 'x'],
  [['conf', { as: 'conf' }, 'heartbeat'], '60'],
  [['conf', { as: 'conf' }, 'log.console'], 'true'],
  [['inline', { as: 'conf' }, 'heartbeat'], '70'],
  [['folded', { as: 'conf' }, 'heartbeat'], '>\n  heartbeat = 80'],
  [['json', { as: 'json' }, 'users', { name: 'guest' }, 'tags'], '"administrator"'],
  [['json', { as: 'json' }, 'users', 0], '{"name": "guest", "tags": "administrator"}'],
  [['quoted-json', { as: 'json' }, 'a', 'b'], 'true'],
  [['escaped-json', { as: 'json' }, 'a'], '"{\\"a\\": 1}"'],
  [['secret', { as: 'base64' }, { as: 'json' }, 'users', 0], secret],
  [['twice'], '2'],
]
const missing: readonly (readonly [path: readonly Step[], text: string])[] = [
  [['spec', 'nope'], 'spec'],
  [['spec', 'nope', 'deeper'], 'spec'],
  [['spec', 'list', 7], 'list'],
  [['spec', 'list', { name: 'three' }, 'value'], 'list'],
  [['spec', 'list', { name: 'two' }, 'nope'], 'name'],
  [['spec', 'quoted', 'nope'], "'quoted'"],
  [['nope'], 'apiVersion'],
  [['conf', { as: 'conf' }, 'nope'], 'conf'],
  [['json', { as: 'json' }, 'users', 0, 'nope'], '"users"'],
  [['metadata', { as: 'json' }, 'x'], 'metadata'],
]

describe('places of values', () => {
  const eol: readonly (readonly [string, string])[] = [
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ]
  for (const [name, lineBreak] of eol) {
    const source = text.replaceAll('\n', lineBreak)
    test.each(exact)(`${name}: %j`, (path, expected) => {
      expect(at(source, ...path)).toEqual([expected.replaceAll('\n', lineBreak), true])
    })
    test.each(missing)(`${name}: %j is missing`, (path, key) => {
      expect(at(source, ...path)).toEqual([key, false])
    })
  }
  test('a list item that has no mapping stands for what it lacks', () => {
    expect(at('a:\n  - [x]\n', 'a', 0, 'b')).toEqual(['[x]', false])
  })
  test('a document that cannot be read: where the error is', () => {
    const source = 'a: 1\n---\nb: [\n'
    const document = readDocuments('a.yaml', source)[1]
    expect(document && rangeOf(document, ['b'])).toEqual({ start: 14, end: 14, exact: false })
  })
  test('without a codec: the whole text', () => {
    const [document] = readDocuments('a.yaml', 'a: x = 1\n')
    expect(document && rangeOf(document, ['a', { as: 'conf' }, 'x'])).toEqual({
      start: 3,
      end: 8,
      exact: true,
    })
  })
  test('every line of a literal block, in every shape', () => {
    const line = fc.constantFrom('a = 1', '', '  deeper', 'é𝒳', 'x ', '# c')
    const shape = fc.record({
      lines: fc.array(line, { minLength: 1, maxLength: 6 }),
      indent: fc.integer({ min: 1, max: 5 }),
      chomping: fc.constantFrom('', '-', '+'),
      comment: fc.constantFrom('', ' # c'),
      lineBreak: fc.constantFrom('\n', '\r\n'),
    })
    const quoteCodec = {
      ...confCodec,
      locate: (held: string) => ({ start: held.indexOf('MARK'), end: held.indexOf('MARK') + 4 }),
    }
    fc.assert(
      fc.property(shape, fc.nat(), ({ lines, indent, chomping, comment, lineBreak }, place) => {
        const marked = lines.map((held, index) => (index === place % lines.length ? `${held}MARK` : held))
        const body = marked.map(held => (held === '' ? '' : ' '.repeat(indent) + held))
        const source = [`a: |${indent}${chomping}${comment}`, ...body, 'b: 1', ''].join(lineBreak)
        const [document] = readDocuments('a.yaml', source)
        const range = document && rangeOf(document, ['a', { as: 'conf' }], { conf: quoteCodec })
        expect(range?.start).toBe(source.indexOf('MARK'))
        expect(range?.end).toBe(source.indexOf('MARK') + 4)
      }),
      tries(100),
    )
  })
})

describe('lines', () => {
  test.each([
    ['a\nb', 2, 2, 1],
    ['a\nb', 1, 1, 2],
    ['a\r\nb', 3, 2, 1],
    ['a\rb', 2, 2, 1],
    ['\uFEFFab', 0, 1, 1],
    ['\uFEFFab', 1, 1, 1],
    ['\uFEFFab', 2, 1, 2],
    ['𝒳b', 2, 1, 3],
    ['a\n', 2, 2, 1],
    ['', 0, 1, 1],
  ])('%j at %d', (source, offset, line, column) => {
    expect(position(source, offset)).toEqual({ line, column })
  })
  test('agree with counting', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r\n', 'é') }), source => {
        const lines = new Lines(source)
        for (let offset = 0; offset <= source.length; offset++) {
          const before = source.slice(0, offset).split('\n')
          if (source.slice(0, offset).endsWith('\r')) continue
          expect(lines.position(offset)).toEqual({
            line: before.length,
            column: (before.at(-1)?.length ?? 0) + 1,
          })
          expect(lines.start(before.length)).toBe(offset - (before.at(-1)?.length ?? 0))
        }
      }),
      tries(100),
    )
  })
})
