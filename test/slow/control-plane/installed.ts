import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { dirname, join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isArray, type JsonObject, listOf } from '../../../model/kube/json.ts'
import { dig } from '../../../model/kube/read.ts'
import type { LogEntry } from '../../../webhook/deps.ts'
import { type ControlPlane, freePort } from '../../control-plane/start.ts'
import { objectsOf } from '../../webhook/ask.ts'
import { type SelfSigned, selfSigned } from '../../webhook/self-signed.ts'
import { crds } from './crds.ts'
import type { Form } from './rows/row.ts'

const root = join(import.meta.dirname, '../../..')
const manifests = join(root, 'manifests/webhook')
/** An address of the loopback interface, which the API server gives to the Service: it finds the process behind it. */
const address = '127.77.0.10'
const serverName = 'warrener-webhook.warrener-system.svc'

export interface Installed {
  /**
   * Installs it in this way instead.
   * @param patience whether the API server waits longer than what is shipped says: a busy machine must not look like a
   *   webhook that is down
   */
  use(form: Form, patience: boolean): Promise<void>
  /** How many requests the API server has sent to webhooks so far, by its own count. */
  calls(): Promise<number>
  /** The requests that the webhook has sent to the API server for reviews so far, by the audit log: not what its informers follow. */
  reads(): readonly string[]
  /** How often it let a request pass because a webhook failed. */
  failures(): Promise<number>
  /** All that it has logged so far. */
  log(): string
  /** The reviews that the webhook has logged so far. */
  reviews(): readonly LogEntry[]
  /** Makes it take calls and never answer, and ends that. */
  hang(): void
  goOn(): void
  stop(): Promise<void>
}

/** Installs the webhook from manifests/webhook and starts it, with the rights of the ServiceAccount that is shipped. */
export async function installWebhook(controlPlane: ControlPlane): Promise<Installed> {
  const folder = dirname(controlPlane.kubeconfig)
  const certificate = selfSigned([serverName])
  const port = await freePort()
  const definitions = { apiVersion: 'v1', kind: 'List', items: crds }
  await must(controlPlane, ['apply', '--server-side', '-f', '-'], JSON.stringify(definitions))
  await must(controlPlane, ['wait', '--for=condition=Established', '--timeout=600s', 'crd', '--all'])
  const place: Place = { ca: certificate.cert, port }
  let server: Started | undefined
  let log = ''
  let last: Form | undefined
  const stop = async (): Promise<void> => {
    await server?.stop()
    log += server?.log() ?? ''
    server = undefined
  }
  const logged = (): string => log + (server?.log() ?? '')
  const use: Installed['use'] = async (form, patience) => {
    const objects = [
      ...(await kustomized(controlPlane, 'certificate')),
      ...(await kustomized(controlPlane, form)),
    ].filter(({ apiVersion }) => !String(apiVersion).startsWith('cert-manager.io/'))
    const adapted = objects.map(object => adaptedTo(place, patience, object))
    const list = { apiVersion: 'v1', kind: 'List', items: adapted }
    await must(controlPlane, ['apply', '--server-side', '--force-conflicts', '-f', '-'], JSON.stringify(list))
    if (last === 'configuration' && form !== last) await withoutConfiguration(controlPlane)
    last = form
    const args = argumentsOf(objects)
    if (server && args.join() === server.args.join()) return
    await stop()
    server = await start(controlPlane, folder, certificate, port, args)
  }
  await use('base', true)
  return {
    use,
    calls: () => counted(controlPlane, 'apiserver_admission_webhook_request_total'),
    reads: () =>
      controlPlane
        .audited(0)
        .events.filter(
          ({ user, requestURI }) =>
            user.username === 'system:serviceaccount:warrener-system:warrener-webhook' &&
            !/[?&](?:limit|watch)=/.test(requestURI),
        )
        .map(({ verb, requestURI }) => `${verb} ${requestURI}`),
    failures: () => counted(controlPlane, 'apiserver_admission_webhook_fail_open_count'),
    log: logged,
    reviews: () =>
      logged()
        .split('\n')
        .filter(line => line.includes('"message":"review"'))
        .map(line => JSON.parse(line)),
    hang: () => server?.signal('SIGSTOP'),
    goOn: () => server?.signal('SIGCONT'),
    stop,
  }
}

const made = new WeakMap<ControlPlane, Map<string, Promise<readonly JsonObject[]>>>()
/** What kustomize makes of a part of manifests/webhook, or of `base` with the component `configuration`. */
export function kustomized(controlPlane: ControlPlane, part: string): Promise<readonly JsonObject[]> {
  const parts = made.get(controlPlane) ?? new Map<string, Promise<readonly JsonObject[]>>()
  made.set(controlPlane, parts)
  const objects = parts.get(part) ?? makeOf(controlPlane, part)
  parts.set(part, objects)
  return objects
}

