/** What came of one check. */
export interface Result {
  /** What was looked at, in a word or two. */
  readonly check: string
  /** `unknown`: it could not be looked at. */
  readonly state: 'ok' | 'failed' | 'warning' | 'unknown'
  /** One sentence: what is the case. */
  readonly says: string
  /** What to do about it. */
  readonly help?: string
}

export const ok = (check: string, says: string): Result => ({ check, state: 'ok', says })
export const failed = (check: string, says: string, help: string): Result => ({
  check,
  state: 'failed',
  says,
  help,
})
export const warning = (check: string, says: string, help: string): Result => ({
  check,
  state: 'warning',
  says,
  help,
})
export const unknown = (check: string, says: string, help?: string): Result => ({
  check,
  state: 'unknown',
  says,
  ...(help === undefined ? {} : { help }),
})
