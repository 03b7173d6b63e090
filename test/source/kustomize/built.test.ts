import { readFileSync } from 'node:fs'
import { describe, expect, test } from '../../jest.ts'
import { buildsOf, builtFixtures, builtObjects, differences } from './built.ts'

/*
 * The files under built/ were written by `kubectl kustomize` (kustomize 5.8.1); a test of stage 2 compares them with what
 * it writes today.
 */
test('there are fixtures', () => expect(builtFixtures.length).toBeGreaterThan(3))

describe.each(builtFixtures)('$fixture, $folder', ({ fixture, folder, file }) => {
  const build = buildsOf(fixture).find(({ kustomization }) => kustomization.folder === folder)

  test('can be built', () => expect(build?.failures).toEqual([]))
  test('gives what kustomize makes of it, but for what patches change', () => {
    if (!build) throw new Error('there is no such kustomization')
    expect(differences(build, builtObjects(readFileSync(file, 'utf8')))).toEqual([])
  })
})
