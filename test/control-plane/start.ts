import { generateKeyPair, randomBytes } from 'node:crypto'
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { get } from 'node:https'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { controlPlaneBinary } from './build.ts'
import { type Identity, startControllers } from './controllers.ts'
import { type Output, run, type Server, startServer } from './processes.ts'

/** A user besides the administrator. Without a group that has rights, RBAC refuses nearly everything to it. */
export interface User {
  name: string
  /** The bearer token: `kubectl(['--token', token, ...])` acts as this user. */
  token: string
  groups?: string[]
}

/** What a test may want to be different. */
export interface StartOptions {
  users?: User[]
  /** More flags for kube-apiserver, such as `--emulated-version=1.34`; they win over the ones set here. */
  apiServerFlags?: string[]
  /** Starts controllers, a scheduler and what plays kubelets too; nodes are made by whoever wants some. */
  controllers?: Identity
  /** A file of certificates, in PEM: the authorities that the system of kube-apiserver trusts. */
  trusted?: string
  /** How long one kubectl call may take before it is killed and its promise rejects: ten minutes if not set. */
  kubectlTimeoutMs?: number
}

/** A line of the audit log, as far as tests look at it; https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/. */
export interface AuditEvent {
  verb: string
  requestURI: string
  user: { username: string }
  objectRef?: { resource: string; namespace?: string; name?: string; subresource?: string }
  responseStatus?: { code: number }
  annotations?: Record<string, string>
}

/** A running kube-apiserver with its own etcd. */
export interface ControlPlane {
  /** Path of the administrator's kubeconfig file. */
  kubeconfig: string
  /** `https://127.0.0.1:<port>`. */
  url: string
  /** Path of the certificate to trust for `url`, in PEM. */
  caFile: string
  /** Bearer token of the administrator (group system:masters). */
  adminToken: string
  /** What kube-apiserver has logged so far; throws after `stop()`, which deletes the log. */
  apiServerLog(): string
  /** The requests that kube-apiserver has answered, from a byte of its audit log on, and where that log ends now. */
  audited(from: number): { events: AuditEvent[]; end: number }
  /**
   * Runs kubectl as the administrator. An exit code other than 0 is a result, not an error. A single request of it is
   * given up after five minutes unless `args` say otherwise (`--request-timeout`).
   * @param input for `-f -`
   * @throws if it takes longer than `kubectlTimeoutMs`, or the control plane is stopped meanwhile
   */
  kubectl(args: string[], input?: string): Promise<Output>
  /** Kills both servers and all kubectl calls, and deletes the data. Can be called more than once. */
  stop(): Promise<void>
}

/** Start-up takes three to seven seconds on two busy cores. */
const startTimeoutMs = 15 * 60_000

/** For one request that asks whether kube-apiserver is ready. */
const probeTimeoutMs = 30_000

const portAttempts = 5

/** Everything that has to go when the control plane stops. */
interface Resources {
  dir: string
  servers: Server[]
  kubectlCalls: AbortController
}

async function stop(resources: Resources): Promise<void> {
  resources.kubectlCalls.abort()
  // SIGKILL: a clean end takes seconds and saves data that is deleted right after.
  await Promise.all(resources.servers.map(server => server.kill()))
  await rm(resources.dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
}

async function createResources(): Promise<Resources> {
  const dir = await mkdtemp(join(tmpdir(), 'control-plane-'))
  await mkdir(join(dir, 'home'))
  await mkdir(join(dir, 'tmp'))
  return { dir, servers: [], kubectlCalls: new AbortController() }
}

function csvLine(fields: string[]): string {
  return fields.map(field => `"${field.replaceAll('"', '""')}"`).join(',')
}

/** A line of the static token file, https://kubernetes.io/docs/reference/access-authn-authz/authentication/. */
function tokenLine({ name, token, groups = [] }: User): string {
  const commas = groups.find(group => group.includes(','))
  if (commas) throw new Error(`the group '${commas}' of user '${name}' must not contain a comma`)
  // The third field is the user's unique ID. The fourth is left out if empty: it would be a group without a name.
  return csvLine([token, name, name, ...(groups.length > 0 ? [groups.join(',')] : [])])
}

/** Writes the token file and the key that signs ServiceAccount tokens; only this user can read the folder. */
async function writeSecrets(dir: string, users: User[]): Promise<void> {
  await writeFile(join(dir, 'tokens.csv'), `${users.map(tokenLine).join('\n')}\n`)
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  await writeFile(join(dir, 'sa.key'), privateKey.export({ type: 'pkcs8', format: 'pem' }))
}

/** Every request once, when it has been answered, without its body. */
const auditPolicy = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived', 'ResponseStarted'],
  rules: [{ level: 'Metadata' }],
}

