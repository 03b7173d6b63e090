import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Server } from 'node:https'
import { createSecureContext } from 'node:tls'
import { watchFiles } from './watch-files.ts'

export interface KeyPair {
  readonly cert: Buffer
  readonly key: Buffer
  readonly ca?: Buffer
}
export interface CertificateFiles {
  readonly cert: string
  readonly key: string
  /** The CA of those who may ask. */
  readonly ca?: string
}

/**
 * Reads a certificate and its key.
 * @throws where a file cannot be read, or the two do not belong together
 */
export async function readKeyPair({ cert, key, ca }: CertificateFiles): Promise<KeyPair> {
  const pair = {
    cert: await readFile(cert),
    key: await readFile(key),
    ...(ca === undefined ? {} : { ca: await readFile(ca) }),
  }
  createSecureContext(pair)
  return pair
}

/** Whether the API server can use the certificate now. */
export function isValidAt({ cert }: KeyPair, time: Date): boolean {
  const { validFromDate, validToDate } = new X509Certificate(cert)
  return validFromDate <= time && time <= validToDate
}

/** Whether two are the same, byte by byte. */
export const isSame = (a: KeyPair, b: KeyPair): boolean =>
  a.cert.equals(b.cert) && a.key.equals(b.key) && (a.ca === b.ca || (a.ca && b.ca?.equals(a.ca)) === true)

/** When the certificate ends. */
export const notAfter = ({ cert }: KeyPair): Date => new X509Certificate(cert).validToDate

/** What is served, and kept up to date. */
export interface Served {
  current(): KeyPair
  /** Why who asks cannot trust it, other than by its dates. */
  notReady(): string | undefined
  stop(): void
}

/**
 * Serves a renewed certificate without a restart. The directory is watched and not the files, because Kubernetes
 * replaces a mounted Secret by swapping a symbolic link. A pair that does not fit (half written) is left for later.
 */
export function reloadOnChange(
  server: Pick<Server, 'setSecureContext'>,
  files: CertificateFiles,
  first: KeyPair,
  log: (message: string) => void,
): Served {
  let current = first
  const reload = async (): Promise<void> => {
    try {
      const pair = await readKeyPair(files)
      if (isSame(pair, current)) return
      server.setSecureContext(pair)
      current = pair
      log('the TLS certificate was replaced')
    } catch (error) {
      log(`the TLS certificate stays as it is: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  const again = (): void => void reload()
  const watching = watchFiles(
    [files.cert, files.key, files.ca].filter(file => file !== undefined),
    again,
    log,
  )
  return {
    current: () => current,
    notReady: () => undefined,
    stop: watching.stop,
  }
}
