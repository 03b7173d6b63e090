/*
 * Paths in a tree of files: `/` between parts, relative to one place, perhaps going up from it (`../base/a.yaml`).
 */

/** `a/b/c.yaml` -> `a/b`; '' for a file at the top. */
export const folderOf = (file: string): string => {
  const cut = file.lastIndexOf('/')
  return cut < 0 ? '' : file.slice(0, cut)
}

export const baseName = (file: string): string => file.slice(file.lastIndexOf('/') + 1)

/** Whether a folder is `above` or lies below it. */
export const isWithin = (folder: string, above: string): boolean =>
  above === ''
    ? folder !== '..' && !folder.startsWith('../')
    : folder === above || folder.startsWith(`${above}/`)

/** What `path` means from `folder`, without `.`, `..` and doubled slashes; '' for the top. */
export function joinPath(folder: string, path: string): string {
  const whole = path.startsWith('/') || folder === '' ? path : `${folder}/${path}`
  const parts: string[] = []
  for (const part of whole.split('/')) {
    if (part === '' || part === '.') continue
    const last = parts.at(-1)
    if (part === '..' && last !== undefined && last !== '..') parts.pop()
    else if (part !== '..' || !whole.startsWith('/')) parts.push(part)
  }
  return (whole.startsWith('/') ? '/' : '') + parts.join('/')
}

/** A folder and those above it, innermost first; the last is ''. */
export function ancestorsOf(folder: string): readonly string[] {
  const folders = [folder]
  for (let above = folder; above !== ''; ) {
    above = folderOf(above)
    folders.push(above)
  }
  return folders
}
