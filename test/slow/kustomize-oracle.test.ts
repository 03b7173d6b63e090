import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { controlPlaneBinary } from '../control-plane/build.ts'
import { beforeAll, expect, test } from '../jest.ts'
import { builtFixtures, builtObjects, fixtures } from '../source/kustomize/built.ts'

let binary: string
beforeAll(async () => {
  binary = await controlPlaneBinary()
})

test.each(builtFixtures)('kustomize still makes this of $fixture, $folder', ({ fixture, folder, file }) => {
  const tree = join(fixtures, fixture, 'tree', folder)
  const text = execFileSync(binary, ['kubectl', 'kustomize', tree], { encoding: 'utf8', stdio: 'pipe' })
  expect(builtObjects(text)).toEqual(builtObjects(readFileSync(file, 'utf8')))
})
