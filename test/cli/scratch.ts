import { afterAll } from '../jest.ts'
import { folderWith, removeFolder } from '../process.ts'

/** Makes folders that hold files, by their paths, and go with the suite. */
export function scratchFolders(): (files: Readonly<Record<string, string>>) => string {
  const folders: string[] = []
  afterAll(() => folders.forEach(removeFolder))
  return files => {
    const made = folderWith(files)
    folders.push(made)
    return made
  }
}
