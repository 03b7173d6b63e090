import { join } from 'node:path'
import { afterAll } from '../jest.ts'
import { build, folderWith, removeFolder } from '../process.ts'

/** The bundle of the Action, built of these sources for the tests of a file. */
export function builtAction(): { readonly folder: string; readonly bundle: string } {
  const folder = folderWith()
  afterAll(() => removeFolder(folder))
  build('action', folder)
  return { folder, bundle: join(folder, 'index.cjs') }
}
