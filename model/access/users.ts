import { seedsDefaults } from '../../facts/definitions-import.ts'
import type { Broker } from '../broker/broker.ts'
import { within } from '../kube/address.ts'
import { isString, member } from '../kube/json.ts'
import { ifFound, type Lookup, type Seen, someOf, whyOpen } from '../kube/lookup.ts'
import { isFilledIn } from '../kube/placeholders.ts'
import { type Definitions, definitionItems } from '../messaging/definitions.ts'
import type { Config } from '../settings/config.ts'
import { defaultUser } from './default-user.ts'
import { guessed } from './password-hash.ts'
import type { User, UserSources } from './user.ts'

/** The users that there are after the first boot: those of definitions, or the one that the node makes itself. */
export function usersOf(broker: Broker, sources: UserSources): Seen<User> {
  const { definitions, config, release } = sources
  const imported = definitions.items.flatMap(usersIn)
  const loads =
    definitions.items.length > 0 ||
    loadKeys.some(key => config.effective(key).state === 'found' || isMentioned(config, key))
  const why = whyOpen(definitions)
  if (loads && !seedsDefaults(release)) return someOf(imported, why)
  const own: Lookup<User> = defaultUser(broker, sources)
  const user = ifFound(own)
  return someOf(
    [...imported, ...(user ? [user] : [])],
    why ?? (own.state === 'unknown' ? own.why : undefined),
  )
}

const loadKeys = ['load_definitions', 'management.load_definitions', 'definitions.local.path'] as const
const isMentioned = (config: Config, key: string): boolean =>
  config.matching(key).items.some(setting => setting.key === key)

function usersIn(file: Definitions): readonly User[] {
  const sensitive = file.file.sensitive === true
  return definitionItems(file, 'users').flatMap(({ value, at }): readonly User[] => {
    const [name, password] = [member(value, 'name'), member(value, 'password')]
    if (!isString(name)) return []
    return [
      {
        name,
        password:
          isString(password) && !isFilledIn(password, at.object)
            ? password
            : guessed(member(value, 'password_hash'), [name, 'guest']),
        at: within(at, 'name'),
        sensitive,
        madeBy: 'definitions',
      },
    ]
  })
}
