import { indexOf } from '../../../../model/formats/text/change.ts'
import { expect, test } from '../../../jest.ts'

/** Longer lists have an index: what it says is what looking through the list says. */
const lists = [5, 31, 32, 100].map(length => ({
  length,
  list: Array.from({ length }, (_, index) => ({ name: `n${index === length - 1 ? 1 : index}` })),
}))

test.each(lists)('an item by its name in a list of $length', ({ length, list }) => {
  expect([list.length, indexOf(list, { name: 'n0' }), indexOf(list, { name: 'n1' })]).toEqual([length, 0, 1])
  expect(indexOf(list, { name: 'gone' })).toBe(length)
  expect(indexOf([...list, 'a text', null, { name: 'last' }], { name: 'last' })).toBe(length + 2)
})
