import type { Kind } from './object.ts'
import type { World } from './world.ts'

/** That something is not there, in words: who sees files only does not know what else there is. */
export const isMissing = ({ access }: World): string =>
  access === undefined ? 'is not among the objects' : 'is not there'

/** As `isMissing`, of an object. */
export const missing = (world: World, { kind }: Kind, name: string): string =>
  `${kind} ${name} ${isMissing(world)}`
