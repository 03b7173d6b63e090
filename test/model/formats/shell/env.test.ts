import { expand, expandText, type Piece } from '../../../../model/formats/shell/env.ts'
import { describe, expect, test } from '../../../jest.ts'

/** Pieces as text, fields in angle brackets. */
const show = (pieces: readonly Piece[]): string =>
  pieces
    .map(piece => (typeof piece === 'string' ? piece : 'field' in piece ? `<${piece.field}>` : ''))
    .join('')

const values = (...list: [string, Piece][]): unknown =>
  expand(list.map(([name, value]) => ({ name, value }))).map(({ pieces }) => show(pieces))

describe('expansion as the kubelet does it', () => {
  const known = new Map<string, readonly Piece[]>([
    ['A', ['1']],
    ['POD', [{ field: 'metadata.name' }]],
    ['EMPTY', []],
  ])
  test.each<[string, readonly Piece[], string[]]>([
    ['', [], []],
    ['plain', ['plain'], []],
    ['$(A)', ['1'], []],
    ['x$(A)y', ['x1y'], []],
    ['$$(A)', ['$(A)'], []],
    ['$$$(A)', ['$1'], []],
    ['$$$$(A)', ['$$(A)'], []],
    ['$A $', ['$A $'], []],
    ['$(A', ['$(A'], []],
    ['$($(A)', ['$($(A)'], ['$(A']],
    ['$(B)', ['$(B)'], ['B']],
    ['$()', ['$()'], ['']],
    ['rabbit@$(POD).svc', ['rabbit@', { field: 'metadata.name' }, '.svc'], []],
    ['$(EMPTY)a', ['a'], []],
  ])('%j', (text, pieces, unresolved) => {
    expect(expandText(text, known)).toEqual({ pieces, unresolved })
  })
})

test('only earlier variables are seen, a later one of the same name replaces', () => {
  expect(values(['B', '$(A)'], ['A', '1'], ['C', '$(A)'], ['A', '$(A)2'], ['D', '$(A)'])).toEqual([
    '$(A)',
    '1',
    '1',
    '12',
    '12',
  ])
})

test('what comes from elsewhere stays a piece', () => {
  const list = expand([
    { name: 'POD', value: { field: 'metadata.name' } },
    { name: 'PASS', value: { unseen: 'Secret mq' } },
    { name: 'URL', value: '$(PASS)@$(POD)' },
  ])
  expect(list[2]?.pieces).toEqual([{ unseen: 'Secret mq' }, '@', { field: 'metadata.name' }])
})

test('growth is bounded: each variable doubles the one before', () => {
  const list = [{ name: 'V0', value: 'x'.repeat(100) }]
  for (let i = 1; i <= 60; i++) list.push({ name: `V${i}`, value: `$(V${i - 1})$(V${i - 1})` })
  const expanded = expand(list)
  const size = expanded.reduce((sum, { pieces }) => sum + show(pieces).length, 0)
  expect(size).toBeLessThanOrEqual(2 * 1024 * 1024)
  expect(expanded.at(-1)?.pieces).toEqual([{ unseen: 'too long to expand' }])
})

test('growth is bounded within one variable too', () => {
  const known = new Map([['A', ['x'.repeat(1_000_000)]]])
  expect(expandText('$(A)'.repeat(100_000), known).pieces).toEqual([{ unseen: 'too long to expand' }])
})

test('many open parentheses are read once', () => {
  const text = '$('.repeat(200_000)
  expect(expandText(text, new Map()).pieces).toEqual([text])
})
