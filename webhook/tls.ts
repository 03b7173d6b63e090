import { readFile } from 'node:fs/promises'
import type { Server } from 'node:https'
import { type KeyPair, readKeyPair, reloadOnChange, type Served } from './certificate.ts'
import type { Logger } from './log.ts'
import type { Send } from './self-signed/api.ts'
import { placeIn } from './self-signed/place.ts'
import type { SelfSigning } from './self-signed/self-signed.ts'
import type { ServeOptions } from './serve-options.ts'

/** Where certificates come from: what is served at first, and what keeps it up to date once the server listens. */
export interface CertificateSource {
  readonly first: KeyPair
  follow(server: Server, log: Logger): Served
}

/**
 * @returns undefined without TLS
 * @throws where a file cannot be read, or a certificate and its key do not belong together
 */
export async function certificateSource(options: ServeOptions): Promise<CertificateSource | undefined> {
  const { tls: files, selfSigned } = options
  if (files) {
    const first = await readKeyPair(files)
    return { first, follow: (server, log) => reloadOnChange(server, files, first, log.info) }
  }
  if (!selfSigned) return undefined
  const { clientCa, kubeconfig } = selfSigned
  const ofClients = async (): Promise<Pick<KeyPair, 'ca'>> =>
    clientCa === undefined ? {} : { ca: await readFile(clientCa) }
  const { placeholder, selfSign } = await import('./self-signed/self-signed.ts')
  const first = { ...placeholder(), ...(await ofClients()) }
  const connect = later(() => connection(kubeconfig))
  return { first, follow: (server, log) => selfSign(server, first, { connect, ofClients, log }) }
}

/** Each call is answered in so many milliseconds, or not. */
const callMs = 10_000
/** Where there is no pod that says in which namespace it is. */
const usualNamespace = 'warrener-system'

async function connection(kubeconfig: string | undefined): ReturnType<SelfSigning['connect']> {
  const { connectionTo } = await import('./cluster-reader.ts')
  const { exchange, namespace = usualNamespace } = connectionTo(kubeconfig)
  const send: Send = call => exchange({ ...call, signal: AbortSignal.timeout(callMs) })
  return { send, place: placeIn(namespace) }
}

/** Made when it is first asked for, and again where that failed. */
function later<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined
      throw error
    })
    return made
  }
}
