import { gatheredLines } from '../../webhook/main.ts'
import { expect, test } from '../jest.ts'

test('the first line is written at once, what follows it closely in one go, and what is left at the end', async () => {
  const written: string[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  const lines = gatheredLines(text => {
    written.push(text)
    if (written.length === 2) resolve()
  })
  for (const line of ['a\n', 'b\n', 'c\n']) lines.add(line)
  expect(written).toEqual(['a\n'])
  // What writes late keeps no process alive.
  const alive = setInterval(() => undefined, 1)
  await promise
  clearInterval(alive)
  expect(written).toEqual(['a\n', 'b\nc\n'])
  lines.add('d\n')
  lines.flush()
  lines.flush()
  expect(written.join('')).toBe('a\nb\nc\nd\n')
})
