import type { Json } from '../../../model/kube/json.ts'
import { type Document, readDocuments } from '../../../source/yaml/read.ts'
import { describe, expect, test } from '../../jest.ts'

const values = (text: string, name = 'a.yaml'): readonly (Json | undefined)[] =>
  readDocuments(name, text).map(({ value }) => value)
const first = (text: string, name = 'a.yaml'): Document => {
  const [document] = readDocuments(name, text)
  if (!document) throw new Error('no document')
  return document
}

describe('documents', () => {
  test('empty ones are left out, the others keep their number', () => {
    const documents = readDocuments('a.yaml', '---\n# none\n---\na: 1\n---\n---\nb: 2\n')
    expect(documents.map(({ index, value }) => [index, value])).toEqual([
      [1, { a: 1 }],
      [3, { b: 2 }],
    ])
  })
  test('have their text and place', () => {
    const text = 'a: 1\n--- # second\nb: 2\n'
    const [one, two] = readDocuments('dir/a.yaml', text)
    expect([one?.text(), two?.text()]).toEqual(['a: 1\n', '--- # second\nb: 2\n'])
    expect(two).toMatchObject({ file: 'dir/a.yaml', start: 5, end: text.length, source: text })
    expect(two?.position(18)).toEqual({ line: 3, column: 1 })
  })
  test('a broken one does not take its neighbours with it', () => {
    const documents = readDocuments('a.yaml', 'a: 1\n---\nb: [1\n---\nc: 3\n')
    expect(documents.map(({ value }) => value)).toEqual([{ a: 1 }, undefined, { c: 3 }])
    expect(documents[1]?.error).toMatchObject({ line: 4, column: 1, problem: 'syntax' })
    expect(documents[1]?.root).toBeUndefined()
  })
  test.each([
    ['byte order mark', '\uFEFFa: 1\n'],
    ['CRLF', '# c\r\na: 1\r\n'],
    ['CR', 'a:\r  1\r'],
    ['no line end', 'a: 1'],
    ['comment behind the marker', '--- # c\na: 1\n'],
    ['byte order mark behind a marker', '---\n\uFEFFa: 1\n'],
    ['byte order mark behind a marker with comments', '--- # c\n# d\n\n\uFEFFa: 1\n'],
    ['byte order mark before a marker', '\uFEFF---\na: 1\n'],
    ['flow', '{a: 1}'],
    ['tabs in JSON', '{\n\t"a":\n\t\t1\n}\n'],
  ])('%s', (_, text) => {
    expect(values(text)).toEqual([{ a: 1 }])
  })
  test('a null is a value', () => {
    expect(values('--- \n~\n')).toEqual([null])
  })
})

