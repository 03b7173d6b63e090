import type { Edit } from './edit.ts'

/** `additive` adds an absent field, `safe` is proven to behave the same, `unsafe` may change behaviour. */
export type FixSafety = 'additive' | 'safe' | 'unsafe'
export interface Fix {
  readonly title: string
  readonly safety: FixSafety
  /** Set where the field cannot change on a living object: elsewhere the fix counts as unsafe. */
  readonly only?: 'create'
  readonly edits: readonly Edit[]
}
