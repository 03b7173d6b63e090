/** The segments of a key as written in a file. Source: cuttlefish_variable:tokenize/1. */
export function tokens(key: string): string[] {
  const segments = key.replaceAll('\\.', '\0').split('.')
  if (segments.at(-1) === '') segments.pop()
  return segments.map(segment => segment.replaceAll('\0', '.'))
}

/** Whether a key of the schema, of which segments may be `$name`, stands for these segments. */
export const matches = (pattern: readonly string[], segments: readonly string[]): boolean =>
  pattern.length === segments.length &&
  pattern.every((part, index) => part.startsWith('$') || part === segments[index])
