import type { Store } from '../metadata-store.ts'

/** What holds of a range of releases, in plain words. */
export interface Statement {
  /** As `releaseRange` reads it; `all` and `<=X.Y` begin with 3.7. */
  readonly releases: string
  /** Only where the metadata is in this store; both where none is named. */
  readonly store?: Store
  /** Markdown, a sentence or a few. */
  readonly says: string
  /** What older texts say in its place, and is wrong. */
  readonly not?: string
  /** Where it is known from: source code as `[owner/name ]path@tag:function`, a guide, release notes, or what was seen. */
  readonly source: string
}

export interface Topic {
  /** What `explain` calls it. */
  readonly id: string
  readonly title: string
  readonly about: string
  readonly parts: readonly { readonly heading: string; readonly statements: readonly Statement[] }[]
}
