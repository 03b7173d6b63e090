import { staleFiles } from '../scripts/pages/all.ts'
import { expect, test } from './jest.ts'

test('docs are what the rules and facts say: else run npm run docs', async () => {
  const { written, left } = await staleFiles()
  expect([...written.keys(), ...left]).toEqual([])
})
