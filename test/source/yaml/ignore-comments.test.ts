import { ignoreComments } from '../../../source/yaml/ignore-comments.ts'
import { readDocuments } from '../../../source/yaml/read.ts'
import { describe, expect, test } from '../../jest.ts'

/** For each comment of each document: line, rules, reason, what it covers. */
const found = (text: string): readonly unknown[] =>
  readDocuments('a.yaml', text).map(document =>
    ignoreComments(document).map(({ line, rules, reason, covers, offset }) => {
      expect(text[offset]).toBe('#')
      return [line, rules.join(' '), reason, text.slice(covers.start, covers.end)]
    }),
  )

const rows: readonly (readonly [name: string, text: string, expected: readonly unknown[]])[] = [
  ['entry', 'a: 1\n# warrener-ignore x -- y\nb: 2\nc: 3\n', [[[2, 'x', 'y', 'b: 2']]]],
  [
    'entry with all below it',
    'a: 1\n# warrener-ignore x -- y\nb:\n  c: 2\n  d: 3\ne: 4\n',
    [[[2, 'x', 'y', 'b:\n  c: 2\n  d: 3']]],
  ],
  [
    'list item',
    'a:\n  # warrener-ignore x -- y\n  - name: q\n    b: 1\n  - name: r\n',
    [[[2, 'x', 'y', '- name: q\n    b: 1']]],
  ],
  [
    'entry of a list item',
    'a:\n  - name: q\n    # warrener-ignore x -- y\n    b: 1\n    c: 2\n',
    [[[3, 'x', 'y', 'b: 1']]],
  ],
  [
    'over blank lines and comments',
    'a: 1\n# warrener-ignore x -- y\n\n# other\nb: 2\n',
    [[[2, 'x', 'y', 'b: 2']]],
  ],
  [
    'several rules',
    'a: 1\n# warrener-ignore x, y-z w -- because -- of that\nb: 2\n',
    [[[2, 'x y-z w', 'because -- of that', 'b: 2']]],
  ],
  ['no reason', 'a: 1\n#warrener-ignore x\nb: 2\n', [[[2, 'x', '', 'b: 2']]]],
  ['no rule', 'a: 1\n# warrener-ignore\nb: 2\n', [[[2, '', '', 'b: 2']]]],
  [
    'first line of a document',
    'a: 1\n---\n# warrener-ignore x -- y\nb: 2\n',
    [[], [[3, 'x', 'y', '---\n# warrener-ignore x -- y\nb: 2\n']]],
  ],
  [
    'first line of the file',
    '# warrener-ignore x -- y\na: 1\n',
    [[[1, 'x', 'y', '# warrener-ignore x -- y\na: 1\n']]],
  ],
  [
    'before the first ---',
    '# warrener-ignore x -- y\n---\na: 1\n',
    [[[1, 'x', 'y', '# warrener-ignore x -- y\n---\na: 1\n']]],
  ],
  ['before another ---', 'a: 1\n# warrener-ignore x -- y\n---\nb: 1\n', [[], [[2, 'x', 'y', '---\nb: 1\n']]]],
  [
    'in a literal block',
    'a: |\n  k = 1\n  # warrener-ignore x -- y\n\n  # c\n  l = 2\n  m = 3\n',
    [[[3, 'x', 'y', '  l = 2']]],
  ],
  ['in flow', 'a: [\n  # warrener-ignore x -- y\n  {b: 1}, c]\n', [[[2, 'x', 'y', '{b: 1}']]]],
  ['with nothing behind', 'a: 1\n# warrener-ignore x -- y\n', [[[2, 'x', 'y', '']]]],
  ['not in quotes', 'a: "\n  # warrener-ignore x -- y\n  z"\n', [[]]],
  ['not in a folded block', 'a: >\n  # warrener-ignore x -- y\n  z\n', [[]]],
  ['not behind a value', 'a: 1 # warrener-ignore x -- y\nb: 2\n', [[]]],
  ['not another word', 'a: 1\n# warrener-ignored x -- y\nb: 2\n', [[]]],
  ['CRLF', 'a: 1\r\n# warrener-ignore x -- y\r\nb: 2\r\n', [[[2, 'x', 'y', 'b: 2']]]],
  [
    'a document that cannot be read, as a whole',
    '# warrener-ignore x -- y\na: [\n# warrener-ignore z -- y\n',
    [[[1, 'x', 'y', '# warrener-ignore x -- y\na: [\n# warrener-ignore z -- y\n']]],
  ],
]

describe('comments that silence rules', () => {
  test.each(rows)('%s', (_, text, expected) => {
    expect(found(text)).toEqual(expected)
  })
})
