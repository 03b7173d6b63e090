import { X509Certificate } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { connect } from 'node:tls'
import type { JsonObject } from '../../../model/kube/json.ts'
import { listOf, member } from '../../../model/kube/json.ts'
import { warrener } from '../../cli/run.ts'
import { type ControlPlane, startControlPlane } from '../../control-plane/start.ts'
import type { Ran } from '../../process.ts'
import type { SelfSigned } from '../../webhook/self-signed.ts'
import { until } from '../../webhook/until.ts'
import { type Installed, installWebhook } from '../control-plane/installed.ts'

export const namespace = 'warrener-system'
/** Who may look at things and change none. */
export const viewer = { name: 'vera', token: 'vera-token', groups: ['viewers'] }

/** A real API server with the webhook installed, and the commands on it. */
export interface Stage {
  readonly controlPlane: ControlPlane
  readonly webhook: Installed
  /** Runs kubectl for something that has to work. */
  kubectl(args: string, input?: JsonObject | readonly JsonObject[]): Promise<string>
  /** Runs the command against it. */
  run(command: string, ...more: readonly string[]): Promise<Ran>
  /** Everything as it is installed, with what a cluster without controllers lacks: pods, endpoints, the certificate. */
  whole(form?: 'base' | 'enforce', patience?: boolean): Promise<void>
  /** Where the webhook itself is reached: `HOST:PORT`. */
  readonly address: string
  /** Has the webhook serve another certificate, and waits until it does. */
  serve(pair: SelfSigned): Promise<void>
  stop(): Promise<void>
}

export async function startStage(): Promise<Stage> {
  const controlPlane = await startControlPlane({ kubectlTimeoutMs: 60_000, users: [viewer] })
  const webhook = await installWebhook(controlPlane)
  const folder = dirname(controlPlane.kubeconfig)
  const files = { cert: join(folder, 'tls.crt'), key: join(folder, 'tls.key') }
  const original = { cert: readFileSync(files.cert, 'utf8'), key: readFileSync(files.key, 'utf8') }
  const kubectl: Stage['kubectl'] = async (args, input) => {
    const items = input === undefined ? undefined : Array.isArray(input) ? input : [input as JsonObject]
    const list = items && JSON.stringify({ apiVersion: 'v1', kind: 'List', items })
    const { code, stdout, stderr } = await controlPlane.kubectl(args.split(' '), list)
    if (code !== 0) throw new Error(`kubectl ${args.slice(0, 200)}: ${stderr}`)
    return stdout
  }
  const port = await kubectl(
    `get service warrener-webhook --namespace ${namespace} -o jsonpath={.spec.ports[0].port}`,
  )
  const address = `${loopback}:${port.trim()}`
  const serve: Stage['serve'] = async pair => {
    for (const name of ['key', 'cert'] as const)
      if (readFileSync(files[name], 'utf8') !== pair[name]) writeFileSync(files[name], pair[name])
    const wanted = new X509Certificate(pair.cert).fingerprint256
    await until(async () => (await servedAt(Number(port))) === wanted)
  }
  return {
    ...{ controlPlane, webhook, kubectl, address, serve },
    run: (command, ...more) =>
      warrener([command, '--kubeconfig', controlPlane.kubeconfig, ...more], { cwd: folder }),
    async whole(form = 'base', patience = true) {
      await kubectl(`delete --ignore-not-found ${configurations}`)
      await webhook.use(form, patience)
      for (const name of ['key', 'cert'] as const)
        if (readFileSync(files[name], 'utf8') !== original[name]) writeFileSync(files[name], original[name])
      await kubectl('apply --server-side --force-conflicts -f -', [
        certificateSecret(original.cert),
        ...podNames.map(pod),
        endpoints(
          ['10.1.2.3', '10.1.2.4'].map(address => ({ addresses: [address], conditions: { ready: true } })),
        ),
      ])
      await kubectl(
        'apply --server-side --force-conflicts --subresource=status -f -',
        podNames.map(name => ({
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name, namespace },
          status: ready,
        })),
      )
    },
    async stop() {
      await webhook.stop()
      await controlPlane.stop()
    },
  }
}

/** The address that the tests give the Service. */
const loopback = '127.77.0.10'

/** The fingerprint of the certificate that is served there. */
const servedAt = (port: number): Promise<string | undefined> =>
  new Promise(resolve => {
    const socket = connect({ host: loopback, port, rejectUnauthorized: false }, () => {
      resolve(socket.getPeerX509Certificate()?.fingerprint256)
      socket.end()
    })
    socket.once('error', () => resolve(undefined))
  })

export const configurations = 'validatingwebhookconfiguration/warrener mutatingwebhookconfiguration/warrener'

const labels = { 'app.kubernetes.io/name': 'warrener' }
const podNames = ['warrener-webhook-0', 'warrener-webhook-1']
const ready = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] }
const pod = (name: string): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, labels, ownerReferences: [owner] },
  spec: {
    securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'webhook',
        image: 'warrener',
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      },
    ],
  },
})
/** As of a ReplicaSet, which no controller makes here. */
const owner = {
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  name: 'warrener-webhook',
  uid: 'a',
  controller: true,
}

/** The Secret that cert-manager would write. */
export const certificateSecret = (cert: string): JsonObject => ({
  ...{ apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/tls' },
  metadata: {
    name: 'warrener-webhook-tls',
    namespace,
    annotations: { 'cert-manager.io/certificate-name': 'warrener-webhook' },
  },
  stringData: { 'tls.crt': cert, 'tls.key': 'nobody reads it' },
})

/** What is behind the Service. */
export const endpoints = (all: readonly JsonObject[]): JsonObject => ({
  ...{ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', addressType: 'IPv4' },
  metadata: {
    name: 'warrener-webhook-x',
    namespace,
    labels: { ...labels, 'kubernetes.io/service-name': 'warrener-webhook' },
  },
  endpoints: [...all],
  ports: [{ name: 'https', port: 8443 }],
})

/** The clientConfigs of a list of webhook configurations, changed. */
export const withClients = (
  list: JsonObject,
  change: (client: JsonObject) => JsonObject,
): readonly JsonObject[] =>
  listOf(list.items).map(item => ({
    ...(item as JsonObject),
    webhooks: listOf(member(item, 'webhooks')).map(webhook => ({
      ...(webhook as JsonObject),
      clientConfig: change(member(webhook, 'clientConfig') as JsonObject),
    })),
  }))
