import type { JsonPatchOp } from '../../../model/kube/edit.ts'
import type { Json } from '../../../model/kube/json.ts'
import { applyEdit, NotFixableHere, splice, spliceChecked } from '../../../source/splice/splice.ts'
import { readDocuments } from '../../../source/yaml/read.ts'
import { describe, expect, test } from '../../jest.ts'

const set = (path: string, value: Json): JsonPatchOp => ({ op: 'replace', path, value })
const add = (path: string, value: Json): JsonPatchOp => ({ op: 'add', path, value })
const remove = (path: string): JsonPatchOp => ({ op: 'remove', path })

const patched = (text: string, op: JsonPatchOp, name = 'a.yaml'): string => {
  const [document] = readDocuments(name, text)
  if (!document) throw new Error('no document')
  return spliceChecked(document, op).source
}

type Row = readonly [name: string, before: string, op: JsonPatchOp, after: string]

const scalars: readonly Row[] = [
  ['plain', 'a: 1 # c\n', set('/a', 2), 'a: 2 # c\n'],
  ['plain that needs quotes', 'a: 1\n', set('/a', 'yes'), 'a: "yes"\n'],
  ['plain with what looks like a comment', 'a: x\n', set('/a', 'y #z'), 'a: "y #z"\n'],
  ['single quotes stay', "a: 'x'\n", set('/a', "it's"), "a: 'it''s'\n"],
  ['double quotes stay', 'a: "x"\n', set('/a', 'a\tb'), 'a: "a\\tb"\n'],
  ['a number loses its quotes', 'a: "1"\n', set('/a', 1), 'a: 1\n'],
  ['an empty value', 'a: # c\nb: 1\n', set('/a', 'x'), 'a: x # c\nb: 1\n'],
  ['an empty list item', 'a:\n  -\n  - b\n', set('/a/0', 'x'), 'a:\n  - x\n  - b\n'],
  ['in a flow mapping', 'a: {b: 1, c: 2}\n', set('/a/b', 'x, y'), 'a: {b: "x, y", c: 2}\n'],
  ['in a flow mapping without a value', 'a: {b, c: 2}\n', set('/a/b', 'x'), 'a: {b: x, c: 2}\n'],
  ['keys with / and ~', 'a/b~c: {"d/e": 1}\n', set('/a~1b~0c/d~1e', 2), 'a/b~c: {"d/e": 2}\n'],
  ['keys with dots', 'rabbitmq.conf: x\n', set('/rabbitmq.conf', 'z'), 'rabbitmq.conf: z\n'],
  ['CRLF', 'a: 1\r\nb: 2\r\n', set('/a', 3), 'a: 3\r\nb: 2\r\n'],
  ['byte order mark', '\uFEFFa: 1\n', set('/a', 3), '\uFEFFa: 3\n'],
  ['no final line end', 'a: 1', set('/a', 3), 'a: 3'],
  [
    'plain becomes a literal, its comment stays',
    'a: x # c\nb: 1\n',
    set('/a', 'k = 1\nl = 2\n'),
    'a: | # c\n  k = 1\n  l = 2\nb: 1\n',
  ],
  ['quoted lines stay quoted', 'a: "x"\n', set('/a', 'k\nl\n'), 'a: "k\\nl\\n"\n'],
  [
    'null becomes a mapping',
    'a: # c\nb: 1\n',
    set('/a', { x: 1, z: [2] }),
    'a: # c\n  x: 1\n  z:\n    - 2\nb: 1\n',
  ],
]

const conf =
  'data:\n    rabbitmq.conf: | # c\n        # one\n        heartbeat = 60   \n\n        log = 1\n\n    other: x\n'
