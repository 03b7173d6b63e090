/** A function that works its result out once for each object it is given. */
export function onceEach<K extends object, T>(make: (of: K) => T): (of: K) => T {
  const known = new WeakMap<K, { readonly result: T }>()
  return of => {
    const entry = known.get(of) ?? { result: make(of) }
    known.set(of, entry)
    return entry.result
  }
}

/** As `onceEach`, for each object with each value beside it: plain data, which is all that the function is told besides. */
export function onceEachWith<K extends object, A, T>(make: (of: K, value: A) => T): (of: K, value: A) => T {
  const known = onceEach((_: K) => new Map<string, { readonly result: T }>())
  return (of, value) => {
    const key = JSON.stringify(value)
    const entry = known(of).get(key) ?? { result: make(of, value) }
    known(of).set(key, entry)
    return entry.result
  }
}

/** What functions of a table tell, by the same names. */
export type Answers<T extends Readonly<Record<string, (of: never) => unknown>>> = {
  readonly [K in keyof T]: ReturnType<T[K]>
}

/** Gives an object what a table of functions tells of it: each is asked when its answer is first asked for, and once. */
export function answering<O extends object, T extends Readonly<Record<string, (of: O) => unknown>>>(
  own: O,
  table: T,
): O & Answers<T> {
  for (const [name, tell] of Object.entries(table)) {
    let entry: { readonly answer: unknown } | undefined
    const get = (): unknown => {
      entry ??= { answer: tell(own) }
      return entry.answer
    }
    Object.defineProperty(own, name, { enumerable: true, get })
  }
  return own as O & Answers<T>
}
