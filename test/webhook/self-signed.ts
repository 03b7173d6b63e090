import { issue, type Pair } from '../../webhook/self-signed/issue.ts'

/** A key and a certificate that vouches for itself, in PEM. It is its own authority: clients trust it as `ca`. */
export type SelfSigned = Pair

const day = 86_400_000

/** Makes a certificate for DNS names, valid for a day around now. */
export function selfSigned(
  dnsNames: readonly string[],
  { from = -1, to = 1, ofClient = false } = {},
): SelfSigned {
  const at = (days: number): Date => new Date(Date.now() + days * day)
  return issue({ name: 'warrener test', from: at(from), to: at(to), dnsNames, ofClient })
}
