const MAX = 60

/** A JSON value for a message: short, on one line, and of lists and objects no more than that they are some. */
export function shown(value: unknown): string {
  if (value === undefined) return 'undefined'
  if (Array.isArray(value)) return value.length === 0 ? '[]' : '[…]'
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0 ? '{}' : '{…}'
  const text = typeof value === 'string' && value.length > MAX ? `${value.slice(0, MAX)}…` : value
  return JSON.stringify(text)
}
