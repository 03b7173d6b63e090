import { X509Certificate } from 'node:crypto'
import type { Held } from './held.ts'

const day = 86_400_000
/** How long certificates last, in milliseconds, and what is done when. */
export const times = {
  leaf: 365 * day,
  authority: 3650 * day,
  /** Certificates begin so long before they are made: clocks differ. */
  skew: 3_600_000,
  /** The next authority is made so long before the end of the present one: all certificates get their full time. */
  nextBefore: 730 * day,
  /** So long both are trusted before the next one is used. */
  overlap: 30 * day,
  /** So long the previous one stays trusted, for a replica that could not look. */
  stay: 30 * day,
  /** A certificate is renewed after this part of its time. */
  renewAfter: 2 / 3,
} as const

/** What is to be done with the certificates. */
export type Due = 'everything' | 'leaf' | 'next authority' | 'switch' | 'forget' | 'nothing'

export interface Circumstances {
  readonly now: Date
  /** The names that the API server asks by. */
  readonly dnsNames: readonly string[]
  /** Whether all who ask trust an authority already. */
  readonly isTrusted: (cert: string) => boolean
}

/** What is due: the same for all replicas that see the same. One step at a time; after it, the next may be due. */
export function due(held: Held | undefined, { now, dnsNames, isTrusted }: Circumstances): Due {
  if (!held) return 'everything'
  const { authority, next, leaf, previous } = held
  const [own, coming] = [ends(authority.cert), next && ends(next.cert)]
  const canSwitch = coming !== undefined && now < coming
  if (own <= now) return canSwitch ? 'switch' : 'everything'
  if (canSwitch && next && isTrusted(next.cert) && +now >= +begins(next.cert) + times.overlap) return 'switch'
  if (isLeafDue(leaf.cert, own, { now, dnsNames })) return 'leaf'
  if (!next && +own - +now < times.nextBefore) return 'next authority'
  if (previous.some(cert => ends(cert) <= now)) return 'forget'
  if (previous.length > 0 && +now >= +begins(leaf.cert) + times.stay) return 'forget'
  return 'nothing'
}

function isLeafDue(
  cert: string,
  authorityEnds: Date,
  { now, dnsNames }: Pick<Circumstances, 'now' | 'dnsNames'>,
): boolean {
  const leaf = new X509Certificate(cert)
  if (!dnsNames.every(name => leaf.checkHost(name, { subject: 'never' }) !== undefined)) return true
  const [from, to] = [+leaf.validFromDate, +leaf.validToDate]
  // A new one never lasts longer than who vouches for it: at its very end nothing is won.
  const gained = Math.min(+now + times.leaf, +authorityEnds) - to
  return gained > 0 && +now >= from + (to - from) * times.renewAfter
}

export const begins = (cert: string): Date => new X509Certificate(cert).validFromDate
export const ends = (cert: string): Date => new X509Certificate(cert).validToDate
