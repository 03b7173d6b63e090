import { createServer as createHttpServer, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { compareSeverity } from '../model/rule/severity.ts'
import { isValidAt, type Reloading, readKeyPair, reloadOnChange } from './certificate.ts'
import { lifecycleOf } from './lifecycle.ts'
import { jsonLogger, type Logger } from './log.ts'
import type { ObjectReader } from './reader.ts'
import { recallOf } from './recall.ts'
import type { Running, ServeOptions } from './serve-options.ts'
import { appOf } from './server.ts'

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
  const pair = options.tls && (await readKeyPair(options.tls))
  // As long as the API server's client keeps an idle connection: it must not be the server that closes it.
  const http = { keepAliveTimeout: 120_000 }
  const server: Server = pair ? createHttpsServer({ ...http, ...pair }) : createHttpServer(http)
  const lifecycle = lifecycleOf(server, {
    drainMs: options.drainMs ?? 5_000,
    finishMs: options.finishMs ?? 10_000,
  })
  // What refuses comes first: time may be over before all rules were run.
  const rules = options.rules.toSorted((a, b) => compareSeverity(b.worst, a.worst))
  const recall = recallOf()
  const state: State = { reader: undefined, reading: undefined, certificate: undefined }
  const app = appOf({
    deps: async () => ({ ...options, rules, recall, reader: await state.reading }),
    phase: lifecycle.phase,
    notReady: () => notReady(options, state),
    log,
  })
  server.on('request', app)
  await listen(server, options)
  const stopping = new AbortController()
  state.reading = load(options, state, log, stopping.signal)
  if (options.tls && pair) {
    state.certificate = reloadOnChange(
      server as ReturnType<typeof createHttpsServer>,
      options.tls,
      pair,
      log.info,
    )
  }
  lifecycle.started()
  const { port } = server.address() as AddressInfo
  log.info('listening', { port, tls: pair !== undefined, lookUps: options.cluster !== 'none' })
  return {
    port,
    async stop() {
      await lifecycle.stop()
      state.certificate?.stop()
      stopping.abort()
    },
  }
}

interface State {
  reader: ObjectReader | Error | undefined
  reading: Promise<ObjectReader | undefined> | undefined
  certificate: Reloading | undefined
}

function notReady({ cluster }: ServeOptions, { reader, certificate }: State): string | undefined {
  if (certificate && !isValidAt(certificate.current(), new Date()))
    return 'the TLS certificate is not valid now'
  if (cluster === 'none') return undefined
  if (reader instanceof Error) return `look-ups are not possible: ${reader.message}`
  return reader ? undefined : 'look-ups are being prepared'
}

/** Without a usable kubeconfig every look-up fails with the reason, so that answers say it and readiness shows it. */
async function load(
  { cluster }: ServeOptions,
  state: State,
  log: Logger,
  stopped: AbortSignal,
): Promise<ObjectReader | undefined> {
  if (cluster === 'none') return undefined
  const { kubeconfig, readsSecrets = false } = cluster
  try {
    const { clusterReader, watchedReader } = await import('./cluster-reader.ts')
    state.reader = cluster.watches
      ? watchedReader(kubeconfig, readsSecrets, stopped, log)
      : clusterReader(kubeconfig, readsSecrets)
    return state.reader
  } catch (error) {
    const reason = error instanceof Error ? error : new Error(String(error))
    state.reader = reason
    log.error('look-ups are not possible', { reason: reason.message })
    const fail = async (): Promise<never> => {
      throw reason
    }
    return { get: fail, list: fail, may: fail, isCostly: true }
  }
}

const listen = (server: Server, { port, host }: ServeOptions): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
      server.off('error', reject)
      resolve()
    })
  })
