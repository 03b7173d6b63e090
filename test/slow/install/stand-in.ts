import { setTimeout as sleep } from 'node:timers/promises'
import { isString, type Json, type JsonObject, listOf, member, objectOf } from '../../../model/kube/json.ts'
import { dig } from '../../../model/kube/read.ts'
import { type ControlPlane, freePort } from '../../control-plane/start.ts'
import { type SelfSigned, selfSigned } from '../../webhook/self-signed.ts'
import { type Api, apiOf } from './api.ts'
import { type Pod, startPod } from './pod.ts'

/*
 * What a cluster has beside an API server, as far as an installation of the webhook needs it: cert-manager, which makes
 * certificates and tells the API server whom to trust; a kubelet, which runs the pods; and the network, by which the API
 * server finds them. It looks again and again, as they do.
 */

export interface StandIn {
  /** Resolves once all is done that there is to do. */
  settled(): Promise<void>
  /** What the process in the place of the pods has logged. */
  log(): string
  stop(): Promise<void>
}

const hooks = '/apis/admissionregistration.k8s.io/v1'
const certificates = '/apis/cert-manager.io/v1'

export function startStandIn(controlPlane: ControlPlane): StandIn {
  const api = apiOf(controlPlane)
  const made = new Map<string, SelfSigned>()
  let pod: { readonly of: string; readonly pod: Pod } | undefined
  let port = 0
  let isStopped = false
  let looks = 0
  /** The look at which something was done last. */
  let done = 0
  let failure: unknown

  const look = async (): Promise<boolean> => {
    port ||= await freePort()
    const certified = await certify(api, made)
    const connected = await connect(api, port, made)
    const [deployment] = listOf((await api.get('/apis/apps/v1/deployments'))?.items) as readonly JsonObject[]
    const version =
      deployment === undefined
        ? ''
        : `${dig(deployment, ['metadata', 'uid'])} ${dig(deployment, ['metadata', 'generation'])}`
    if (pod && pod.of !== version) {
      await pod.pod.stop()
      pod = undefined
    }
    if (!deployment) return certified || connected
    if (!pod) {
      const surroundings = await around(controlPlane, api, deployment, port)
      if (!surroundings) return true
      pod = { of: version, pod: startPod(deployment, surroundings) }
    }
    if (await pod.pod.isReady()) return (await available(api, deployment)) || certified || connected
    return true
  }
  const run = async (): Promise<void> => {
    while (!isStopped) {
      try {
        if (await look()) done = looks + 1
      } catch (error) {
        // An object that goes while it is looked at.
        failure = error
        done = looks + 1
      }
      looks++
      await sleep(100)
    }
  }
  const running = run()
  return {
    async settled() {
      const from = looks
      for (const deadline = Date.now() + 120_000; looks < from + 2 || done > looks - 2; await sleep(50))
        if (Date.now() > deadline) throw new Error(`it does not settle: ${failure}\n${pod?.pod.log()}`)
    },
    log: () => pod?.pod.log() ?? '',
    async stop() {
      isStopped = true
      await running
      await pod?.pod.stop()
      api.close()
    },
  }
}

const pathOf = (object: JsonObject, collection: string): string =>
  `${collection.replace('/NAMESPACE/', `/namespaces/${dig(object, ['metadata', 'namespace'])}/`)}/${dig(object, ['metadata', 'name'])}`

/** cert-manager: a Secret for each Certificate, and that it is ready. */
async function certify(api: Api, made: Map<string, SelfSigned>): Promise<boolean> {
  const wanted = listOf((await api.get(`${certificates}/certificates`))?.items) as readonly JsonObject[]
  const waiting = wanted.filter(one => dig(one, ['status', 'conditions', 0, 'status']) !== 'True')
  for (const certificate of waiting) {
    const { secretName, dnsNames } = certificate.spec as JsonObject
    const { namespace } = certificate.metadata as JsonObject
    const pair = selfSigned(listOf(dnsNames).map(String))
    made.set(`${namespace}/${dig(certificate, ['metadata', 'name'])}`, pair)
    const data = { 'tls.crt': pair.cert, 'tls.key': pair.key, 'ca.crt': pair.cert }
    const annotations = { 'cert-manager.io/certificate-name': String(dig(certificate, ['metadata', 'name'])) }
    const secret = {
      metadata: { name: String(secretName), annotations },
      type: 'kubernetes.io/tls',
      stringData: data,
    }
    await api.post(`/api/v1/namespaces/${namespace}/secrets`, secret)
    const condition = {
      type: 'Ready',
      status: 'True',
      reason: 'Ready',
      lastTransitionTime: '2026-01-01T00:00:00Z',
    }
    await api.patch(`${pathOf(certificate, `${certificates}/NAMESPACE/certificates`)}/status`, {
      status: { conditions: [condition] },
    })
  }
  return waiting.length > 0
}

