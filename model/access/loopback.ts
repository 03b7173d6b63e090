import { entrypointOpensGuest } from '../../facts/image-files.ts'
import type { Release } from '../../facts/release.ts'
import type { Broker } from '../broker/broker.ts'
import type { ErlangTerm } from '../formats/erlang/erlang.ts'
import type { Address } from '../kube/address.ts'
import { found, ifSeen, type Lookup } from '../kube/lookup.ts'
import { plainText } from '../pods/symbolic-text.ts'
import type { Advanced } from '../settings/advanced.ts'
import type { Config } from '../settings/config.ts'

/** Whether a user may log in from other hosts than that of the node, and what decides it. */
export interface Reach {
  readonly isOpen: boolean
  /** The setting that decides; undefined where none does. */
  readonly at: Address | undefined
  /** Written by the user, and not by the image or whoever makes the pods. */
  readonly isWritten: boolean
}
export type Loopback = (user: string) => Lookup<Reach>

/**
 * Who may log in from where. A line about any user takes the place of the default list, on which guest is.
 * Source: rabbit.schema@v3.13.7 and v4.3.5, the translation of rabbit.loopback_users.
 */
export const loopbackOf =
  (broker: Broker, config: Config, advanced: Advanced, release: Release): Loopback =>
  user => {
    const term = advanced.setting('rabbit', 'loopback_users')
    if (term.state === 'unknown') return term
    if (term.state === 'found')
      return found({ isOpen: !namesIn(term.value.term).has(user), at: term.value.at, isWritten: true })
    const [none, own] = [config.effective('loopback_users'), config.effective(`loopback_users.${user}`)]
    if (none.state === 'found' && none.value.value === 'none')
      return found({ isOpen: true, at: none.value.at, isWritten: !none.value.generated })
    if (none.state === 'unknown') return none
    if (own.state === 'unknown') return own
    const others = config.matching('loopback_users.')
    const line = own.state === 'found' ? own.value : ifSeen(others)[0]
    if (line)
      return found({
        isOpen: !(own.state === 'found' && own.value.value === 'true'),
        at: line.at,
        isWritten: !line.generated,
      })
    if (!others.complete) return { state: 'unknown', why: others.why }
    if (user !== 'guest') return found({ isOpen: true, at: undefined, isWritten: false })
    return imageOpens(broker, release)
  }

const namesIn = (term: ErlangTerm): ReadonlySet<string | undefined> =>
  new Set(
    term.kind === 'list'
      ? term.items.map(item =>
          item.kind === 'binary' || item.kind === 'string' || item.kind === 'atom' ? item.value : undefined,
        )
      : [],
  )

/** The entry point of old images writes a configuration where there is none, or where variables ask for one. */
function imageOpens(broker: Broker, release: Release): Lookup<Reach> {
  const { image, files, paths, environment, startsByItself } = broker
  const closed: Reach = { isOpen: false, at: undefined, isWritten: false }
  if (image.flavour !== 'official' || !startsByItself) return found(closed)
  const variables = entrypointOpensGuest(release)
  if (variables === undefined) return found(closed)
  const main = [...paths.mainConf, ...paths.classic].map(path => files.read(path))
  const asked = variables.map(name => environment.get(name))
  const open = [...main, ...asked].find(lookup => lookup.state === 'unknown')
  if (open) return open
  const writes =
    main.every(({ state }) => state === 'absent') ||
    asked.some(value => value.state === 'found' && plainText(value.value.text) !== '')
  return found({ ...closed, isOpen: writes })
}
