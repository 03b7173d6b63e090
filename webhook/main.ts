import { readFile } from 'node:fs/promises'
import { createServer as createHttpServer, type Server } from 'node:http'
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { apart } from './apart/apart.ts'
import { bodies } from './body.ts'
import { isValidAt, type KeyPair, notAfter, type Served } from './certificate.ts'
import { isDistrust, watchHandshakes } from './handshakes.ts'
import { lifecycleOf } from './lifecycle.ts'
import { jsonLogger } from './log.ts'
import { type LookingUp, lookingUp } from './looking-up.ts'
import { metricsOf } from './metrics.ts'
import { troublesOf } from './readiness.ts'
import { recallOf } from './recall.ts'
import { inOrder } from './rule-order.ts'
import { secretsIn } from './secret-path.ts'
import type { Running, ServeOptions } from './serve-options.ts'
import { appOf } from './server.ts'
import { followSettings } from './settings.ts'
import { certificateSource } from './tls.ts'

export { gatheredLines } from './gathered-lines.ts'
export { serveOptions, type WebhookFlags, type WebhookSettings } from './options.ts'
export type { Running, ServeOptions } from './serve-options.ts'
export { untilStopped } from './until-stopped.ts'
export { exported } from './vap/export.ts'

/**
 * Starts the webhook; resolves once it listens. The look-ups are loaded after that: their library takes longer to load
 * than all else, and a request that comes first waits for it.
 * @throws where the certificate or its key cannot be read, or the port cannot be had
 */
export async function serve(options: ServeOptions): Promise<Running> {
  const log = jsonLogger(options.write)
  const source = await certificateSource(options)
  const pathSecrets = await pathSecretsOf(options)
  const server = serverFor(source?.first)
  const lifecycle = lifecycleOf(server, {
    drainMs: options.drainMs ?? 5_000,
    finishMs: options.finishMs ?? 10_000,
  })
  let certificate: Served | undefined
  let lookUps: LookingUp | undefined
  const metrics = metricsOf(() => certificate && notAfter(certificate.current()), options)
  const troubles = troublesOf()
  const thread = apart({ config: options.config, options: options.options })
  const settings = followSettings(options, options.follow, { log, metrics, changed: thread.use })
  const rules = inOrder(options.rules)
  const recall = recallOf()
  const app = appOf({
    deps: async () => ({ ...options, ...settings.current(), rules, recall, reader: await lookUps?.reader }),
    phase: lifecycle.phase,
    notReady: () => whyInvalid(certificate) ?? lookUps?.notReady(),
    troubles,
    ...{ log, metrics, apart: thread, bodies: bodies(options.maxHeld, options.requestMs) },
    ...(pathSecrets && { pathSecrets }),
    clientCertificates: source?.first.ca !== undefined,
  })
  server.on('request', app)
  await listen(server, options)
  lookUps = lookingUp(options.cluster, log, metrics, troubles)
  if (source) {
    certificate = source.follow(server as HttpsServer, log)
    watchHandshakes(server as HttpsServer, log, reason => {
      metrics.handshakeFailed(reason)
      if (isDistrust(reason))
        troubles.seen(`a TLS handshake failed: ${reason}: who asks does not trust the certificate`)
    })
  }
  lifecycle.started()
  const { port } = server.address() as AddressInfo
  log.info('listening', { port, tls: source !== undefined, lookUps: options.cluster !== 'none' })
  return {
    port,
    async stop() {
      await lifecycle.stop()
      certificate?.stop()
      lookUps?.stop()
      settings.stop()
      metrics.stop()
      await thread.stop()
    },
  }
}

async function pathSecretsOf({
  pathSecret,
  pathSecretFile,
}: ServeOptions): Promise<readonly string[] | undefined> {
  const text = pathSecretFile === undefined ? pathSecret : await readFile(pathSecretFile, 'utf8')
  return text === undefined ? undefined : secretsIn(text)
}

/**
 * The API server's client keeps an idle connection for 90 s, also one that it opened in advance and never used: it must not be the
 * server that closes it, as a request may be on its way.
 */
const idleMs = 120_000

function serverFor(pair: KeyPair | undefined): Server {
  const http = { keepAliveTimeout: idleMs, headersTimeout: idleMs, requestTimeout: idleMs }
  if (!pair) return createHttpServer(http)
  // The kubelet asks how it is without a certificate; reviews are refused without one.
  const asking = pair.ca === undefined ? {} : { requestCert: true, rejectUnauthorized: false }
  return createHttpsServer({ ...http, ...pair, ...asking })
}

function whyInvalid(certificate: Served | undefined): string | undefined {
  if (certificate && !isValidAt(certificate.current(), new Date()))
    return 'the TLS certificate is not valid now'
  return certificate?.notReady()
}

const listen = (server: Server, { port, host }: ServeOptions): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
      server.off('error', reject)
      resolve()
    })
  })
