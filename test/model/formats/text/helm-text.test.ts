import {
  templatedJson,
  withoutActions,
  withoutOpenLines,
  withWords,
} from '../../../../model/formats/text/helm-text.ts'
import { describe, expect, test } from '../../../jest.ts'

/* Text of charts, read without expanding it. All keeps its offset: blanks are shown as dots here. */

const dotted = (text: string | undefined): string | undefined => text?.replaceAll(' ', '.')
const lines = (...list: readonly string[]): string => list.join('\n')

describe('lines that an action touches are blank', () => {
  test.each([
    ['nothing', 'a=1\nb=2', 'a=1\nb=2'],
    ['one line', lines('a=1', 'b={{x}}', 'c=3'), lines('a=1', '.......', 'c=3')],
    [
      'a block',
      lines('a=1', '{{if x}}', 'b=2', '{{end}}', 'c=3'),
      lines('a=1', '........', '...', '.......', 'c=3'),
    ],
    [
      'blocks in blocks',
      lines('{{if x}}', '{{range y}}', 'b=2', '{{end}}', 'd=4', '{{end}}', 'c=3'),
      lines('........', '...........', '...', '.......', '...', '.......', 'c=3'),
    ],
    ['a block that nobody ends', lines('a=1', '{{with x}}', 'b=2'), lines('a=1', '..........', '...')],
    ['an end too many', lines('{{end}}', 'a=1'), lines('.......', 'a=1')],
    ['an action over lines', lines('b={{x', 'y}}', 'c=3'), lines('.....', '...', 'c=3')],
    ['an action that nobody ends', lines('a=1', 'b={{x', 'c=3'), lines('a=1', '.....', '...')],
    ['a key that such a line sets too', lines('b=1', 'b={{x}}', 'b.c=1'), lines('...', '.......', 'b.c=1')],
    ['trimmed', lines('{{-if x}}', 'a=1', '{{-end}}', 'b=1'), lines('.........', '...', '........', 'b=1')],
    ['other words', lines('{{iffy}}', 'a=1'), lines('........', 'a=1')],
  ])('%s', (_, text, expected) => {
    expect(dotted(withoutActions(text))).toBe(expected)
  })
  test.each(['if', 'range', 'with', 'define', 'block'])('%s opens a block', word => {
    expect(withoutActions(lines(`{{ ${word} x }}`, 'a=1', '{{ end }}')).trim()).toBe('')
  })
  test('line ends stay', () => {
    expect(withoutActions('{{x}}\r\na=1\r\n')).toBe('     \r\na=1\r\n')
  })
})

describe('lines with a value that is filled in stay', () => {
  test.each([
    ['no action', 'a=1', undefined],
    ['values only', lines('a={{x}}', '# {{y}}'), undefined],
    ['a line of its own', lines('a={{x}}', '{{y}}', 'b=1'), lines('a={{x}}', '.....', 'b=1')],
    [
      'a value in a block',
      lines('{{if x}}', 'a={{y}}', '{{end}}', 'b={{z}}'),
      lines('........', '.......', '.......', 'b={{z}}'),
    ],
    [
      'a key that is set in a block',
      lines('a=1', '{{if x}}', 'a=2', '{{end}}'),
      lines('...', '........', '...', '.......'),
    ],
    ['a key that is filled in', lines('{{k}}=1', 'b=1'), lines('.......', 'b=1')],
  ])('%s', (_, text, expected) => {
    expect(dotted(withoutOpenLines(text))).toBe(expected)
  })
})

describe('JSON with actions in its strings', () => {
  test.each([
    ['none', '{"a": 1}', '{"a": 1}'],
    ['in a string', '{"a": "{{ x }}"}', '{"a":."{{.x.}}"}'],
    ['with quotes of its own', '{"a": "{{ .x | default "y" }}b"}', '{"a":."{{..x.|.default..y..}}b"}'],
    ['beside an escaped quote', '{"a": "\\"{{x}}"}', '{"a":."\\"{{x}}"}'],
    ['outside of a string', '{"a": {{ x }}}', undefined],
    ['behind a string', '{"a": "b" {{ x }}}', undefined],
    ['that nobody ends', '{"a": "{{ x"}', undefined],
    ['at the end', '"{{x}}', '"{{x}}'],
  ])('%s', (_, text, expected) => {
    const read = templatedJson(text)
    expect(text.includes('{{') ? dotted(read) : read).toBe(expected)
    if (read !== undefined) expect(read).toHaveLength(text.length)
  })
})

describe('actions as words', () => {
  test.each([
    ['none', 'a: 1', 'a: 1'],
    ['one', 'a: {{ x }}b', 'a: xxxxxxxb'],
    ['two on a line', 'a: {{x}}/{{y}}', 'a: xxxxx/xxxxx'],
    ['at the start', '{{x}}: 1', 'xxxxx: 1'],
    ['over lines', 'a: {{x\n}}\nb: {{y}}', 'a: {{x\n}}\nb: xxxxx'],
    ['that nobody ends', 'a: {{x}}\nb: {{y', 'a: xxxxx\nb: {{y'],
    ['to the end of its line', 'a: {{x}}\nb: 1', 'a: xxxxx\nb: 1'],
    ['with a brace more', 'a: {{{x}}}', 'a: xxxxxx}'],
    ['empty', 'a: {{}}b', 'a: xxxxb'],
  ])('%s', (_, text, expected) => {
    expect(withWords(text)).toBe(expected)
    expect(withWords(text)).toHaveLength(text.length)
  })
})
