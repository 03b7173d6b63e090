import type { Address } from './address.ts'
import { borrowedAt, type KubeObject } from './object.ts'
import type { Step } from './step.ts'

/** Whether a place lies in a Secret, or among values that a chart makes one of: what stands there is never shown. */
export const isSecretPlace = ({ object, path }: Address): boolean =>
  object.kind === 'Secret' || path.includes('extraSecrets') || isFromSecret(object, path)

/** Whether what stands at `path` is written in a Secret, though the object is none. */
export const isFromSecret = (object: KubeObject, path: readonly Step[]): boolean =>
  borrowedAt(object, path)?.isSecret === true
