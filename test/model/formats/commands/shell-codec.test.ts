import { shellCodec } from '../../../../model/formats/commands/shell-codec.ts'
import { expect, test } from '../../../jest.ts'

const script = `echo a\nrabbitmqctl set_policy p ^q '{"expires": 1}'\nrabbitmqctl clear_policy q\n`
const at = (...path: readonly (string | number)[]): string | undefined => {
  const span = shellCodec.locate(script, path)
  return span && script.slice(span.start, span.end)
}

test('policies of a script, and their places', () => {
  expect(shellCodec.decode(script)).toEqual([{ name: 'p', definition: '{"expires": 1}' }])
  expect(at()).toBe(script)
  expect(at('line', 1)).toBe('echo a')
  expect(at('line', 2)).toContain('set_policy p')
  expect([at('line'), at('line', 9), at('line', 'x')]).toEqual([undefined, undefined, undefined])
  expect(at(0, 'definition')).toContain('"expires"')
  expect(at(1, 'definition')).toBeUndefined()
})
