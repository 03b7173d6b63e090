import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** A key and a certificate that vouches for itself, in PEM. It is its own authority: clients trust it as `ca`. */
export interface SelfSigned {
  readonly key: string
  readonly cert: string
}

/**
 * Makes a certificate for DNS names, valid for a day around now. Written out as DER (RFC 5280), because neither Node nor
 * a package that is here anyway makes certificates.
 */
export function selfSigned(dnsNames: readonly string[], validFor = { from: -1, to: 1 }): SelfSigned {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = sequence(set(sequence(oid('550403'), utf8('warrener test'))))
  const algorithm = sequence(oid('2a8648ce3d040302')) // ecdsa-with-SHA256
  const names = sequence(...dnsNames.map(dnsName => tagged(0x82, Buffer.from(dnsName))))
  const body = sequence(
    tagged(0xa0, integer(Buffer.from([2]))), // version 3
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    name,
    sequence(day(validFor.from), day(validFor.to)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(sequence(oid('551d11'), tagged(0x04, names)))), // subjectAltName
  )
  const signature = sign('sha256', body, privateKey)
  const certificate = sequence(body, algorithm, tagged(0x03, Buffer.concat([Buffer.from([0]), signature])))
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pem(certificate),
  }
}

function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const header = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...header]), content])
}
const sequence = (...parts: readonly Buffer[]): Buffer => tagged(0x30, ...parts)
const set = (...parts: readonly Buffer[]): Buffer => tagged(0x31, ...parts)
const oid = (hex: string): Buffer => tagged(0x06, Buffer.from(hex, 'hex'))
const utf8 = (text: string): Buffer => tagged(0x0c, Buffer.from(text))
const integer = (bytes: Buffer): Buffer => tagged(0x02, bytes)
/** UTCTime, so many days from now. */
const day = (days: number): Buffer => {
  const [date, time] = new Date(Date.now() + days * 86_400_000).toISOString().split('T')
  return tagged(
    0x17,
    Buffer.from(`${date?.slice(2).replaceAll('-', '')}${time?.slice(0, 8).replaceAll(':', '')}Z`),
  )
}
const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}/g, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`