describe('collections', () => {
  test.each<[string, string, Json]>([
    ['list at the column of its key', 'a:\n- 1\n- b: 2\n  c: 3\n', { a: [1, { b: 2, c: 3 }] }],
    ['empty values', 'a:\nb: \nc:\n  -\n  - x\n', { a: null, b: null, c: [null, 'x'] }],
    ['explicit keys', '? a\n: 1\n? b\n', { a: 1, b: null }],
    ['pair in a list', '[a: 1, b]', [{ a: 1 }, 'b']],
    ['flow over lines', 'a: [1,\n  {b: c}, # d\n  ]\n', { a: [1, { b: 'c' }] }],
    [
      'bracket at the column of its key',
      'x:\n  a: [\n    1, # "one\n    "#2",\n  ]\n  b: 1\n',
      { x: { a: [1, '#2'], b: 1 } },
    ],
    ['bracket at column 0', 'x:\n  a: {\n"b": [\n1\n]\n}\n', { x: { a: { b: [1] } } }],
    [
      'quotes that go on at column 0',
      'x:\n  a: "one\ntwo # 2\n\nthree"\n',
      { x: { a: 'one two # 2\nthree' } },
    ],
    ['JSON with tabs under a key', 'x: {\n\t"a": 1,\n\t"b": [\n\t]\n}\n', { x: { a: 1, b: [] } }],
    ['anchors', 'a: &x [1]\nb: *x\nc: &y z\n*y : *y\n', { a: [1], b: [1], c: 'z', z: 'z' }],
    ['an anchor used again', 'a: &x 1\nb: &x 2\nc: *x\n', { a: 1, b: 2, c: 2 }],
    ['merge', 'a: &a {x: 1, z: 2}\nb:\n  <<: *a\n  z: 3\n', { a: { x: 1, z: 2 }, b: { x: 1, z: 3 } }],
    // goyaml.v2 merges in the order of the text: what stood before is replaced.
    ['merge below a key', 'a: &a {x: 1}\nb:\n  x: 2\n  <<: *a\n', { a: { x: 1 }, b: { x: 1 } }],
    [
      'merge of a list',
      'a: [&a {x: 1}, &b {x: 2, z: 2}]\nb: {<<: [*a, *b]}\n',
      { a: [{ x: 1 }, { x: 2, z: 2 }], b: { x: 1, z: 2 } },
    ],
    ['merge of a mapping', 'b: {<<: {x: 1}, z: 2}\n', { b: { x: 1, z: 2 } }],
    ['literal', 'a: |\n  x\n\n   y \n\nb: 1\n', { a: 'x\n\n y \n', b: 1 }],
    ['literal, all kept', 'a: |+\n  x\n\nb: 1\n', { a: 'x\n\n', b: 1 }],
    ['literal, stripped', 'a: |-\n  x\n\nb: 1\n', { a: 'x', b: 1 }],
    ['literal, indented', 'a: |2\n   x\n', { a: ' x\n' }],
    ['literal with CRLF', 'a: |\r\n  x\r\n  y\r\n', { a: 'x\ny\n' }],
    ['literal that ends with the file', 'a: |\n  x\n  y', { a: 'x\ny' }],
    ['folded', 'a: >\n  x\n  y\n\n  z\n', { a: 'x y\nz\n' }],
    ['plain over lines', 'a: x\n  y\n\n  z\n', { a: 'x y\nz' }],
  ])('%s', (_, text, value) => {
    const document = first(text)
    expect(document.error).toBeUndefined()
    expect(document.value).toEqual(value)
    expect(document.root).toBeDefined()
  })

  test('duplicate keys: the last one counts, all are told', () => {
    const text = 'a: 1\nb:\n  - {x: 1, "x": 2}\na: 3\non: 1\n"true": 2\n'
    const document = first(text)
    expect(document.value).toEqual({ a: 3, b: [{ x: 2 }], true: 2 })
    expect(
      document.duplicates.map(({ path, offsets }) => [
        path,
        offsets.map(offset => text.slice(offset, offset + 1)),
      ]),
    ).toEqual([
      [['a'], ['a', 'a']],
      [['true'], ['o', '"']],
      [
        ['b', 0, 'x'],
        ['x', '"'],
      ],
    ])
  })
  test('a merged key is no duplicate', () => {
    expect(first('a: &a {x: 1}\nb:\n  <<: *a\n  x: 2\n').duplicates).toEqual([])
  })
})

describe('what cannot be read', () => {
  test.each([
    ['a: 1\n b: 2\n', 2, 3, /indentation/],
    ['a:\n\tb: 1\n', 2, 1, /tab/],
    ['a: "x\n', 2, 1, /end of the stream/],
    ['a: *x\n', 1, 4, /alias/],
    ['a: &x [*x]\n', 1, 8, /contains itself/],
    ['a: {<<: 1}\n', 1, 9, /<< is not a mapping/],
    ['a: \u00a0b: 1\n', 1, 4, /no-break space \(U\+00A0\)/],
    ['a:\u200B 1\nb: 2\n', 1, 3, /zero-width space \(U\+200B\)/],
    ['a: 1\n--- b\n', 2, 5, /comment behind ---/],
    ['%YAML 1.2\n---\na: 1\n', 1, 1, /directives/],
    ['a: "\u0000"', 1, 5, /null byte/],
    ['a: !Secret|hunter2 x\n', 1, 19, /tag name/],
  ])('%j', (text, line, column, reason) => {
    const { error, value } = readDocuments('a.yaml', text).at(-1) ?? {}
    expect(value).toBeUndefined()
    expect(error).toMatchObject({ line, column, problem: 'syntax' })
    expect(error?.reason).toMatch(reason)
    expect(error?.reason).not.toContain('hunter2')
  })
})

