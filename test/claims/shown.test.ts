import { globSync, readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { rules } from '../../policies/index.ts'
import { type Literal, literalsOf } from './literals.ts'
import { printedBy } from './printed.ts'
import { elsewhere, unshown } from './unshown.ts'

/*
 * A text that is printed is a claim, and each variant of it has a row that shows it: a text of a rule one of its own, a text of the
 * modules below rules one of any rule.
 */
const printed = new Map<string, readonly string[]>()
for (const rule of rules) printed.set(rule.id, await printedBy(rule))
const any = [...printed.values()].flat()

const others = new Set([
  ...elsewhere.flatMap(([modules]) => globSync(modules)),
  'policies/index.ts',
  ...globSync('policies/{sample.ts,sample/*.ts}'),
])
const modules = globSync('{policies,engine,lint,source,model,facts}/**/*.ts')
  .filter(file => !others.has(file))
  .sort()
const missing = modules.flatMap((file): readonly (readonly [string, readonly string[]])[] => {
  const rule = /^policies\/(.*)\.ts$/.exec(file)?.[1]
  const texts = rule === undefined ? any : (printed.get(rule) ?? [])
  const left = literalsOf(file, readFileSync(file, 'utf8')).filter(text => !texts.some(text.isIn))
  return left.length > 0 ? [[file, [...new Set(left.map(({ shown }) => shown))]]] : []
})

test('each text that is printed has a row that shows it', () => {
  expect(Object.fromEntries(missing)).toEqual(unshown)
})

test('what is shown elsewhere is there', () => {
  for (const [pattern] of elsewhere) expect(globSync(pattern)).not.toEqual([])
})

/** What the test above would overlook is seen here: code, with `#{` for `${`, and the texts that are found in it. */
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