const literals: readonly Row[] = [
  [
    'one line changes, the others keep their bytes',
    conf,
    set('/data/rabbitmq.conf', '# one\nheartbeat = 60   \n\nlog = 2\n'),
    conf.replace('log = 1', 'log = 2'),
  ],
  [
    'a line more',
    conf,
    set('/data/rabbitmq.conf', '# one\nheartbeat = 60   \n\nlog = 1\nx = 2\n'),
    conf.replace('log = 1\n', 'log = 1\n        x = 2\n'),
  ],
  [
    'a line less',
    conf,
    set('/data/rabbitmq.conf', '# one\nheartbeat = 60   \n'),
    conf.replace('\n\n        log = 1', ''),
  ],
  [
    'a first line',
    conf,
    set('/data/rabbitmq.conf', 'new\n# one\nheartbeat = 60   \n\nlog = 1\n'),
    conf.replace('        # one', '        new\n        # one'),
  ],
  ['without a line end', 'a: |\n  x\n  y\nb: 1\n', set('/a', 'x\nz'), 'a: |-\n  x\n  z\nb: 1\n'],
  ['with one', 'a: |-\n  x\nb: 1\n', set('/a', 'x\nz\n'), 'a: |\n  x\n  z\nb: 1\n'],
  ['with two', 'a: |\n  x\nb: 1\n', set('/a', 'x\n\n'), 'a: |+\n  x\n\nb: 1\n'],
  ['blank lines below stay', 'a: |\n  x\n\n\nb: 1\n', set('/a', 'z\n'), 'a: |\n  z\n\n\nb: 1\n'],
  ['all kept', 'a: |+\n  x\n\nb: 1\n', set('/a', 'z\n\n'), 'a: |+\n  z\n\nb: 1\n'],
  ['a first line with blanks', 'a: |\n  x\n', set('/a', '  z\nx\n'), 'a: |2\n    z\n  x\n'],
  ['indentation of its own', 'a: |4\n     x\n    y\n', set('/a', ' x\nz\n'), 'a: |4\n     x\n    z\n'],
  [
    'folded becomes literal',
    'a: >- # c\n  x\n  y\nb: 1\n',
    set('/a', 'p\nq\n'),
    'a: | # c\n  p\n  q\nb: 1\n',
  ],
  ['no text', 'a: | # c\n  x\nb: 1\n', set('/a', ''), 'a: "" # c\nb: 1\n'],
  [
    'characters that no literal holds',
    'a: |\n  x\nb: 1\n',
    set('/a', 'x\u0007\n'),
    'a: "x\\u0007\\n"\nb: 1\n',
  ],
  ['CRLF', 'a: |\r\n  x\r\n  y\r\nb: 1\r\n', set('/a', 'x\ny\nz\n'), 'a: |\r\n  x\r\n  y\r\n  z\r\nb: 1\r\n'],
  [
    'at the end of a file without a line end',
    'a: |\n  x\n  y',
    set('/a', 'x\ny\nz\n'),
    'a: |\n  x\n  y\n  z\n',
  ],
  ['a number instead', 'a: | # c\n  x\nb: 1\n', set('/a', 1), 'a: 1 # c\nb: 1\n'],
]