describe('templates', () => {
  test.each([
    ['a:\n  {{- toYaml .Values.x | nindent 2 }}\n  b: 1\n', 2, 3],
    ['{{- if .Values.on }}\na: 1\n{{- end }}\n', 1, 1],
    ['kind: {{ .Values.kind }}\na: 1\n', 1, 7],
    ['kind: A\napiVersion: {{ include "x.version" . }}\na: 1\n', 2, 13],
    ['kind: A\n{{ .Values.key }}: 1\n', 2, 1],
    ['kind: A\na: {"{{ .Values.key }}": 1}\n', 2, 6],
    ['a: {{ .Values.x\n', 1, 4],
  ])('%j', (text, line, column) => {
    const { error } = first(text)
    expect(error).toEqual({
      offset: expect.any(Number),
      line,
      column,
      reason: 'Helm template; render it first',
      problem: 'template',
    })
  })
  test.each([
    'kind: A\nsummary: "{{ $labels.pod }} is {{ $value }}"\n',
    'kind: A\na: |\n  {{ .Values.x }}\n',
    'kind: A\nargs: ["{{inputs.parameters.x}}"]\n',
    'a: "{{ .Values.x }}"\n',
    '# {{ .Values.x }}\na: 1\n',
  ])('%j is none', text => {
    expect(first(text).error).toBeUndefined()
  })
  test.each<[string, unknown]>([
    ['kind: A\na: {{ .Values.x }}\n', '{{ .Values.x }}'],
    ['a: {{ .Values.x }}-b\n', '{{ .Values.x }}-b'],
    ['a: {{ printf "%s: %s # %d" .a .b .c }} # why\n', '{{ printf "%s: %s # %d" .a .b .c }}'],
    ['a: "{{ .Values.x | default "y" }}"\n', '{{ .Values.x | default "y" }}'],
    ['kind: A\na: "{{ .Values.image }}:{{ .Values.tag }}"\n', '{{ .Values.image }}:{{ .Values.tag }}'],
    ['kind: A\na: x:{{ .Values.tag }}\n', 'x:{{ .Values.tag }}'],
    ['a:\n  - {{ $x }}\n  - b\n', ['{{ $x }}', 'b']],
    ['a: {b: {{ .x }}}\n', { b: '{{ .x }}' }],
    ['a:\n  {{- toYaml .Values.x | nindent 2 }}\n', '{{- toYaml .Values.x | nindent 2 }}'],
  ])('%j has a value that is filled in', (text, value) => {
    expect(first(text)).toMatchObject({ error: undefined, value: { a: value } })
  })
  test('the places behind an action are as ever', () => {
    const { root } = first('a: {{ .Values.x }}\nb: c\n')
    expect(root).toMatchObject({
      entries: [{ value: { start: 3, end: 18 } }, { value: { start: 22, end: 23 } }],
    })
  })
  test('a syntax error is not blamed on the template of an alert', () => {
    expect(first('a: "{{ $value }}"\nb: [\n').error?.problem).toBe('syntax')
  })
})

describe('JSON files', () => {
  test('are one document, with positions', () => {
    const document = first('{"a": {"b": [1, "yes", null]}, "__proto__": "x"}', 'a.json')
    expect(JSON.stringify(document.value)).toBe('{"a":{"b":[1,"yes",null]},"__proto__":"x"}')
    expect(document.root?.kind).toBe('map')
  })
  test('byte order mark', () => {
    expect(values('\uFEFF{"a": 1}', 'A.JSON')).toEqual([{ a: 1 }])
  })
  test.each([
    ['{"a": 1, // c\n"b": 2}', 1, 10, /comment/],
    ['{"a": 1,}', 1, 9, /./],
    ['{"a": hunter2}', 1, 7, /not a JSON value/],
    ['{"a": 1}\n{"b": 1}', 2, 1, /end of the document/],
    ["{'a': 1}", 1, 2, /./],
    ['', undefined, undefined, undefined],
  ])('%j', (text, line, column, reason) => {
    const { error } = readDocuments('a.json', text)[0] ?? {}
    expect([error?.line, error?.column]).toEqual([line, column])
    if (reason) expect(error?.reason).toMatch(reason)
    expect(error?.reason ?? '').not.toContain('hunter2')
  })
})
