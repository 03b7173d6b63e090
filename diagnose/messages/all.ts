import type { Message } from '../message.ts'
import { commands, operators } from './commands.ts'
import { configuration } from './configuration.ts'
import { cookie } from './cookie.ts'
import { definitions } from './definitions.ts'
import { discovery } from './discovery.ts'
import { events, ownRefusals, refusals } from './kubernetes.ts'
import { names } from './names.ts'
import { recovery, running } from './recovery.ts'

/** All messages. A line is told by the first that it fits: what is special comes before what is general. */
export const messages: readonly Message[] = [
  ...ownRefusals,
  ...configuration,
  ...cookie,
  ...names,
  ...discovery,
  ...recovery,
  ...running,
  ...definitions,
  ...commands,
  ...operators,
  ...refusals,
  ...events,
]
