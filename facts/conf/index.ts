export { type ConfKey, isSecret } from './keys.ts'
export { acceptedIn, confSchema } from './schema.ts'
export type { Setting } from './translations.ts'
