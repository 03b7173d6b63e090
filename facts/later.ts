/** Gives what a function makes: made when it is first asked for, and once. A run pays for no table that it does not read. */
export function later<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
