import { withProcessorTime } from '../../webhook/apart/processor-time.ts'
import { expect, test } from '../jest.ts'

const { signal } = new AbortController()

test.each([
  ['little was computed', false, 799_000, false],
  ['much was computed, though there is time', false, 801_000, true],
  ['time is over', true, 0, true],
  ['Node does not tell', false, undefined, false],
])('%s', (_, isLate, computed, expected) => {
  let used: number | undefined = computed === undefined ? undefined : 5_000_000
  const deadline = withProcessorTime({ signal, outOfTime: () => isLate }, () => used)
  if (used !== undefined) used += computed ?? 0
  expect(deadline.outOfTime()).toBe(expected)
  expect(deadline.signal).toBe(signal)
})

test('this thread tells', () =>
  expect(withProcessorTime({ signal, outOfTime: () => false }).outOfTime()).toBe(false))
