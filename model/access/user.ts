import type { Release } from '../../facts/release.ts'
import type { Address } from '../kube/address.ts'
import type { Seen } from '../kube/lookup.ts'
import type { Definitions } from '../messaging/definitions.ts'
import type { Advanced } from '../settings/advanced.ts'
import type { Config } from '../settings/config.ts'

/** A user that a new cluster has once it has booted, as far as it is known. */
export interface User {
  /** Undefined where it is only known when the pod starts. */
  readonly name: string | undefined
  /** The password in plain text; undefined where it is not known. */
  readonly password: string | undefined
  /** Where the name is written, else what makes the user. */
  readonly at: Address
  /** The name or the password comes from a Secret: nothing may show it. */
  readonly sensitive: boolean
  /** `omission`: nobody sets name or password, and the default is taken. */
  readonly madeBy: 'omission' | 'setting' | 'definitions'
}

export interface UserSources {
  readonly definitions: Seen<Definitions>
  readonly config: Config
  readonly advanced: Advanced
  readonly release: Release
}
