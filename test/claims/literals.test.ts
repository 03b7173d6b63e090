import { expect, test } from '../jest.ts'
import { type Literal, literalsOf } from './literals.ts'

/** What a reader of texts could overlook is seen here: code, with `#{` for `${`, and the texts that are found in it. */
const samples: readonly (readonly [code: string, texts: readonly string[]])[] = [
  ["tell.report({ message: `on #{x} to`, why: 'word' })", ['on … to', 'word']],
  ["tell.report({ why: late ? 'too late' : 'early', help })", ['too late', 'early']],
  ["const texts = { why: it ?? 'none' }", ['none']],
  ["const text = `a node #{one ? 'waits' : `is #{state}`} now`", ['a node waits now', 'a node is … now']],
  ["const text = `it has #{list.map(x => `key #{x}`).join(', ')}`", ['it has …', 'key …']],
  ["const text = `#{it} and #{f('the other')}`", ['… and …', 'the other']],
  ["say('one word', 'word', 'a\\nb c')", ['one word']],
  ["clusterRule({ title: 'A title', check() { return 'a text' } })", ['a text']],
  ["tell.know(unknown('not seen'))", []],
  ["const gap = { complete: false, why: 'not all seen' }", []],
  ["throw new TypeError('no such thing')", []],
  ["import 'a b'", []],
]
const textsIn = (code: string): readonly Literal[] => literalsOf('sample.ts', code.replaceAll('#{', '${'))

test.each(samples)('texts of %s', (code, texts) => {
  expect(textsIn(code).map(({ shown }) => shown)).toEqual(texts)
})

test('a text shows a literal where it has its parts in order', () => {
  const [literal] = textsIn('const text = `from #{x} by #{y} to`')
  const printed = ['from 1 by 2 to', 'so: from by by  to!', 'from 1 to 2 by', 'from 1 by 2']
  expect(printed.map(text => literal?.isIn(text))).toEqual([true, true, false, false])
})
