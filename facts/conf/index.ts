export type { Datatype, Value } from './datatypes.ts'
export { type ConfKey, isSecret } from './keys.ts'
export { acceptedIn, type ConfSchema, type ConfVerdict, confSchema } from './schema.ts'
export type { Setting } from './translations.ts'