function audited(file: string, from: number): ReturnType<ControlPlane['audited']> {
  if (!existsSync(file)) return { events: [], end: 0 }
  const log = openSync(file, 'r')
  try {
    const text = Buffer.alloc(Math.max(0, fstatSync(log).size - from))
    readSync(log, text, 0, text.length, from)
    // A line that is still being written is left for the next time.
    const end = text.lastIndexOf('\n') + 1
    const lines = text.toString('utf8', 0, end).split('\n').filter(Boolean)
    return { events: lines.map(line => JSON.parse(line)), end: from + end }
  } finally {
    closeSync(log)
  }
}

/** A kubeconfig file may be JSON, as every YAML reader reads that. */
async function writeKubeconfig(file: string, url: string, caFile: string, token: string): Promise<void> {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster: { server: url, 'certificate-authority': caFile } }],
    users: [{ name: 'admin', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'admin' } }],
    'current-context': 'test',
  }
  await writeFile(file, JSON.stringify(config, undefined, 2), { mode: 0o600 })
}

/** etcd on two sockets in `dir`: no port that another process could take, or answer on. */
function etcdFlags(dir: string): string[] {
  const client = etcdUrl(dir)
  const peer = `unix://${join(dir, 'p.sock')}`
  // https://etcd.io/docs/latest/op-guide/configuration/
  return [
    '--name=test',
    `--data-dir=${join(dir, 'etcd')}`,
    // The data is thrown away, so it need not survive a power cut.
    '--unsafe-no-fsync',
    '--log-level=warn',
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=test=${peer}`,
  ]
}

function etcdUrl(dir: string): string {
  const socket = join(dir, 'c.sock')
  // The limit of sockaddr_un, less the closing zero, on macOS; Linux has 107.
  if (socket.length > 103) throw new Error(`the temporary folder has too long a path for a socket: ${socket}`)
  return `unix://${socket}`
}

function apiServerFlags(dir: string, port: number, more: string[]): string[] {
  const serviceAccountKey = join(dir, 'sa.key')
  // https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/
  return [
    `--etcd-servers=${etcdUrl(dir)}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    // Makes its own certificate there, for 127.0.0.1.
    `--cert-dir=${join(dir, 'certs')}`,
    // Without the first it advertises the machine's address; with a loopback address it refuses to start unless no
    // endpoints are written for it.
    '--advertise-address=127.0.0.1',
    '--endpoint-reconciler-type=none',
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${serviceAccountKey}`,
    `--service-account-signing-key-file=${serviceAccountKey}`,
    `--token-auth-file=${join(dir, 'tokens.csv')}`,
    '--authorization-mode=RBAC',
    `--audit-policy-file=${join(dir, 'audit-policy.json')}`,
    `--audit-log-path=${join(dir, 'audit.log')}`,
    // Linux has all of 127.0.0.0/8 on its loopback interface. A test that listens on the clusterIP of a Service is
    // thus found by a webhook configuration that names the Service, without kube-proxy.
    '--service-cluster-ip-range=127.77.0.0/24',
    // Without kube-controller-manager nobody makes default ServiceAccounts, and this plugin would refuse all Pods.
    '--disable-admission-plugins=ServiceAccount',
    ...more,
  ]
}

/**
 * A TCP port that was free a moment ago; kube-apiserver refuses `--secure-port=0`.
 * @param host where it has to be free; undefined: at all addresses
 */
export function freePort(host?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port: 0, ...(host === undefined ? {} : { host }) }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** The status of a GET request, 0 if there is no answer or not from the server that has the certificate `ca`. */
function status(url: string, ca: Buffer, token: string): Promise<number> {
  return new Promise(resolve => {
    const headers = { authorization: `Bearer ${token}` }
    const signal = AbortSignal.timeout(probeTimeoutMs)
    const request = get(url, { ca, headers, agent: false, signal }, response => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    request.once('error', () => resolve(0))
  })
}

async function isReady(url: string, caFile: string, token: string): Promise<boolean> {
  // kube-apiserver writes it while it starts.
  const ca = await readFile(caFile).catch(() => undefined)
  if (!ca || (await status(`${url}/readyz`, ca, token)) !== 200) return false
  // Made in the background, and not part of /readyz.
  return (await status(`${url}/api/v1/namespaces/default`, ca, token)) === 200
}

function startError(what: string, servers: Server[]): Error {
  const lastLines = (text: string) => text.trimEnd().split('\n').slice(-20).join('\n')
  return new Error([what, ...servers.map(({ name, log }) => `${name}:\n${lastLines(log())}`)].join('\n'))
}

async function waitUntilReady(
  servers: Server[],
  probe: () => Promise<boolean>,
  deadline: number,
): Promise<void> {
  while (!(await probe())) {
    const dead = servers.find(server => server.ended() !== undefined)
    if (dead) throw startError(`${dead.name} ended (${dead.ended()}) while starting`, [dead])
    if (Date.now() > deadline) throw startError(`not ready after ${startTimeoutMs} ms`, servers)
    await sleep(50)
  }
}

/** Starts kube-apiserver on a free port, on another one if somebody else was faster, and gives its URL. */
async function startApiServer(
  binary: string,
  resources: Resources,
  caFile: string,
  token: string,
  { apiServerFlags: more = [], trusted }: StartOptions,
): Promise<string> {
  const { dir, servers } = resources
  const env: Record<string, string> = trusted === undefined ? {} : { SSL_CERT_FILE: trusted }
  const deadline = Date.now() + startTimeoutMs
  for (let attempt = 1; ; attempt++) {
    const port = await freePort('127.0.0.1')
    const url = `https://127.0.0.1:${port}`
    const args = apiServerFlags(dir, port, more)
    const server = startServer(binary, 'kube-apiserver', args, dir, ['kube-apiserver'], env)
    servers.push(server)
    try {
      await waitUntilReady(servers, () => isReady(url, caFile, token), deadline)
      return url
    } catch (error) {
      const portTaken = server.ended() !== undefined && server.log().includes('address already in use')
      if (!portTaken || attempt === portAttempts) throw error
      servers.pop()
    }
  }
}

async function start(binary: string, resources: Resources, options: StartOptions): Promise<ControlPlane> {
  const { dir, servers } = resources
  const { users = [], kubectlTimeoutMs: timeoutMs = 10 * 60_000 } = options
  const adminToken = randomBytes(16).toString('hex')
  await writeFile(join(dir, 'audit-policy.json'), JSON.stringify(auditPolicy))
  const controllersToken = randomBytes(16).toString('hex')
  const masters = ['system:masters']
  await writeSecrets(dir, [
    { name: 'admin', token: adminToken, groups: masters },
    { name: 'system:kube-controller-manager', token: controllersToken, groups: masters },
    ...users,
  ])

  servers.push(startServer(binary, 'etcd', etcdFlags(dir), dir))
  const caFile = join(dir, 'certs', 'apiserver.crt')
  const url = await startApiServer(binary, resources, caFile, adminToken, options)
  const kubeconfig = join(dir, 'kubeconfig.json')
  await writeKubeconfig(kubeconfig, url, caFile, adminToken)
  if (options.controllers) {
    const controllersKubeconfig = join(dir, 'controllers.json')
    await writeKubeconfig(controllersKubeconfig, url, caFile, controllersToken)
    const place = { binary, dir, kubeconfig, controllersKubeconfig, port: () => freePort('127.0.0.1') }
    servers.push(...(await startControllers(place, options.controllers)))
  }

  const apiServerLog = () => servers.find(({ name }) => name === 'kube-apiserver')?.log() ?? ''
  const kubectl = (args: string[], input?: string) => {
    const { signal } = resources.kubectlCalls
    // First, so that a --request-timeout among `args` wins.
    return run(binary, ['kubectl', '--request-timeout=300s', ...args], { dir, input, timeoutMs, signal })
  }
  return {
    kubeconfig,
    url,
    caFile,
    adminToken,
    apiServerLog,
    audited: from => audited(join(dir, 'audit.log'), from),
    kubectl,
    stop: () => stop(resources),
  }
}

/**
 * Starts a kube-apiserver with RBAC and its own etcd, in a new temporary folder, listening on 127.0.0.1 only, and
 * returns when it is ready. The binary is built first if need be, which takes minutes. Without `controllers` there are
 * no Pods from StatefulSets, no garbage collection, and deleted namespaces stay in Terminating.
 * If Node ends without `stop()`, however it ends, the servers end and the folder is deleted.
 * @throws if the binary cannot be built, or the servers end or are not ready in time; nothing is left behind then
 */
export async function startControlPlane(options: StartOptions = {}): Promise<ControlPlane> {
  const binary = await controlPlaneBinary()
  const resources = await createResources()
  try {
    return await start(binary, resources, options)
  } catch (error) {
    await stop(resources)
    throw error
  }
}