async function makeOf(controlPlane: ControlPlane, part: string): Promise<readonly JsonObject[]> {
  const target = join(dirname(controlPlane.kubeconfig), 'with-component')
  const local = (name: string): string => relative(target, join(manifests, name))
  await kustomization(target, { resources: [local('base')], components: [local('configuration')] })
  const path = part === 'configuration' ? target : join(manifests, part)
  return objectsOf(await must(controlPlane, ['kustomize', path]))
}

async function withoutConfiguration(controlPlane: ControlPlane): Promise<void> {
  const added = [
    'validatingwebhookconfiguration/warrener-configuration',
    'clusterrole/warrener-webhook-configuration',
    'clusterrolebinding/warrener-webhook-configuration',
  ]
  await must(controlPlane, ['delete', '--ignore-not-found', ...added])
}

/**
 * What the tests change in the installation: who signed the certificate (there is no cert-manager), where the Service is
 * found (there are no pods, and port 443 is not for everybody), and how long the API server waits.
 */
function adaptedTo({ ca, port }: Place, patience: boolean, object: JsonObject): JsonObject {
  if (object.kind === 'Service') {
    const spec = { ...(object.spec as JsonObject), clusterIP: address, ports: [{ name: 'https', port }] }
    return { ...object, spec }
  }
  if (!isArray(object.webhooks)) return object
  const caBundle = Buffer.from(ca).toString('base64')
  const webhooks = object.webhooks.map(webhook => ({
    ...(webhook as JsonObject),
    clientConfig: {
      caBundle,
      service: { ...(dig(webhook, ['clientConfig', 'service']) as JsonObject), port },
    },
    ...(patience ? { timeoutSeconds: 30 } : {}),
  }))
  return { ...object, webhooks }
}

/** The arguments of the container that is shipped. */
function argumentsOf(objects: readonly JsonObject[]): readonly string[] {
  const deployment = objects.find(({ kind }) => kind === 'Deployment')
  return listOf(dig(deployment, ['spec', 'template', 'spec', 'containers', 0, 'args'])).map(String)
}

/** Runs kubectl for something that has to work. */
export async function must(controlPlane: ControlPlane, args: string[], input?: string): Promise<string> {
  const { code, stdout, stderr } = await controlPlane.kubectl(args, input)
  if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`)
  return stdout
}

async function kustomization(folder: string, content: JsonObject): Promise<void> {
  await mkdir(folder, { recursive: true })
  const head = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' }
  await writeFile(join(folder, 'kustomization.yaml'), JSON.stringify({ ...head, ...content }))
}

interface Started {
  readonly args: readonly string[]
  log(): string
  signal(name: NodeJS.Signals): void
  stop(): Promise<void>
}
async function start(
  controlPlane: ControlPlane,
  folder: string,
  { key, cert }: SelfSigned,
  port: number,
  args: readonly string[],
): Promise<Started> {
  const token = await must(controlPlane, [
    'create',
    'token',
    'warrener-webhook',
    '--namespace',
    'warrener-system',
  ])
  const kubeconfig = JSON.parse(await readFile(controlPlane.kubeconfig, 'utf8'))
  kubeconfig.users[0].user = { token: token.trim() }
  const contents = { 'tls.crt': cert, 'tls.key': key, 'webhook-kubeconfig.json': JSON.stringify(kubeconfig) }
  for (const [name, text] of Object.entries(contents))
    await writeFile(join(folder, name), text, { mode: 0o600 })
  const own = args.map(arg => (arg.startsWith('--port=') ? `--port=${port}` : arg.replace('=/tls/', '=')))
  const command = [...own, '--no-config', '--kubeconfig=webhook-kubeconfig.json']
  const child = spawn(process.execPath, [join(root, 'cli/bin.ts'), ...command], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  let log = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text
  })
  try {
    await untilReady(child, { ca: cert, port }, () => log)
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
  return { args, log: () => log, signal: name => child.kill(name), stop: () => ended(child) }
}

interface Place {
  readonly ca: string
  readonly port: number
}
async function untilReady(child: ChildProcess, place: Place, log: () => string): Promise<void> {
  for (const deadline = Date.now() + 10 * 60_000; ; await sleep(50)) {
    if (child.exitCode !== null) throw new Error(`the webhook ended with ${child.exitCode}: ${log()}`)
    if (Date.now() > deadline) throw new Error(`the webhook is not ready: ${log()}`)
    if ((await readiness(place)) === 200) return
  }
}
const readiness = ({ ca, port }: Place): Promise<number> =>
  new Promise(resolve => {
    const options = { host: address, port, path: '/readyz', servername: serverName, ca, agent: false }
    const sent = request(options, response => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    sent.once('error', () => resolve(0))
    sent.end()
  })

/** Ends it as Kubernetes does. It drains by itself; the test's own time limit is there for when it does not. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  await exit
}

/** The sum over all labels of a counter of the API server; 0 where it has not counted anything yet. */
async function counted(controlPlane: ControlPlane, metric: string): Promise<number> {
  const metrics = await must(controlPlane, ['get', '--raw', '/metrics'])
  const lines = metrics.split('\n').filter(line => line.startsWith(`${metric}{`))
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
}
