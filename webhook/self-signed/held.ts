import { createPrivateKey, X509Certificate } from 'node:crypto'
import type { Pair } from './issue.ts'

/** All certificates of an installation, as the Secret keeps them. */
export interface Held {
  /** What is served. */
  readonly leaf: Pair
  /** Who vouches for it. */
  readonly authority: Pair
  /** Who will: already trusted, and not used yet. */
  readonly next?: Pair
  /** Who did, in PEM: certificates of theirs may still be served by a replica that has not looked yet. */
  readonly previous: readonly string[]
}

/** The data of the Secret: what is in it of each, by key. `ca.crt` is what others are to trust. */
export const dataOf = (held: Held): Readonly<Record<string, string>> => ({
  'tls.crt': held.leaf.cert,
  'tls.key': held.leaf.key,
  'authority.crt': held.authority.cert,
  'authority.key': held.authority.key,
  ...(held.next && { 'next-authority.crt': held.next.cert, 'next-authority.key': held.next.key }),
  'ca.crt': bundleOf(held),
})

/** What is to be trusted, in PEM. */
export const bundleOf = ({ authority, next, previous }: Held): string =>
  [authority.cert, ...(next ? [next.cert] : []), ...previous].join('')

/** Common names begin with it. */
export const authorityName = 'Warrener webhook authority'

/** Whether an authority was made here. */
export const isOurs = (cert: X509Certificate): boolean =>
  cert.ca && cert.subject.startsWith(`CN=${authorityName}`) && cert.verify(cert.publicKey)

/** The certificates of a text in PEM; undefined where something in it is none. */
export function certificatesIn(pem: string): readonly X509Certificate[] | undefined {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n?/g) ?? []
  if (blocks.join('') !== pem) return undefined
  try {
    return blocks.map(block => new X509Certificate(block))
  } catch {
    return undefined
  }
}

/** @returns the certificates, or in words why this was not written here */
export function heldIn(data: Readonly<Record<string, string>>): Held | string {
  const pair = (name: string): Pair => ({ cert: data[`${name}.crt`] ?? '', key: data[`${name}.key`] ?? '' })
  const [leaf, authority, next] = [pair('tls'), pair('authority'), pair('next-authority')]
  const hasNext = 'next-authority.crt' in data
  const trusted = certificatesIn(data['ca.crt'] ?? '')
  if (!trusted) return 'ca.crt is no list of certificates'
  for (const [name, { cert, key }] of Object.entries({
    tls: leaf,
    authority,
    ...(hasNext ? { 'next-authority': next } : {}),
  }))
    if (!belongTogether(cert, key)) return `${name}.crt and ${name}.key do not belong together`
  if (![authority, ...(hasNext ? [next] : [])].every(({ cert }) => isOurs(new X509Certificate(cert))))
    return 'the authority is not one of Warrener'
  if (!new X509Certificate(leaf.cert).verify(new X509Certificate(authority.cert).publicKey))
    return 'tls.crt is not signed by authority.crt'
  const own = [authority.cert, next.cert]
  const previous = trusted.map(String).filter(cert => !own.includes(cert))
  const held = { leaf, authority, ...(hasNext ? { next } : {}), previous }
  const written = dataOf(held)
  const strange = Object.keys({ ...data, ...written }).find(name => data[name] !== written[name])
  return strange === undefined ? held : `${strange} is not what Warrener writes`
}

function belongTogether(cert: string, key: string): boolean {
  try {
    const read = new X509Certificate(cert)
    return read.toString() === cert && read.checkPrivateKey(createPrivateKey(key))
  } catch {
    return false
  }
}
