import { conflict, Problem, type Send } from './api.ts'
import {
  authoritiesIn,
  type Configurations,
  isTrustedBy,
  readConfigurations,
  writeBundles,
} from './bundles.ts'
import { carryOut } from './carry-out.ts'
import { bundleOf, type Held } from './held.ts'
import { dnsNamesOf, type Place } from './place.ts'
import { type Due, due } from './plan.ts'
import { readSecret, writeSecret } from './secret.ts'

export interface Looking {
  readonly send: Send
  readonly place: Place
  readonly now: () => Date
  /** Told what was done. */
  readonly did: (step: Due | 'caBundle', what?: readonly string[]) => void
}

/** How things are after a look. */
export interface Seen {
  readonly held: Held
  /** Why the API server does not trust it; undefined when it does. */
  readonly untrusted: string | undefined
  /** Whether a configuration is still to come. */
  readonly isIncomplete: boolean
}

/** Others may write at the same time: so often everything is looked at again at once. */
const mostTries = 8

/**
 * Looks at the Secret and at what the API server trusts, does what is due, and makes the API server trust what is served. Whatever was
 * changed by somebody else meanwhile is looked at again: nothing is written over what was not read.
 * @throws Problem, or why there was no answer
 */
export async function look(looking: Looking): Promise<Seen> {
  for (let tries = 0; tries < mostTries; tries++) {
    const seen = await lookOnce(looking)
    if (seen !== conflict) return seen
  }
  throw new Problem('others kept writing the certificates at the same time')
}

async function lookOnce({ send, place, now, did }: Looking): Promise<Seen | typeof conflict> {
  // First, so that a bundle which a newer Secret has put there meanwhile is a conflict, and never written over.
  const configurations = await readConfigurations(send, place)
  const { held, version } = await readSecret(send, place)
  const [time, dnsNames] = [now(), dnsNamesOf(place)]
  const isTrusted = isTrustedBy(configurations)
  const step = due(held, { now: time, dnsNames, isTrusted })
  if (step !== 'nothing') {
    const trusted = authoritiesIn(configurations, time)
    const written = await writeSecret(
      send,
      place,
      carryOut(step, held, { now: time, dnsNames, trusted }),
      version,
    )
    if (written !== conflict) did(step)
    // Read again, and with it what may be due next.
    return conflict
  }
  if (!held) return conflict
  const untrusted = await trust({ send, did }, configurations, held)
  if (untrusted === conflict) return conflict
  return { held, untrusted, isIncomplete: configurations.isIncomplete }
}

/** Makes the API server trust what is held. @returns why it cannot be */
async function trust(
  { send, did }: Pick<Looking, 'send' | 'did'>,
  configurations: Configurations,
  held: Held,
): Promise<string | undefined | typeof conflict> {
  try {
    const changed = await writeBundles(send, configurations, bundleOf(held))
    if (changed === conflict) return conflict
    if (changed.length > 0) did('caBundle', changed)
  } catch (error) {
    if (!(error instanceof Problem) || isTrustedBy(configurations)(held.authority.cert)) throw error
    return error.message
  }
  return configurations.problems[0]
}
