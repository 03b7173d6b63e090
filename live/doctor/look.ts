import { isString, type JsonObject, listOf, member } from '../../model/kube/json.ts'
import { found, type Lookup, map } from '../../model/kube/lookup.ts'
import { dig, scalarText } from '../../model/kube/read.ts'
import type { ApiConnection } from '../../webhook/api-connection.ts'
import { ask, askAll } from '../ask.ts'
import { type Configuration, configurationOf, label, type Target } from './configurations.ts'

/** A Service, and who is behind it. */
export interface Behind {
  readonly target: Extract<Target, { service: string }>
  readonly service: Lookup<JsonObject>
  readonly slices: Lookup<readonly JsonObject[]>
  /** The Deployments with our label. */
  readonly deployments: Lookup<readonly JsonObject[]>
  readonly pods: Lookup<readonly JsonObject[]>
  /** The Secret that the pods read their certificate from. */
  readonly secretName: string
  readonly secret: Lookup<JsonObject>
  /** Whether cert-manager is installed, and what it says of the certificate. */
  readonly certManager: Lookup<JsonObject>
  readonly certificates: Lookup<readonly JsonObject[]>
}

/** An installation as the API server has it. */
export interface Installation {
  readonly configurations: Lookup<readonly Configuration[]>
  /** Undefined where no configuration names a Service. */
  readonly behind: Behind | undefined
}

/** Looks at all that an installation consists of. */
export async function lookAt(api: ApiConnection): Promise<Installation> {
  const configurations = await askConfigurations(api)
  const entries =
    configurations.state === 'found' ? configurations.value.flatMap(({ entries }) => entries) : []
  const target = entries.map(entry => entry.target).find(asked => 'service' in asked)
  return { configurations, behind: target && (await askBehind(api, target)) }
}

async function askConfigurations(api: ApiConnection): Promise<Installation['configurations']> {
  const all: Configuration[] = []
  for (const kind of ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'] as const) {
    const listed = await askAll(api, `/apis/admissionregistration.k8s.io/v1/${kind.toLowerCase()}s`)
    if (listed.state !== 'found') return listed
    all.push(...listed.value.flatMap(value => configurationOf(kind, value) ?? []))
  }
  return found(all)
}

async function askBehind(api: ApiConnection, target: Behind['target']): Promise<Behind> {
  const core = `/api/v1/namespaces/${target.namespace}`
  const apis = (group: string): string => `/apis/${group}/namespaces/${target.namespace}`
  const ours = `labelSelector=${encodeURIComponent(`${label.name}=${label.value}`)}`
  const [service, slices, deployments, pods, certManager] = await Promise.all([
    ask(api, `${core}/services/${target.service}`),
    askAll(
      api,
      `${apis('discovery.k8s.io/v1')}/endpointslices?labelSelector=kubernetes.io/service-name=${target.service}`,
    ),
    askAll(api, `${apis('apps/v1')}/deployments?${ours}`),
    askAll(api, `${core}/pods?${ours}`),
    ask(api, '/apis/cert-manager.io'),
  ])
  const secretName =
    (deployments.state === 'found' ? deployments.value : []).map(secretOf).find(isString) ?? usual
  const [secret, certificates] = await Promise.all([
    ask(api, `${core}/secrets/${secretName}`),
    askAll(api, `${apis('cert-manager.io/v1')}/certificates`),
  ])
  return {
    ...{ target, service, slices, deployments, pods, secretName, certManager },
    // Of a Secret nothing but the certificate is kept.
    secret: map(secret, ({ data }) => ({ 'tls.crt': member(data, 'tls.crt') ?? '' })),
    certificates: map(certificates, list =>
      list.filter(certificate => dig(certificate, ['spec', 'secretName']) === secretName),
    ),
  }
}

/** The Secret of manifests/webhook. */
const usual = 'warrener-webhook-tls'

/** The arguments of the container that is the webhook. */
export const argumentsOf = (deployment: JsonObject): readonly string[] =>
  listOf(dig(deployment, ['spec', 'template', 'spec', 'containers', 0, 'args'])).map(String)

/** The Secret whose mount holds the file of `--tls-cert`. */
function secretOf(deployment: JsonObject): string | undefined {
  const file = argumentsOf(deployment).flatMap(arg => /^--tls-cert=(.*)$/.exec(arg)?.[1] ?? [])[0]
  const pod = dig(deployment, ['spec', 'template', 'spec'])
  const mount = listOf(dig(pod, ['containers', 0, 'volumeMounts'])).find(entry =>
    file?.startsWith(`${scalarText(member(entry, 'mountPath'))}/`),
  )
  const volume = listOf(member(pod, 'volumes')).find(
    entry => mount !== undefined && member(entry, 'name') === member(mount, 'name'),
  )
  return scalarText(dig(volume, ['secret', 'secretName']))
}
