import { authorityName, type Held } from './held.ts'
import { issue, type Pair } from './issue.ts'
import { type Due, ends, times } from './plan.ts'

/** What certificates are made with. */
export interface Making {
  readonly now: Date
  readonly dnsNames: readonly string[]
  /** Authorities of ours that are trusted already, in PEM: others may still serve certificates of theirs. */
  readonly trusted: readonly string[]
}

/** Does what is due. */
export function carryOut(step: Exclude<Due, 'nothing'>, held: Held | undefined, making: Making): Held {
  const { now } = making
  if (!held || step === 'everything') {
    const authority = newAuthority(now)
    return { authority, leaf: newLeaf(authority, making), previous: making.trusted }
  }
  const { next, previous, ...present } = held
  const lasting = previous.filter(cert => ends(cert) > now)
  switch (step) {
    case 'leaf':
      return { ...held, leaf: newLeaf(held.authority, making) }
    case 'next authority':
      return { ...held, next: newAuthority(now) }
    case 'switch': {
      if (!next) return held
      const left = ends(present.authority.cert) > now ? [present.authority.cert] : []
      return { authority: next, leaf: newLeaf(next, making), previous: [...left, ...lasting] }
    }
    case 'forget':
      return { ...held, previous: lasting.length < previous.length ? lasting : [] }
  }
}

const newAuthority = (now: Date): Pair =>
  issue({
    name: `${authorityName} ${now.toISOString().slice(0, 10)}`,
    from: before(now),
    to: new Date(+now + times.authority),
  })

/** Never longer than who vouches for it. */
function newLeaf(authority: Pair, { now, dnsNames }: Making): Pair {
  const to = Math.min(+now + times.leaf, +ends(authority.cert))
  return issue({ name: dnsNames[0] ?? '', from: before(now), to: new Date(to), dnsNames }, authority)
}

const before = (now: Date): Date => new Date(+now - times.skew)