/**
 * cert-manager, which says whom to trust, and the network: the address of a Service is one of this machine. Port 443 there is not
 * for everybody, so it has one more.
 */
async function connect(api: Api, port: number, made: Map<string, SelfSigned>): Promise<boolean> {
  let changed = false
  for (const plural of ['validatingwebhookconfigurations', 'mutatingwebhookconfigurations']) {
    for (const object of listOf((await api.get(`${hooks}/${plural}`))?.items) as readonly JsonObject[]) {
      const from = dig(object, ['metadata', 'annotations', 'cert-manager.io/inject-ca-from'])
      const ca = made.get(String(from))?.cert
      const edits = listOf(object.webhooks).flatMap((webhook, index) => [
        ...edit(webhook, index, ['clientConfig', 'service', 'port'], port),
        ...(ca ? edit(webhook, index, ['clientConfig', 'caBundle'], Buffer.from(ca).toString('base64')) : []),
      ])
      if (edits.length > 0) await api.patch(`${hooks}/${plural}/${dig(object, ['metadata', 'name'])}`, edits)
      changed ||= edits.length > 0
    }
  }
  for (const service of listOf((await api.get('/api/v1/services'))?.items) as readonly JsonObject[]) {
    if (dig(service, ['metadata', 'name']) !== 'warrener-webhook') continue
    if (listOf(dig(service, ['spec', 'ports'])).some(one => member(one, 'port') === port)) continue
    await api.patch(pathOf(service, '/api/v1/NAMESPACE/services'), [
      { op: 'add', path: '/spec/ports/-', value: { name: 'here', port } },
    ])
    changed = true
  }
  return changed
}
const edit = (webhook: Json, index: number, path: readonly string[], value: Json): readonly JsonObject[] =>
  dig(webhook, path) === value || dig(webhook, path.slice(0, -1)) === undefined
    ? []
    : [{ op: 'add', path: `/webhooks/${index}/${path.join('/')}`, value }]

/** What the pod finds; undefined where a volume is not there yet, for which the kubelet waits. */
async function around(controlPlane: ControlPlane, api: Api, deployment: JsonObject, port: number) {
  const namespace = String(dig(deployment, ['metadata', 'namespace']))
  const spec = dig(deployment, ['spec', 'template', 'spec'])
  const account = String(member(spec, 'serviceAccountName'))
  const service = await api.get(`/api/v1/namespaces/${namespace}/services/warrener-webhook`)
  const host = dig(service, ['spec', 'clusterIP'])
  const files = new Map<string, Readonly<Record<string, string>>>()
  for (const volume of listOf(member(spec, 'volumes'))) {
    const secret = dig(volume, ['secret', 'secretName'])
    const name = secret ?? dig(volume, ['configMap', 'name'])
    if (!isString(name)) continue
    const kind = secret === undefined ? 'configmaps' : 'secrets'
    const found = await api.get(`/api/v1/namespaces/${namespace}/${kind}/${name}`)
    if (!found) return undefined
    const data = Object.entries(objectOf(found.data)).map(([file, text]) => [
      file,
      secret === undefined ? String(text) : Buffer.from(String(text), 'base64').toString(),
    ])
    files.set(name, Object.fromEntries(data))
  }
  if (!isString(host)) return undefined
  const { code, stdout } = await controlPlane.kubectl(['create', 'token', account, '--namespace', namespace])
  if (code !== 0) return undefined
  const kubeconfig: JsonObject = {
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'pod' },
    clusters: [
      { name: 'pod', cluster: { server: controlPlane.url, 'certificate-authority': controlPlane.caFile } },
    ],
    users: [{ name: 'pod', user: { token: stdout.trim() } }],
    contexts: [{ name: 'pod', context: { cluster: 'pod', user: 'pod', namespace } }],
  }
  return { host, port, kubeconfig, volume: (name: string) => files.get(name) ?? {} }
}

/** The controller of Deployments, once the pods are ready. */
async function available(api: Api, deployment: JsonObject): Promise<boolean> {
  const generation = dig(deployment, ['metadata', 'generation'])
  if (dig(deployment, ['status', 'observedGeneration']) === generation) return false
  const replicas = dig(deployment, ['spec', 'replicas'])
  const counts = ['replicas', 'updatedReplicas', 'readyReplicas', 'availableReplicas'].map(key => [
    key,
    replicas,
  ])
  const status = { observedGeneration: generation, ...Object.fromEntries(counts) }
  await api.patch(`${pathOf(deployment, '/apis/apps/v1/NAMESPACE/deployments')}/status`, { status })
  return true
}