const additions: readonly Row[] = [
  [
    'behind the last sibling, at its column',
    'a:\n    b: 1\n    c: # x\n      - d # y\n# z\ne: 1\n',
    add('/a/k', true),
    'a:\n    b: 1\n    c: # x\n      - d # y\n    k: true\n# z\ne: 1\n',
  ],
  [
    'below the comments of the last sibling',
    'a:\n  b:\n    c: 1\n    # of b\n  # of a\nd: 1\n',
    add('/a/k', 1),
    'a:\n  b:\n    c: 1\n    # of b\n  k: 1\n  # of a\nd: 1\n',
  ],
  ['to the root', 'a: 1\n', add('/b', 'x'), 'a: 1\nb: x\n'],
  ['without a final line end', 'a: 1', add('/b', 'x'), 'a: 1\nb: x'],
  [
    'a text of lines, without a final line end',
    'a: 1',
    add('/b', { c: 'x\ny\n' }),
    'a: 1\nb:\n  c: |\n    x\n    y\n',
  ],
  [
    'lists between brackets, as those that are there',
    'a:\n  b: [x, z]\n',
    add('/a/c', { d: ['p', 'q'], e: [{ f: [] }] }),
    'a:\n  b: [x, z]\n  c:\n    d: [p, q]\n    e:\n      - f: []\n',
  ],
  ['an item in quotes, as those that are there', 'a: ["x"]\n', add('/a/-', 'z'), 'a: ["x", "z"]\n'],
  ['items in quotes, as those that were there', 'a: ["x", "y"]\n', set('/a', ['z', 'w']), 'a: ["z", "w"]\n'],
  [
    'dashes below their key, as those that are there',
    'a:\n  b:\n  - x: 1\n',
    add('/a/c', ['p']),
    'a:\n  b:\n  - x: 1\n  c:\n  - p\n',
  ],
  ['before the end of the document', 'a: 1\n---\nb: 1\n', add('/c', 'x'), 'a: 1\nc: x\n---\nb: 1\n'],
  ['behind a literal', 'a: |\n  x\n\n# c\n', add('/b', 1), 'a: |\n  x\nb: 1\n\n# c\n'],
  [
    'behind a literal that keeps its blank lines',
    'a: |+\n  x\n\n# c\n',
    add('/b', 1),
    'a: |+\n  x\n\nb: 1\n# c\n',
  ],
  [
    'to a list item',
    'a:\n  - name: x # c\n  - name: z\n',
    add('/a/0/k', 1),
    'a:\n  - name: x # c\n    k: 1\n  - name: z\n',
  ],
  [
    'an object, indented like the file',
    'a:\n    b: 1\n',
    add('/a/k', { x: { z: 'a\nb\n' } }),
    'a:\n    b: 1\n    k:\n        x:\n            z: |\n                a\n                b\n',
  ],
  [
    'a list',
    'a: 1\n',
    add('/k', ['x', { p: 1, q: [2] }, [3]]),
    'a: 1\nk:\n  - x\n  - p: 1\n    q:\n      - 2\n  - - 3\n',
  ],
  ['empty collections', 'a: 1\n', add('/k', { x: {}, z: [] }), 'a: 1\nk:\n  x: {}\n  z: []\n'],
  ['a key that needs quotes', 'a: 1\n', add('/on', 1), 'a: 1\n"on": 1\n'],
  ['to an empty mapping', 'a: {} # c\nb: 1\n', add('/a/k', 'x'), 'a: # c\n  k: x\nb: 1\n'],
  [
    'to an empty list',
    'a: [] # c\nb: 1\n',
    add('/a/-', { x: 1, z: 2 }),
    'a: # c\n  - x: 1\n    z: 2\nb: 1\n',
  ],
  ['to an empty document', '{}\n', add('/k', 'x'), '{"k": "x"}\n'],
  ['to a flow mapping', 'a: {b: 1} # c\n', add('/a/k', { x: ['z'] }), 'a: {b: 1, k: {x: [z]}} # c\n'],
  ['to a flow mapping with a comma at its end', 'a: {b: 1, }\n', add('/a/k', 2), 'a: {b: 1, k: 2, }\n'],
  ['to a flow mapping over lines', 'a: {\n  b: 1\n  }\n', add('/a/k', 2), 'a: {\n  b: 1,\n  k: 2\n  }\n'],
  ['to a flow mapping written like JSON', 'a: {"b": 1}\n', add('/a/k', 'x'), 'a: {"b": 1, "k": "x"}\n'],
  ['an item at the end', 'a:\n- x # c\n- z\nb: 1\n', add('/a/-', 'new'), 'a:\n- x # c\n- z\n- new\nb: 1\n'],
  [
    'an item by its index',
    'a:\n  # c\n  - x\n  - z\n',
    add('/a/1', 'new'),
    'a:\n  # c\n  - x\n  - new\n  - z\n',
  ],
  ['a first item', 'a:\n  - x\n', add('/a/0', { p: 1, q: 2 }), 'a:\n  - p: 1\n    q: 2\n  - x\n'],
  [
    'an item of a list in a list',
    'a:\n  - - x\n    - z\n',
    add('/a/0/0', 'new'),
    'a:\n  - - new\n    - x\n    - z\n',
  ],
  ['an item in flow', 'a: [x, z]\n', add('/a/-', 'new'), 'a: [x, z, new]\n'],
  ['a first item in flow', 'a: [x, z]\n', add('/a/0', 'new'), 'a: [new, x, z]\n'],
  [
    'CRLF',
    'a:\r\n  b: 1\r\nc: 2\r\n',
    add('/a/k', 'p\nq\n'),
    'a:\r\n  b: 1\r\n  k: |\r\n    p\r\n    q\r\nc: 2\r\n',
  ],
  ['a key that is there is replaced', 'a: 1\nb: 2\n', add('/a', 3), 'a: 3\nb: 2\n'],
  ['behind a byte order mark', '\uFEFFa: 1\n', add('/b', 2), '\uFEFFa: 1\nb: 2\n'],
]

