import { splitDocuments } from '../../../source/yaml/split.ts'
import { describe, expect, test } from '../../jest.ts'

const parts = (text: string): readonly string[] =>
  splitDocuments(text).map(({ start, end }) => text.slice(start, end))

const rows: readonly (readonly [name: string, text: string, parts: readonly string[]])[] = [
  ['one', 'a: 1\n', ['a: 1\n']],
  ['nothing', '', []],
  ['comments only', '# a\n\n  # b', []],
  ['two', 'a: 1\n---\nb: 2\n', ['a: 1\n', '---\nb: 2\n']],
  ['a marker first', '---\na: 1\n', ['---\na: 1\n']],
  ['comments before the marker', '# c\n\n---\na: 1', ['# c\n\n---\na: 1']],
  ['a directive before the marker', '%YAML 1.1\n---\na: 1', ['%YAML 1.1\n---\na: 1']],
  ['comment behind the marker', 'a\n--- # c\nb', ['a\n', '--- # c\nb']],
  ['text behind the marker', 'a\n--- b\n', ['a\n', '--- b\n']],
  ['tab behind the marker', 'a\n---\tb\n', ['a\n', '---\tb\n']],
  ['empty ones between', '---\n---\n# c\n---\na', ['---\n', '---\n# c\n', '---\na']],
  ['marker at the end', 'a\n---', ['a\n', '---']],
  ['dots end', 'a\n...\nb\n', ['a\n...\n', 'b\n']],
  ['dots, then a marker', 'a\n... # c\n# d\n---\nb\n', ['a\n... # c\n', '# d\n---\nb\n']],
  ['dots at the end', 'a\n...', ['a\n...']],
  ['not a marker', 'a: ---\n----\n ---\n---b\n', ['a: ---\n----\n ---\n---b\n']],
  ['in a block scalar', 'a: |\n  x\n---\nb', ['a: |\n  x\n', '---\nb']],
  ['CRLF', 'a\r\n---\r\nb\r\n', ['a\r\n', '---\r\nb\r\n']],
  ['CR', 'a\r---\rb', ['a\r', '---\rb']],
  ['byte order marks', '\uFEFFa\n\uFEFF---\nb', ['\uFEFFa\n', '\uFEFF---\nb']],
  ['U+2028 ends no line', 'a: "\u2028--- b"', ['a: "\u2028--- b"']],
]

describe('splitting a stream', () => {
  test.each(rows)('%s', (_, text, expected) => {
    expect(parts(text)).toEqual(expected)
  })
})
