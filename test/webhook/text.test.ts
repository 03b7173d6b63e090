import fc from 'fast-check'
import { fieldPath } from '../../webhook/field.ts'
import { auditAnnotations, budget } from '../../webhook/response.ts'
import { oneLine, sentence, shorten } from '../../webhook/text.ts'
import { expect, test } from '../jest.ts'
import { tries } from '../tries.ts'

/** Text as hostile as a name or a value can be. */
const text = fc.string({ unit: 'binary', maxLength: 300 })

test('a warning is one short printable line, whatever went into it', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 12 }), texts => {
      const lines = budget(texts)
      expect(lines.length).toBeLessThanOrEqual(8)
      for (const line of lines) {
        expect([...line].length).toBeLessThanOrEqual(256)
        expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u)
      }
    }),
    tries(100),
  )
})

test('what is too much is counted', () => {
  const lines = budget(Array.from({ length: 20 }, (_, index) => `warning ${index}`))
  expect(lines.slice(-2)).toEqual([
    'warrener: warning 6',
    'warrener: … and 13 more: warrener lint shows them all',
  ])
  expect(budget(['same', 'same\n'])).toEqual(['warrener: same'])
})

test('what has to be said is, however much else there is', () => {
  const lines = budget(
    Array.from({ length: 20 }, (_, index) => `warning ${index}`),
    ['not all was checked'],
  )
  expect(lines).toHaveLength(8)
  expect(lines.slice(-2)).toEqual([
    'warrener: … and 14 more: warrener lint shows them all',
    'warrener: not all was checked',
  ])
})

test('a list in the audit log is JSON, however long', () => {
  const { list = '' } = auditAnnotations({ list: Array.from({ length: 500 }, (_, index) => `rule-${index}`) })
  expect(list.length).toBeLessThanOrEqual(1024)
  const items: string[] = JSON.parse(list)
  expect(items.at(-1)).toBe(`… and ${500 - items.length + 1} more`)
})

test.each([
  ['a\r\nb\tc', 'a b c'],
  ['\u001b[31mred', '[31mred'],
  ['  kept inside  ', 'kept inside'],
])('oneLine(%j)', (given, expected) => expect(oneLine(given)).toBe(expected))

test('shorten never cuts a character in half', () => {
  expect(shorten('🐇🐇🐇🐇', 3)).toBe('🐇🐇…')
  expect(shorten('short', 5)).toBe('short')
})

test.each([
  ['One', 'One.'],
  ['two!', 'two!'],
  ['three.', 'three.'],
])('sentence(%j)', (given, expected) => expect(sentence(given)).toBe(expected))

test('audit annotations: lists as JSON, nothing for nothing', () => {
  expect(auditAnnotations({ verdict: 'denied', rules: ['a', 'b', 'a'], none: [] })).toEqual({
    verdict: 'denied',
    rules: '["a","b"]',
  })
})

test.each([
  [['spec', 'serviceName'], 'spec.serviceName'],
  [['spec', 'containers', { name: 'b' }, 'image'], 'spec.containers[1].image'],
  [['spec', 'containers', { name: 'missing' }], 'spec.containers.missing'],
  [['spec', 'containers', 0, 'ports', 2], 'spec.containers[0].ports[2]'],
  [['metadata', 'annotations', 'a.b/c'], 'metadata.annotations[a.b/c]'],
  [['data', 'rabbitmq.conf'], 'data[rabbitmq.conf]'],
  [[], ''],
])('fieldPath(%j)', (path, expected) => {
  expect(fieldPath({ spec: { containers: [{ name: 'a' }, { name: 'b' }] } }, path)).toBe(expected)
})
