import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { failed, ok, type Result, warning } from './result.ts'

/** Days before its end from which a certificate that was not renewed is spoken of. */
const soonDays = 7
const dayMs = 86_400_000

/** The certificates of a text in PEM; none where there is none that can be read. */
export function certificatesIn(pem: string): readonly X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  return blocks.flatMap(block => {
    try {
      return [new X509Certificate(block)]
    } catch {
      return []
    }
  })
}

/** A certificate that is served, and whom its clients trust. */
export interface Presented {
  /** `the certificate in Secret warrener-webhook-tls`. */
  readonly called: string
  /** The certificate itself first. */
  readonly chain: readonly X509Certificate[]
  /** By which name it is asked for. */
  readonly host: string
  /** Whom the API server trusts, and where it says so; undefined: authorities that everybody trusts. */
  readonly trusted?: { readonly certificates: readonly X509Certificate[]; readonly called: string }
  readonly now: Date
  /** What makes a new one. */
  readonly renewal: string
}

const check = 'certificate'

/** Whether the API server can trust what is served: who vouches for it, its names, its time. */
export function certificateResults({
  called,
  chain,
  host,
  trusted,
  now,
  renewal,
}: Presented): readonly Result[] {
  const [leaf] = chain
  if (!leaf) return [failed(check, `${called} cannot be read`, renewal)]
  const results = [
    ...(trusted === undefined ? [] : trustResults(called, chain, trusted, now)),
    ...nameResults(called, leaf, host),
    ...timeResults(called, leaf, now, renewal),
  ]
  if (results.some(({ state }) => state === 'failed')) return results
  const vouched = trusted === undefined ? '' : `, ${trusted.called} vouches for it`
  return [ok(check, `${called} is for ${host}${vouched}, it ends on ${dayOf(leaf.validToDate)}`), ...results]
}

function trustResults(
  called: string,
  chain: readonly X509Certificate[],
  trusted: NonNullable<Presented['trusted']>,
  now: Date,
): readonly Result[] {
  const authorities = trusted.certificates.filter(authority => chain.some(link => vouches(authority, link)))
  if (authorities.length === 0)
    return [
      failed(
        check,
        `${trusted.called} does not vouch for ${called}: the API server refuses to speak to the webhook`,
        'put the authority that signed the certificate into the caBundle: with cert-manager by the annotation cert-manager.io/inject-ca-from, else by hand',
      ),
    ]
  if (authorities.every(({ validToDate }) => validToDate < now))
    return [
      failed(
        check,
        `the authority in ${trusted.called} ended on ${dayOf(latest(authorities))}: what it signed counts no more`,
        'make a new authority and a new certificate, and put both authorities into the caBundle before the new certificate is served',
      ),
    ]
  return []
}

/** Whether an authority signed a certificate, or is that certificate. */
const vouches = (authority: X509Certificate, link: X509Certificate): boolean =>
  authority.fingerprint256 === link.fingerprint256 ||
  (link.checkIssued(authority) && link.verify(authority.publicKey))

function nameResults(called: string, leaf: X509Certificate, host: string): readonly Result[] {
  if ((isIP(host) === 0 ? leaf.checkHost(host, { subject: 'never' }) : leaf.checkIP(host)) !== undefined)
    return []
  const names = leaf.subjectAltName?.replaceAll(/(?:DNS|IP Address):/g, '') ?? 'no name at all'
  return [
    failed(
      check,
      `${called} is for ${names}, and the API server asks for ${host}`,
      `make one with ${host} among its subject alternative names`,
    ),
  ]
}

function timeResults(called: string, leaf: X509Certificate, now: Date, renewal: string): readonly Result[] {
  const { validFromDate: from, validToDate: to } = leaf
  if (to < now) return [failed(check, `${called} ended on ${dayOf(to)}`, renewal)]
  if (from > now)
    return [failed(check, `${called} begins on ${dayOf(from)} only`, 'look at the clock of who made it')]
  const days = Math.floor((to.getTime() - now.getTime()) / dayMs)
  // One that lasts no longer is renewed in shorter steps.
  const isShort = to.getTime() - from.getTime() < 3 * soonDays * dayMs
  return days < soonDays && !isShort ? [warning(check, `${called} ends in ${days} days`, renewal)] : []
}

export const dayOf = (date: Date): string => date.toISOString().slice(0, 10)
const latest = (authorities: readonly X509Certificate[]): Date =>
  new Date(Math.max(...authorities.map(({ validToDate }) => validToDate.getTime())))