const removals: readonly Row[] = [
  ['whole lines', 'a: 1\nb: # c\n  d: 1\n  # e\n\nf: 1\n', remove('/b'), 'a: 1\n\nf: 1\n'],
  [
    'a comment above stays',
    '# about a\na: 1\n# about b\nb: 1\n',
    remove('/b'),
    '# about a\na: 1\n# about b\n',
  ],
  ['the last line without a line end', 'a: 1\nb: 2', remove('/b'), 'a: 1\n'],
  ['the first key of a list item', 'a:\n  - b: 1\n    c: 2\n', remove('/a/0/b'), 'a:\n  - c: 2\n'],
  [
    'the first key of a list item with comments',
    'a:\n  - b: 1 # p\n    # q\n    c: 2\n',
    remove('/a/0/b'),
    'a:\n  - # p\n    # q\n    c: 2\n',
  ],
  ['the only key of a list item', 'a:\n  - b: 1\n  - c\n', remove('/a/0/b'), 'a:\n  - {}\n  - c\n'],
  ['the only key', 'a: # c\n  b: 1\nd: 1\n', remove('/a/b'), 'a: {} # c\nd: 1\n'],
  ['an item', 'a:\n  - x # c\n  - z\n', remove('/a/0'), 'a:\n  - z\n'],
  [
    'the only item, its dash at the column of the key',
    'a: # c\n- x\nb: 1\n',
    remove('/a/0'),
    'a: [] # c\nb: 1\n',
  ],
  ['the first item of a list in a list', 'a:\n  - - x\n    - z\n', remove('/a/0/0'), 'a:\n  - - z\n'],
  ['in flow', 'a: {b: 1, c: 2, d: 3}\n', remove('/a/b'), 'a: {c: 2, d: 3}\n'],
  ['in the middle of flow', 'a: [b, c, d]\n', remove('/a/1'), 'a: [b, d]\n'],
  ['at the end of flow', 'a: [b, c, d,]\n', remove('/a/2'), 'a: [b, c,]\n'],
  ['the only one in flow', 'a: { b: 1 }\n', remove('/a/b'), 'a: {}\n'],
  ['a literal', 'a: |\n  x\n\nb: 1\n', remove('/a'), '\nb: 1\n'],
  ['CRLF', 'a: 1\r\nb: 2\r\nc: 3\r\n', remove('/b'), 'a: 1\r\nc: 3\r\n'],
  [
    'an item of a List',
    'kind: List\nitems:\n- kind: A\n  spec: {x: 1}\n- kind: B\n  spec:\n    z: 1\n',
    remove('/items/1/spec/z'),
    'kind: List\nitems:\n- kind: A\n  spec: {x: 1}\n- kind: B\n  spec: {}\n',
  ],
]

const oneLine: readonly Row[] = [
  ['clipped', 'a:\n  b: |\n    x\n', set('/a/b', 'y\n'), 'a:\n  b: |\n    y\n'],
  ['stripped', 'a:\n  b: |-\n    x\n', set('/a/b', 'y'), 'a:\n  b: |-\n    y\n'],
  ['kept', 'a:\n  b: |+\n    x\n\n', set('/a/b', 'y\n\n'), 'a:\n  b: |+\n    y\n\n'],
  ['that loses its line end', 'a:\n  b: |\n    x\n', set('/a/b', 'y'), 'a:\n  b: |-\n    y\n'],
]

const json: readonly Row[] = [
  ['a value', '{\n  "a": "x"\n}\n', set('/a', 'yes'), '{\n  "a": "yes"\n}\n'],
  ['a text of several lines', '{"a": "x"}', set('/a', 'p\nq\n'), '{"a": "p\\nq\\n"}'],
  [
    'a member',
    '{\n  "a": {\n    "b": 1\n  }\n}\n',
    add('/a/n', { x: 'z' }),
    '{\n  "a": {\n    "b": 1,\n    "n": {"x": "z"}\n  }\n}\n',
  ],
  ['a first member', '{"a": {}}', add('/a/n', 'x'), '{"a": {"n": "x"}}'],
  ['a member less', '{\n  "a": 1,\n  "b": 2\n}\n', remove('/b'), '{\n  "a": 1\n}\n'],
]

