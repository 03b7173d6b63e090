import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  X509Certificate,
} from 'node:crypto'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import * as x509 from '@peculiar/asn1-x509'

/** A certificate and its key, in PEM. */
export interface Pair {
  readonly cert: string
  readonly key: string
}

/** What a certificate says. */
export interface Wish {
  /** Common name: only for people to read. */
  readonly name: string
  readonly from: Date
  readonly to: Date
  /** Whom it proves to be there; undefined for an authority, which proves other certificates. */
  readonly dnsNames?: readonly string[]
  /** Whether it is shown by who asks, instead of by who is asked. */
  readonly ofClient?: boolean
}

/**
 * Makes a key (ECDSA P-256) and its certificate.
 * @param authority who vouches for it; undefined: itself
 */
export function issue(wish: Wish, authority?: Pair): Pair {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const own = AsnConvert.parse(publicKey.export({ type: 'spki', format: 'der' }), x509.SubjectPublicKeyInfo)
  const subject = commonName(wish.name)
  const above = authority && AsnConvert.parse(new X509Certificate(authority.cert).raw, x509.Certificate)
  const { subject: issuer, subjectPublicKeyInfo: issuerKey } = above?.tbsCertificate ?? {
    subject,
    subjectPublicKeyInfo: own,
  }
  const body = new x509.TBSCertificate({
    version: x509.Version.v3,
    serialNumber: serialNumber(),
    signature: ecdsaWithSha256,
    issuer,
    validity: new x509.Validity({ notBefore: wish.from, notAfter: wish.to }),
    subject,
    subjectPublicKeyInfo: own,
    extensions: new x509.Extensions([
      ...(wish.dnsNames ? ofEnd(wish.dnsNames, wish.ofClient) : ofAuthority),
      extension(x509.id_ce_subjectKeyIdentifier, new x509.SubjectKeyIdentifier(keyId(own))),
      extension(
        x509.id_ce_authorityKeyIdentifier,
        new x509.AuthorityKeyIdentifier({ keyIdentifier: new x509.KeyIdentifier(keyId(issuerKey)) }),
      ),
    ]),
  })
  const signer = authority ? createPrivateKey(authority.key) : privateKey
  const certificate = new x509.Certificate({
    tbsCertificate: body,
    signatureAlgorithm: ecdsaWithSha256,
    signatureValue: bytes(sign('sha256', Buffer.from(AsnConvert.serialize(body)), signer)),
  })
  return {
    cert: new X509Certificate(Buffer.from(AsnConvert.serialize(certificate))).toString(),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

const ecdsaWithSha256 = new x509.AlgorithmIdentifier({ algorithm: '1.2.840.10045.4.3.2' })

/** A copy: a Buffer is a window on memory that it shares with others. */
const bytes = (buffer: Buffer): ArrayBuffer => new Uint8Array(buffer).buffer

const commonName = (name: string): x509.Name =>
  new x509.Name([
    new x509.RelativeDistinguishedName([
      new x509.AttributeTypeAndValue({
        type: '2.5.4.3',
        value: new x509.AttributeValue({ utf8String: name }),
      }),
    ]),
  ])

/** Random, positive and as short as RFC 5280 wants it. */
function serialNumber(): ArrayBuffer {
  const number = randomBytes(16)
  number[0] = ((number[0] ?? 0) & 0x3f) | 0x40
  return bytes(number)
}

/** RFC 5280, 4.2.1.2: the SHA-1 of the key. Nothing is proved by it. */
const keyId = ({ subjectPublicKey }: x509.SubjectPublicKeyInfo): ArrayBuffer =>
  bytes(createHash('sha1').update(Buffer.from(subjectPublicKey)).digest())

const extension = (extnID: string, value: unknown, critical = false): x509.Extension =>
  new x509.Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) })

/** No authority below it. */
const ofAuthority: readonly x509.Extension[] = [
  extension(x509.id_ce_basicConstraints, new x509.BasicConstraints({ cA: true, pathLenConstraint: 0 }), true),
  extension(x509.id_ce_keyUsage, new x509.KeyUsage(x509.KeyUsageFlags.keyCertSign), true),
]

const ofEnd = (dnsNames: readonly string[], ofClient = false): readonly x509.Extension[] => [
  extension(x509.id_ce_basicConstraints, new x509.BasicConstraints({ cA: false }), true),
  extension(x509.id_ce_keyUsage, new x509.KeyUsage(x509.KeyUsageFlags.digitalSignature), true),
  extension(
    x509.id_ce_extKeyUsage,
    new x509.ExtendedKeyUsage([ofClient ? x509.id_kp_clientAuth : x509.id_kp_serverAuth]),
  ),
  extension(
    x509.id_ce_subjectAltName,
    new x509.SubjectAlternativeName(dnsNames.map(dNSName => new x509.GeneralName({ dNSName }))),
  ),
]
