import fc from 'fast-check'
import { patternProblem } from '../../../../model/formats/text/pattern.ts'
import { describe, expect, test } from '../../../jest.ts'
import { tries } from '../../../tries.ts'

describe('patternProblem', () => {
  test.each([
    '',
    '.*',
    '^(?!amq\\.).*',
    'a{2}',
    'a++',
    'a*?',
    '[]a]',
    '[[:alpha:](]',
    '\\Q(*\\E',
    '(?#()a',
    '(?x)a # (\n',
    '[^]a]',
    'a|b*',
    '^a{,3}$',
    '\\Q(\\E*',
    '\\Q(',
    'a\\Q',
    '[a:]',
    '[[:a]',
    '[[:alpha:]]',
    '[:alpha:]*',
    '[a[:]',
    '\\(',
    '[\\]]*',
    '(?#(',
    '(a)*',
    'a?+',
    '(*UTF8)a',
  ])('fine: %s', text => expect(patternProblem(text)).toBeUndefined())
  test.each([
    '[',
    '[a',
    '[]',
    '(',
    'a)',
    '*',
    'a|*',
    '(*a',
    '+a',
    'a**',
    '\\',
    '\\Qa\\E(',
    '\\Qa\\E)',
    '[[:alpha:]',
    '(?#a)*',
    'a(?#b))',
    '()(',
    'a?*',
    '[\\]',
    '(?:a',
  ])('not: %s', text => expect(patternProblem(text)).toBeDefined())
  // Where the two languages are one: without what only PCRE has.
  test('agrees with another reader of regular expressions', () => {
    const part = fc.constantFrom('a', '.', '(', ')', '(?:', '[a', ']', '|', '\\.', '^', '$', '*')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 10 }), parts => {
        const text = parts.join('')
        fc.pre(!/\^\*|\(\*|\(\?:\*|\$\*/.test(text))
        let compiles = true
        try {
          new RegExp(text)
        } catch {
          compiles = false
        }
        expect(patternProblem(text) === undefined).toBe(compiles)
      }),
      tries(500),
    )
  })
})
