import fc from 'fast-check'
import { cluster } from '../../../policies/sample.ts'
import { objectsIn } from '../../../source/objects.ts'
import { headOf } from '../../../source/yaml/plain-document.ts'
import { type Document, readDocuments } from '../../../source/yaml/read.ts'
import { describe, expect, test } from '../../jest.ts'
import { expectOfKnownAndNew } from '../../tries.ts'

const plain = `# a comment
apiVersion: apps/v1
kind: Deployment # of the shop
metadata:
  name: shop
  namespace: "team-1"
  labels: {app: shop, tier: 'front end'}
spec:
  replicas: 3

  template:
    spec:
      containers:
      - name: shop
        image: example.com/shop:1.2.3
        args: ["--port", "80"]
        env:
          - name: URL
            value: amqp://bunny:5672/#orders
          - {name: LEVEL, value: info}
      - name: other
        command:
          - sh
          - -c
          - |
            echo "a: b" # {{ .Values.not }}
              more

            end
    # between
    more: >-
      folded
      text
  empty: {}
  none:
last: 'it''s'
`

/** The same document as it is read at once: of one with a tab nothing is sure. */
function atOnce(text: string): Document | undefined {
  const [document, ...others] = readDocuments('a.yaml', `${text}\n#\t`)
  expect(others).toEqual([])
  expect(document?.head).toBeUndefined()
  return document
}

/** What a head promises, held against the reader. Returns whether there is a head. */
function keepsItsPromise(text: string): boolean {
  if (headOf(text) === undefined) return false
  const [lazy, ...others] = readDocuments('a.yaml', text)
  const eager = atOnce(text)
  expect([text, others, lazy?.error, eager?.error]).toEqual([text, [], undefined, undefined])
  expect([text, lazy?.duplicates, eager?.duplicates]).toEqual([text, [], []])
  const objects = lazy ? objectsIn(lazy) : []
  expect([text, objects.length]).toEqual([text, 1])
  expect([text, objects]).toEqual([text, eager ? objectsIn(eager) : []])
  return true
}

test('the head of a plain document', () => {
  expect(headOf(plain)).toEqual({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name: 'shop',
    namespace: 'team-1',
  })
  expect(keepsItsPromise(plain)).toBe(true)
  for (const document of readDocuments('a.yaml', cluster()))
    keepsItsPromise(document.text().replace(/^---\n/, ''))
})

