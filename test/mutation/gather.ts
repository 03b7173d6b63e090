import { expect } from 'expect'

/*
 * What suites import from test/jest.ts while mutants run: tests are gathered, and run one by one in the same process.
 */
export interface Gathered {
  readonly name: string
  readonly run: () => unknown
}
type Body = (...values: never[]) => unknown
type Table = readonly unknown[]

let gathered: Gathered[] = []
let outer: string[] = []
let before: (() => unknown)[] = []

/** The tests of a suite. */
export async function gather(load: () => Promise<unknown>): Promise<readonly Gathered[]> {
  gathered = []
  outer = []
  before = []
  await load()
  const [tests, first] = [gathered, before]
  let ready: Promise<unknown> | undefined
  const prepare = (): Promise<unknown> => Promise.all(first.map(run => run()))
  return first.length === 0
    ? tests
    : tests.map(({ name, run }) => ({
        name,
        run: async () => {
          ready ??= prepare()
          await ready
          await run()
        },
      }))
}

const valuesOf = (row: unknown): readonly unknown[] => (Array.isArray(row) ? row : [row])
const each =
  (make: (name: string, body: Body) => void) =>
  (table: Table) =>
  (name: string, body: Body): void => {
    for (const [index, row] of table.entries())
      make(`${name} ${index}`, () => body(...(valuesOf(row) as never[])))
  }
const addTest = (name: string, body: Body): void => {
  gathered.push({ name: [...outer, name].join(' > '), run: body as () => unknown })
}
const addGroup = (name: string, body: Body): void => {
  outer.push(name)
  ;(body as () => unknown)()
  outer.pop()
}

export const test = Object.assign(addTest, { each: each(addTest) })
export const describe = Object.assign(addGroup, { each: each(addGroup) })
export const beforeAll = (run: () => unknown): void => {
  before.push(run)
}
/** What a suite leaves behind is gone with the process. */
export const afterAll = (): void => undefined
export { expect }
