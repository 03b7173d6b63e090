interface Entry<T> {
  readonly result: T
}

/** A function that works its result out once for each object it is given. */
export function onceEach<K extends object, T>(make: (of: K) => T): (of: K) => T {
  // There are hundreds of such functions, and a run asks few of them.
  let known: WeakMap<K, Entry<T>> | undefined
  return of => {
    known ??= new WeakMap()
    const before = known.get(of)
    if (before) return before.result
    const result = make(of)
    known.set(of, { result })
    return result
  }
}

/** As `onceEach`, for each object with each value beside it: plain data, which is all that the function is told besides. */
export function onceEachWith<K extends object, A, T>(make: (of: K, value: A) => T): (of: K, value: A) => T {
  const known = onceEach((_: K) => ({
    same: new WeakMap<object, Entry<T>>(),
    equal: new Map<string, Entry<T>>(),
  }))
  return (of, value) => {
    const { same, equal } = known(of)
    const isObject = typeof value === 'object' && value !== null
    // It is asked again and again with the very same value: no text is made of it then.
    const hit = isObject ? same.get(value) : undefined
    if (hit) return hit.result
    const key = JSON.stringify(value)
    const entry = equal.get(key) ?? { result: make(of, value) }
    equal.set(key, entry)
    if (isObject) same.set(value, entry)
    return entry.result
  }
}

/** What functions of a table tell, by the same names. */
export type Answers<T extends Readonly<Record<string, (of: never) => unknown>>> = {
  readonly [K in keyof T]: ReturnType<T[K]>
}

/**
 * Makes objects that tell what a table of functions tells of them: each is asked when its answer is first asked for, and
 * once. The table becomes their prototype: there are many objects, and of most few answers are asked for.
 */
export function answering<O extends object, A extends object>(
  table: { readonly [K in keyof A]: (of: O & A) => A[K] },
): (own: O) => O & A {
  const telling: object = {}
  for (const [name, tell] of Object.entries<(of: O & A) => unknown>(table))
    Object.defineProperty(telling, name, {
      get(this: O & A): unknown {
        const value = tell(this)
        Object.defineProperty(this, name, { value, enumerable: true })
        return value
      },
    })
  return own => Object.assign(Object.create(telling), own)
}

/** Gives a list that was given for the same object before, where all members are the same: what is worked out of it is then, too. */
export function sameLists<K extends object, T>(): (of: K, list: readonly T[]) => readonly T[] {
  const known = onceEach((_: K): (readonly T[])[] => [])
  return (of, list) => {
    const same = known(of).find(
      other => other.length === list.length && other.every((member, index) => member === list[index]),
    )
    if (same === undefined) known(of).push(list)
    return same ?? list
  }
}
