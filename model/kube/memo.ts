/** Works each thing out once, when it is first asked for, and remembers it by its name. */
export type Once = <T>(name: string, make: () => T) => T

export function once(): Once {
  const known = new Map<string, unknown>()
  return <T>(name: string, make: () => T): T => {
    if (!known.has(name)) known.set(name, make())
    return known.get(name) as T
  }
}
