import type { Kind } from './object.ts'
import type { World } from './world.ts'

/** That an object is not there, in words: who sees files only does not know what else there is. */
export const missing = ({ access }: World, { kind }: Kind, name: string): string =>
  `${kind} ${name} is not ${access === undefined ? 'among the objects' : 'there'}`
