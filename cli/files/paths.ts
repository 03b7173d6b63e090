import { relative, sep } from 'node:path'

/** Whether an absolute path lies below a folder. */
export const isBelow = (path: string, folder: string): boolean =>
  path !== folder && path.startsWith(folder.endsWith(sep) ? folder : folder + sep)

/** The way from a folder to a path, with `/` on every system; '' to the folder itself. */
export const relativePath = (from: string, to: string): string => slashed(relative(from, to))

/** A path with `/` on every system. */
export const slashed = (path: string): string => path.split(sep).join('/')

/** The path of an entry of a folder; `join` reads all of it again for what may have to be normalised. */
export const entryOf = (folder: string, name: string): string =>
  folder.endsWith(sep) ? folder + name : folder + sep + name
