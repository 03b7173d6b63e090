import type { Address } from './address.ts'

/** Whether a place lies in a Secret, or among values that a chart makes one of: what stands there is never shown. */
export const isSecretPlace = ({ object, path }: Address): boolean =>
  object.kind === 'Secret' || path.includes('extraSecrets')