const object = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n'
describe('a document that only looks plain is read at once', () => {
  test.each([
    ['a broken line', 'data:\n  a: b\n c: d\n'],
    ['a line too deep', 'data:\n  a: b\n    c: d\n'],
    ['a bracket that is not closed', 'data:\n  a: [b\n'],
    ['a quote that is not closed', 'data:\n  a: "b\n'],
    ['text behind a quote', 'data:\n  a: "b" c\n'],
    ['a key twice', 'data:\n  a: b\n  a: c\n'],
    ['a key twice, once in quotes', 'data:\n  a: b\n  "a": c\n'],
    ['a key twice in a flow map', 'data: {a: b, a: c}\n'],
    ['a key twice at the top', 'kind: Secret\n'],
    ['keys that are one to Kubernetes', 'data:\n  yes: a\n  true: b\n'],
    ['a key that is null', 'data:\n  null: a\n'],
    ['a key that is a number', 'data:\n  0x10: a\n  16: b\n'],
    ['an anchor', 'data: &a\n  b: c\n'],
    ['an alias', 'data: *a\n'],
    ['a merge', 'data:\n  <<: {a: b}\n'],
    ['a tag', 'data:\n  a: !!int b\n'],
    ['infinity', 'data:\n  a: .inf\n'],
    ['infinity below zero', 'data:\n  a: -.inf\n'],
    ['a tab before a key', 'data:\n\ta: b\n'],
    ['a tab behind a value', 'data:\n  a: b\t\n'],
    ['carriage returns', 'data:\r\n  a: b\r\n'],
    ['a byte order mark', 'data:\n  a: \uFEFFb\n'],
    ['a control character', 'data:\n  a: b\u0007\n'],
    ['a scalar of several lines', 'data:\n  a: b\n    c\n'],
    ['a scalar that goes on at the column of its key', 'data:\n  a: b\n  c\n'],
    ['an escape', 'data:\n  a: "\\x62"\n'],
    ['a colon in a value', 'data:\n  a: b: c\n'],
    ['a colon at the end of a value', 'data:\n  a: b:\n'],
    ['a template', 'data:\n  a: b {{ .Values.c }}\n'],
    ['a template in quotes', "data:\n  a: '{{ .Values.c }}'\n"],
    ['braces', 'data:\n  a: {{ b }}\n'],
    ['an indentation that is written', 'data:\n  a: |2\n    b\n'],
    ['a block scalar with nothing in it', 'data:\n  a: |\n  b: c\n'],
    ['a block scalar that begins too deep', 'data:\n  a: |\n        \n    b\n'],
    ['a block scalar that loses its indentation', 'data:\n  a: |\n      b\n    c\n'],
    ['a comment in a block scalar that has less indentation', 'data:\n  a: |\n      b\n    # c\n'],
    ['a list in a list', 'data:\n  - - a\n'],
    ['an item without anything', 'data:\n  -\n'],
    ['a key that is asked for', 'data:\n  ? a\n  : b\n'],
    ['a directive', '%YAML 1.2\n'],
    ['the end of a document', '...\n'],
    ['a second document', '... \na: b\n'],
  ])('%s', (_, rest) => {
    const text = object + rest
    expect(headOf(text)).toBeUndefined()
    expect(headOf(rest + object)).toBeUndefined()
  })

  test.each([
    ['no kind', 'apiVersion: v1\n'],
    ['no apiVersion', 'kind: Pod\n'],
    ['a list of objects', 'apiVersion: v1\nkind: List\nitems: []\n'],
    ['a kind that is a number', 'apiVersion: v1\nkind: 1\n'],
    ['a kind that is a word', 'apiVersion: v1\nkind: Yes\n'],
    ['a name that is a number', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: 1e3\n'],
    ['a name that is a word', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: no\n'],
    ['a flow map of metadata', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n'],
    ['text behind the marker', '--- a\napiVersion: v1\nkind: Pod\n'],
    ['JSON', '{"apiVersion": "v1", "kind": "Pod"}'],
    ['nothing', ''],
    ['comments', '# a\n\n'],
  ])('%s', (_, text) => expect(headOf(text)).toBeUndefined())
})

/** What a stray hand may leave in a document. */
const strays = [
  ...':#-?!&*|>%@`{}[],"\'\\~=.<',
  ' ', '  ', '\n', '\n\n', '\t', '\r\n', '\u0085', '\u2028', '\uFEFF', '\u{1F430}', 'é', '\0',
  ': ', ' #', '- ', '-\n', '? ', '<<: ', '&a ', '*a', '!!int ', '{{', '{{ .Values.a }}', '|', '|2\n', '>-\n',
  '---\n', '--- a\n', '...\n', '%YAML 1.2\n', '.inf', 'yes', 'null', '0x10', 'kind: Pod\n', 'a: b\n', '  name: x\n', '\n#',
] // biome-ignore format: a list

test('whatever is changed in a plain document, a head is given only where the reader agrees', () => {
  const seen = { heads: 0, others: 0 }
  const change = fc.record({
    at: fc.nat(plain.length),
    cut: fc.constantFrom(0, 0, 0, 1, 2, 5, 30),
    put: fc.oneof(fc.constantFrom(...strays), fc.constantFrom('', ' ', '  ')),
  })
  expectOfKnownAndNew(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), changes => {
      const text = changes.reduce(
        (now, { at, cut, put }) => now.slice(0, at) + put + now.slice(at + cut),
        plain,
      )
      if (keepsItsPromise(text)) seen.heads++
      else seen.others++
    }),
    { seed: 7, numRuns: 2000 },
    () => {
      expect(seen.heads).toBeGreaterThan(100)
      expect(seen.others).toBeGreaterThan(500)
    },
  )
})

test('a head costs no more than the text is long', () => {
  const long = 100_000
  for (const line of [
    ' '.repeat(long),
    `${'a '.repeat(long)}: b`,
    `'${"''".repeat(long)}`,
    `[${'a, '.repeat(long)}`,
    `{${'a: b, '.repeat(long)}`,
    `a: ${' '.repeat(long)}: b`,
    `a: b${' :c'.repeat(long)}`,
  ])
    expect(headOf(`${object}data:\n  a: ${line} : \n`)).toBeUndefined()
})

test('no text is too long for a pattern', () => {
  const long = 6_000_000
  const inLine = [
    `[${'a, '.repeat(long)}a]`,
    `{${'a: b, '.repeat(long / 3)}a: b}`,
    `'${"''".repeat(long)}'`,
    `a${':b'.repeat(long)}`,
    `a${'#'.repeat(long)}`,
  ]
  for (const value of inLine) expect(headOf(`${object}data:\n  a: ${value}\n`)).toBeUndefined()
  expect(headOf(`${object}data:\n  a: '${'b'.repeat(long)}'\n`)).toBeDefined()
  expect(headOf(`${'# a\n'.repeat(long)}---\n${object}`)).toBeUndefined()
})