describe('splices', () => {
  test.each(scalars)('scalar: %s', (_, before, op, expected) => expect(patched(before, op)).toBe(expected))
  test.each(literals)('block: %s', (_, before, op, expected) => expect(patched(before, op)).toBe(expected))
  test.each(oneLine)('a block of one line: %s', (_, before, op, expected) =>
    expect(patched(before, op)).toBe(expected),
  )
  test.each(additions)('add: %s', (_, before, op, expected) => expect(patched(before, op)).toBe(expected))
  test.each(removals)('remove: %s', (_, before, op, expected) => expect(patched(before, op)).toBe(expected))
  test.each(json)('JSON: %s', (_, before, op, expected) =>
    expect(patched(before, op, 'a.json')).toBe(expected),
  )

  test('are as small as can be', () => {
    const [document] = readDocuments('a.yaml', conf)
    const edit =
      document && splice(document, set('/data/rabbitmq.conf', '# one\nheartbeat = 60   \n\nlog = 2\n'))
    expect(edit).toEqual({
      start: conf.indexOf('1\n\n    other'),
      end: conf.indexOf('1\n\n    other') + 1,
      insert: '2',
    })
  })
  test('compose', () => {
    const [document] = readDocuments('a.yaml', 'a: 1\n---\nb: 1\n')
    if (!document) throw new Error('no document')
    const once = spliceChecked(document, add('/c', 2))
    expect(spliceChecked(once, set('/c', 3)).source).toBe('a: 1\nc: 3\n---\nb: 1\n')
  })
})

describe('refuses', () => {
  test.each<[string, JsonPatchOp, RegExp]>([
    ['a: &x {b: 1}\nc: *x\n', set('/a/b', 2), /anchor &x/],
    ['a: &x {b: 1}\nc: *x\n', set('/c/b', 2), /alias/],
    ['a: &x 1\nc: *x\n', set('/c', 2), /alias/],
    ['a: {b: &x 1}\nc: *x\n', remove('/a'), /anchor &x/],
    ['a: &x {p: 1}\nb:\n  <<: *x\n  q: 1\n', set('/b/q', 2), /merge/],
    ['a: &x {p: 1}\nb:\n  <<: *x\n', add('/b/q', 2), /merge/],
    ['a: !tag 1\n', set('/a', 2), /tag/],
    ['a: !tag\n  b: 1\n', set('/a/b', 2), /tag/],
    ['? a\n: 1\n', set('/a', 2), /\?/],
    ['&k a: 1\n', set('/a', 2), /key/],
    ['a: 1\na: 2\n', set('/a', 3), /more than once/],
    ['a: "{{ $x }}"\n', set('/a', 3), /template/],
    ['a: 1\n', remove('/a'), /nothing/],
    ['a: 1\n', set('', 3), /whole/],
    ['a: 1\n', set('/b', 3), /not in the text/],
    ['a: [1]\n', add('/a/5', 3), /place/],
    ['a: 1\n', add('/a/b', 3), /neither/],
    ['a: [\n', set('/a', 3), /read/],
    ['a:\n  # c\n  b: 1\n', remove('/a/b'), /comment/],
    ['a: [b, # c\n  d]\n', remove('/a/0'), /comment/],
  ])('%j', (text, op, reason) => {
    expect(() => patched(text, op)).toThrow(NotFixableHere)
    expect(() => patched(text, op)).toThrow(reason)
  })
  test('what would mean something else', () => {
    // The block gains a line end only because a line follows it.
    const [document] = readDocuments('a.yaml', 'a: |\n  x')
    if (!document) throw new Error('no document')
    expect(applyEdit(document.source, splice(document, add('/b', 1)))).toBe('a: |\n  x\nb: 1')
    expect(() => spliceChecked(document, add('/b', 1))).toThrow('mean something else')
  })
})
