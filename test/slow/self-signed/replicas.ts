import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TLSSocket } from 'node:tls'
import { isArray, type JsonObject, listOf } from '../../../model/kube/json.ts'
import { dig } from '../../../model/kube/read.ts'
import type { ControlPlane } from '../../control-plane/start.ts'
import { root } from '../../process.ts'
import { kustomized, must } from '../control-plane/installed.ts'

/** Addresses of the loopback interface: the API server gives the first to the Service, and finds the replica there. */
export const addresses = ['127.77.0.20', '127.77.0.21'] as const

/** A replica that runs in a process of its own. */
export interface Process {
  /** What /readyz says, without trusting anybody. */
  readiness(): Promise<string>
  /** Ends once it says this. */
  isReady(): Promise<void>
  /** The certificate that it serves. */
  serial(): Promise<string>
  log(): readonly Record<string, unknown>[]
  stop(): Promise<void>
}

/** Installs manifests/webhook/self-signed, with the Service at our address, and gives the arguments of its container. */
export async function install(controlPlane: ControlPlane, port: number): Promise<readonly string[]> {
  const objects = await kustomized(controlPlane, 'self-signed')
  const items = objects.map(object => adapted(object, port))
  const list = { apiVersion: 'v1', kind: 'List', items }
  await must(controlPlane, ['apply', '--server-side', '-f', '-'], JSON.stringify(list))
  const deployment = objects.find(({ kind }) => kind === 'Deployment')
  return listOf(dig(deployment, ['spec', 'template', 'spec', 'containers', 0, 'args'])).map(String)
}

/** Port 443 is not for everybody, and a busy machine must not look like a webhook that is down. */
function adapted(object: JsonObject, port: number): JsonObject {
  if (object.kind === 'Service') {
    const spec = { ...(object.spec as JsonObject), clusterIP: addresses[0], ports: [{ name: 'https', port }] }
    return { ...object, spec }
  }
  if (!isArray(object.webhooks)) return object
  const webhooks = object.webhooks.map(webhook => ({
    ...(webhook as JsonObject),
    clientConfig: { service: { ...(dig(webhook, ['clientConfig', 'service']) as JsonObject), port } },
    timeoutSeconds: 30,
  }))
  return { ...object, webhooks }
}

/** Starts a replica with the rights of the ServiceAccount that is shipped. */
export async function start(
  controlPlane: ControlPlane,
  args: readonly string[],
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Process> {
  const folder = dirname(controlPlane.kubeconfig)
  const account = ['warrener-webhook', '--namespace', 'warrener-system']
  const token = await must(controlPlane, ['create', 'token', ...account])
  const kubeconfig = JSON.parse(await readFile(controlPlane.kubeconfig, 'utf8'))
  kubeconfig.users[0].user = { token: token.trim() }
  const file = join(folder, 'self-signed-kubeconfig.json')
  await writeFile(file, JSON.stringify(kubeconfig), { mode: 0o600 })
  const own = args.map(arg => (arg.startsWith('--port=') ? `--port=${port}` : arg))
  const command = [join(root, 'cli/bin.ts'), ...own, '--host', host, '--no-config', '--kubeconfig', file]
  const child = spawn(process.execPath, command, { cwd: folder, stdio: ['ignore', 'inherit', 'pipe'] })
  let text = ''
  child.stderr.setEncoding('utf8').on('data', (more: string) => {
    text += more
  })
  const get = (path: string): Promise<{ readonly body: string; readonly serial: string }> =>
    new Promise((resolve, reject) => {
      const sent = request({ host, port, path, rejectUnauthorized: false, agent: false }, async response => {
        const { serialNumber = '' } = (response.socket as TLSSocket).getPeerX509Certificate() ?? {}
        resolve({ body: (await response.toArray()).join(''), serial: serialNumber })
      })
      sent.once('error', reject).end()
    })
  const readiness = async (): Promise<string> => (await get('/readyz').catch(() => ({ body: '' }))).body
  return {
    readiness,
    async isReady() {
      while ((await readiness()) !== 'ok') {
        if (child.exitCode !== null) throw new Error(`the webhook ended: ${text}`)
        await sleep(100)
      }
    },
    serial: async () => (await get('/healthz')).serial,
    log: () =>
      text
        .split('\n')
        .filter(line => line.startsWith('{'))
        .map(line => JSON.parse(line)),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exit = once(child, 'exit')
      child.kill('SIGTERM')
      await exit
    },
  }
}
