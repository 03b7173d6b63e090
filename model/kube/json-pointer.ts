/** JSON Pointer (RFC 6901) of a path of keys and list indexes; '' for the whole document. */
export const toPointer = (path: readonly (string | number)[]): string =>
  path.map(step => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** The keys and indexes of a JSON Pointer, all as text: what they are depends on the document. */
export const fromPointer = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map(token => token.replaceAll('~1', '/').replaceAll('~0', '~'))
