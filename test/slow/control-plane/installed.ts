import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { createServer } from 'node:net'
import { dirname, join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isArray, type Json, type JsonObject } from '../../../model/kube/json.ts'
import type { LogEntry } from '../../../webhook/deps.ts'
import type { ControlPlane } from '../../control-plane/start.ts'
import { objectsOf } from '../../webhook/ask.ts'
import { type SelfSigned, selfSigned } from '../../webhook/self-signed.ts'

const here = import.meta.dirname
const root = join(here, '../../..')
const manifests = join(root, 'manifests')
/** An address of the loopback interface, which the API server gives to the Service: it finds the process behind it. */
const address = '127.77.0.10'
const serverName = 'warrener-webhook.warrener-system.svc'

export interface Installed {
  /** Applies one of the reference clusters in a namespace of its own. */
  applyCluster(name: string, namespace: string): ReturnType<ControlPlane['kubectl']>
  /** How many requests the API server has sent to webhooks so far, by its own count. */
  calls(): Promise<number>
  /** How many requests the webhook has sent to the API server so far, by the audit log. */
  reads(): number
  /** How often it let a request pass because a webhook failed. */
  failures(): Promise<number>
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
  await must(controlPlane, ['apply', '--server-side', '-f', join(here, 'crds.yaml')])
  await must(controlPlane, ['wait', '--for=condition=Established', '--timeout=600s', 'crd', '--all'])
  await must(controlPlane, ['apply', '-k', await overlay(join(folder, 'webhook'), certificate.cert, port)])
  const server = await start(controlPlane, folder, certificate, port)
  return {
    async applyCluster(name, namespace) {
      const target = join(folder, namespace)
      await kustomization(target, {
        resources: [relative(target, join(manifests, 'clusters', name))],
        namespace,
      })
      await must(controlPlane, ['create', 'namespace', namespace])
      return controlPlane.kubectl(['apply', '-k', target])
    },
    calls: () => counted(controlPlane, 'apiserver_admission_webhook_request_total'),
    reads: () =>
      controlPlane
        .audited(0)
        .events.filter(
          ({ user }) => user.username === 'system:serviceaccount:warrener-system:warrener-webhook',
        ).length,
    failures: () => counted(controlPlane, 'apiserver_admission_webhook_fail_open_count'),
    reviews: () =>
      server
        .log()
        .split('\n')
        .filter(line => line.includes('"message":"review"'))
        .map(line => JSON.parse(line)),
    hang: () => server.signal('SIGSTOP'),
    goOn: () => server.signal('SIGCONT'),
    stop: server.stop,
  }
}

/** Runs kubectl for something that has to work. */
async function must(controlPlane: ControlPlane, args: string[]): Promise<string> {
  const { code, stdout, stderr } = await controlPlane.kubectl(args)
  if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`)
  return stdout
}

/**
 * What the tests change in the installation: who signed the certificate (there is no cert-manager), and where the
 * Service is found (there are no pods, and port 443 is not for everybody), and how long the API server waits: a busy machine
 * must not look like a webhook that is down.
 */
async function overlay(folder: string, ca: string, port: number): Promise<string> {
  const patches: Json[] = [
    patch({ kind: 'Service' }, [
      { op: 'add', path: '/spec/clusterIP', value: address },
      { op: 'replace', path: '/spec/ports/0/port', value: port },
    ]),
    ...['Certificate', 'Issuer'].map(kind => ({ target: { kind }, patch: deletion(kind) })),
  ]
  for (const file of ['validating-webhook.yaml', 'mutating-webhook.yaml']) {
    const [configuration] = objectsOf(await readFile(join(manifests, 'webhook', file), 'utf8'))
    const webhooks = isArray(configuration?.webhooks) ? configuration.webhooks : []
    const operations = webhooks.flatMap((_, index) => [
      {
        op: 'add',
        path: `/webhooks/${index}/clientConfig/caBundle`,
        value: Buffer.from(ca).toString('base64'),
      },
      { op: 'replace', path: `/webhooks/${index}/clientConfig/service/port`, value: port },
      { op: 'replace', path: `/webhooks/${index}/timeoutSeconds`, value: 30 },
    ])
    patches.push(patch({ kind: String(configuration?.kind) }, operations))
  }
  await kustomization(folder, { resources: [relative(folder, join(manifests, 'webhook'))], patches })
  return folder
}
const patch = (target: JsonObject, operations: readonly JsonObject[]): JsonObject => ({
  target,
  patch: JSON.stringify(operations),
})
const deletion = (kind: string): string =>
  JSON.stringify({ $patch: 'delete', apiVersion: 'cert-manager.io/v1', kind, metadata: { name: 'any' } })

async function kustomization(folder: string, content: JsonObject): Promise<void> {
  await mkdir(folder, { recursive: true })
  const head = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' }
  await writeFile(join(folder, 'kustomization.yaml'), JSON.stringify({ ...head, ...content }))
}

interface Started {
  log(): string
  signal(name: NodeJS.Signals): void
  stop(): Promise<void>
}
async function start(
  controlPlane: ControlPlane,
  folder: string,
  { key, cert }: SelfSigned,
  port: number,
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
  const command = `webhook --no-config --port=${port} --tls-cert=tls.crt --tls-key=tls.key --kubeconfig=webhook-kubeconfig.json`
  const child = spawn(process.execPath, [join(root, 'cli/bin.ts'), ...command.split(' ')], {
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
  return { log: () => log, signal: name => child.kill(name), stop: () => ended(child) }
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

/** A TCP port that was free a moment ago. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, () => {
      const found = server.address()
      server.close(() => resolve(typeof found === 'object' && found ? found.port : 0))
    })
  })
}

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
