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

const noRules = globSync('policies/{index.ts,sample.ts,sample/*.ts}')
const inRules = globSync('policies/*.ts').filter(file => !noRules.includes(file))
const imported = new Set(inRules.flatMap(file => importsOf(readFileSync(file, 'utf8'))))
const exempt = new Set(elsewhere.flatMap(([modules]) => globSync(modules)))

/** Texts that no row shows, by module: of rules, and of modules that rules call or of which rows show another text. */
const missing = new Map<string, readonly string[]>()
for (const file of [...inRules, ...globSync('{model,facts}/**/*.ts')]) {
  const literals = literalsOf(file, readFileSync(file, 'utf8'))
  const texts = printed.get(/^policies\/(.*)\.ts$/.exec(file)?.[1] ?? '') ?? any
  const left = literals.filter(text => !texts.some(text.isIn))
  const holdsTexts = texts !== any || imported.has(file) || left.length < literals.length
  if (holdsTexts && left.length > 0) missing.set(file, [...new Set(left.map(({ shown }) => shown))])
}

test('each text that is printed has a row that shows it', () => {
  expect(Object.fromEntries([...missing].filter(([file]) => !exempt.has(file)))).toEqual(unshown)
})

test.each(elsewhere)('%s: needs to be left out', pattern => {
  expect(globSync(pattern).filter(file => missing.has(file))).not.toEqual([])
})

/** What a module imports from model and facts to call it. */
function importsOf(source: string): readonly string[] {
  return [...source.matchAll(/^import (?!type )[^;]*? from '\.\.\/((?:model|facts)\/[^']+)'$/gm)].flatMap(
    ([, path]) => path ?? [],
  )
}

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
