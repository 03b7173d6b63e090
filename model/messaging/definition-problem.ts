import type { Address } from '../kube/address.ts'
import type { Edit } from '../kube/edit.ts'
import type { Definitions } from './definitions.ts'

/**
 * `refused`: the import ends there; `left-out`: that item is not made, and nothing says so; `skipped`: it is not made, and
 * the log says so; `ignored`: it is not read; `no-login`: it is made, and nobody can log in with it; `empty`: nothing of the
 * file is imported.
 */
export type DefinitionEffect = 'refused' | 'left-out' | 'skipped' | 'ignored' | 'no-login' | 'empty'

export interface DefinitionProblem {
  readonly in: Definitions
  readonly at: Address
  readonly effect: DefinitionEffect
  /** What is wrong: one clause, without values that the file may hold secret. */
  readonly message: string
  readonly help: string
  readonly edits?: readonly Edit[]
  /** What is missing, where several places of one path may miss several things. */
  readonly subject?: string
}
