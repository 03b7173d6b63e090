import fc from 'fast-check'

/** Whether all is tried that there is to try, as in the slow stage. Every other run tries the part that costs least for what it shows. */
export const isThorough = process.env.WARRENER_SLOW !== undefined

/** Each so-manieth of what is much alike; all of it where all is tried. */
export const someOf = <T>(each: number, all: readonly T[]): readonly T[] =>
  isThorough ? all : all.filter((_, index) => index % each === 0)

const seed = process.env.WARRENER_SEED
const times = Number(process.env.WARRENER_TIMES ?? (isThorough ? 10 : 1))

/** How many inputs there are, and which: new ones where no seed is said. */
export interface Tries {
  readonly numRuns: number
  readonly seed?: number
}

/**
 * How a property is asserted: of a few inputs in each run, of ten times as many in the slow stage, and of new ones every time.
 * fast-check says the seed where one fails: with WARRENER_SEED=<seed> the same are tried again; WARRENER_TIMES=100 tries more.
 */
export const tries = (few: number): Tries => ({
  numRuns: Math.ceil(few * times),
  ...(seed === undefined ? {} : { seed: Number(seed) }),
})

/**
 * Asserts a property of known inputs, then of new ones. `exercised` asserts how much there was to assert about the known ones: of new
 * ones chance decides.
 */
export function expectOfKnownAndNew<T>(
  property: fc.IProperty<T>,
  known: Required<Tries>,
  exercised: () => void,
  few = Math.ceil(known.numRuns / 4),
): void {
  fc.assert(property, known)
  exercised()
  fc.assert(property, tries(few))
}
