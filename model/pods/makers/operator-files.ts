import { wholeQuantityOf } from '../../formats/text/quantity.ts'
import { at } from '../../kube/address.ts'
import { isString, listOf } from '../../kube/json.ts'
import * as kinds from '../../kube/kinds.ts'
import { found, ifFound, type Lookup, unknown } from '../../kube/lookup.ts'
import { missing } from '../../kube/missing.ts'
import type { KubeObject } from '../../kube/object.ts'
import { dig } from '../../kube/read.ts'
import type { World } from '../../kube/world.ts'
import type { FileText, Part, VolumeFiles } from '../files.ts'
import { textsOf } from '../texts.ts'
import type { Replicas } from '../workload.ts'
import { operatorResources, operatorTexts } from './operator-pod.ts'

/*
 * The files that the cluster operator puts into the volumes of the node.
 * Source: rabbitmq/cluster-operator v2.22.3 and main at 06cda8e8 (2026-08-06),
 * internal/resource/{configmap,statefulset,default_user_secret}.go.
 */

/** The files of a volume by their paths in it; undefined for volumes that are not the operator's. */
export function operatorVolume(
  object: KubeObject,
  replicas: Lookup<Replicas>,
  name: string,
  world: World,
): VolumeFiles | undefined {
  if (name === 'rabbitmq-confd') return found(configuration(object, replicas))
  if (name === 'server-conf') return found(texts(object))
  if (name === 'rabbitmq-tls') return certificates(object, world)
  return undefined
}

const specOf = (object: KubeObject, ...path: readonly string[]): unknown =>
  dig(object.value, ['spec', ...path])

const additionalConfig = (object: KubeObject): string => {
  const text = specOf(object, 'rabbitmq', 'additionalConfig')
  return typeof text === 'string' ? text : ''
}

function configuration(object: KubeObject, replicas: Lookup<Replicas>): ReadonlyMap<string, FileText> {
  const written = (settings: ReadonlyMap<string, string>): FileText => ({
    value: [...settings].map(([key, value]) => `${key} = ${value}\n`).join(''),
    at: at(object),
    generated: true,
  })
  const own: FileText = {
    value: additionalConfig(object),
    at: at(object, 'spec', 'rabbitmq', 'additionalConfig'),
  }
  const before: Part = { is: 'text', ...written(userDefined(object)) }
  return new Map<string, FileText>([
    ['operatorDefaults.conf', written(defaults(object, replicas))],
    ['default_user.conf', { ...written(new Map()), parts: [defaultUser(object)] }],
    [
      'userDefinedConfiguration.conf',
      { ...own, parts: [before, ...(own.value === '' ? [] : [{ is: 'text' as const, ...own }])] },
    ],
  ])
}

/** The user and the password that the operator makes up. */
const defaultUser = (object: KubeObject): Part => ({
  is: 'unseen',
  at: at(object),
  why: 'the operator makes up the default user',
  maySet: key => key === 'default_user' || key === 'default_pass',
})

/** `10-operatorDefaults.conf`, key by key. */
function defaults(object: KubeObject, replicas: Lookup<Replicas>): ReadonlyMap<string, string> {
  return new Map([
    ['log.console', 'true'],
    ['queue_master_locator', 'min-masters'],
    ['disk_free_limit.absolute', '2GB'],
    ['cluster_partition_handling', 'pause_minority'],
    ['cluster_formation.peer_discovery_backend', 'rabbit_peer_discovery_k8s'],
    ['cluster_formation.k8s.host', 'kubernetes.default'],
    ['cluster_formation.k8s.address_type', 'hostname'],
    ['cluster_formation.target_cluster_size_hint', String(ifFound(replicas)?.value ?? 1)],
    ['cluster_name', object.name],
    ...(/^[ \t]*auth_mechanisms/m.test(additionalConfig(object))
      ? []
      : ([
          ['auth_mechanisms.1', 'PLAIN'],
          ['auth_mechanisms.2', 'AMQPLAIN'],
        ] as const)),
  ])
}

const [certificate, key, authority] = ['tls.crt', 'tls.key', 'ca.crt'].map(
  name => `/etc/rabbitmq-tls/${name}`,
)

/** What stands before the user's own lines in `90-userDefinedConfiguration.conf`: TLS and the memory that there is. */
function userDefined(object: KubeObject): ReadonlyMap<string, string> {
  const settings = new Map<string, string>()
  const hasTls = isString(specOf(object, 'tls', 'secretName') as string)
  const pair = (prefix: string): unknown =>
    settings.set(`${prefix}.certfile`, certificate ?? '').set(`${prefix}.keyfile`, key ?? '')
  const only = specOf(object, 'tls', 'disableNonTLSListeners') === true
  const plugins = new Set(listOf(dig(object.value, ['spec', 'rabbitmq', 'additionalPlugins'])))
  const web = [
    ['rabbitmq_web_mqtt', 'web_mqtt.ssl', '15676'],
    ['rabbitmq_web_stomp', 'web_stomp.ssl', '15673'],
    ['rabbitmq_web_amqp', 'web_amqp.tls', '15677'],
  ] as const
  const listeners = [
    ['rabbitmq_mqtt', 'mqtt.listeners.ssl.default', '8883'],
    ['rabbitmq_stomp', 'stomp.listeners.ssl.1', '61614'],
    ['rabbitmq_stream', 'stream.listeners.ssl.default', '5551'],
  ] as const
  if (hasTls) {
    pair('ssl_options')
    pair('management.ssl')
    pair('prometheus.ssl')
    settings.set('listeners.ssl.default', '5671').set('management.ssl.port', '15671')
    settings.set('prometheus.ssl.port', '15691')
    if (only) settings.set('listeners.tcp', 'none')
    else settings.set('management.tcp.port', '15672').set('prometheus.tcp.port', '15692')
    for (const [plugin, listener, port] of listeners) if (plugins.has(plugin)) settings.set(listener, port)
    for (const [plugin, prefix, port] of web) {
      if (!plugins.has(plugin)) continue
      settings.set(`${prefix}.port`, port)
      pair(prefix)
    }
  }
  if (isString(specOf(object, 'tls', 'caSecretName') as string)) {
    const prefixes = ['ssl_options', 'management.ssl', 'prometheus.ssl']
    const more = web.flatMap(([plugin, prefix]) => (plugins.has(plugin) ? [prefix] : []))
    for (const prefix of [...prefixes, ...more]) settings.set(`${prefix}.cacertfile`, authority ?? '')
    settings.set('ssl_options.verify', 'verify_peer')
  }
  const limit = wholeQuantityOf(dig(operatorResources(object), ['limits', 'memory']))
  if (limit !== undefined && limit > 0n)
    settings.set('total_memory_available_override_value', String(withoutHeadroom(limit)))
  return settings
}

/** A fifth is left out, at most 2 GiB. */
const withoutHeadroom = (limit: bigint): bigint =>
  limit - (limit / 5n > 2_147_483_648n ? 2_147_483_648n : limit / 5n)

const texts = (object: KubeObject): ReadonlyMap<string, FileText> =>
  new Map(
    operatorTexts.flatMap(([field, file]) => {
      const value = specOf(object, 'rabbitmq', field)
      return typeof value === 'string' && value !== ''
        ? [[file, { value, at: at(object, 'spec', 'rabbitmq', field) }] as const]
        : []
    }),
  )

/**
 * Certificate and key of one Secret, and the authority of another. Up to 2.10 all entries of the first were there too:
 * which operator runs is not known.
 */
const fromFirst = 'what else the Secret holds is mounted by an operator before 2.11 only'

function certificates(object: KubeObject, world: World): VolumeFiles {
  const files = new Map<string, FileText>()
  for (const field of ['secretName', 'caSecretName']) {
    const name = specOf(object, 'tls', field)
    if (typeof name !== 'string' || name === '') continue
    const secret = world.get(kinds.Secret, object.namespace, name)
    if (secret.state === 'unknown') return secret
    if (secret.state === 'absent') return unknown(missing(world, kinds.Secret, name))
    for (const [entry, text] of textsOf(secret.value)) {
      const isSure = field === 'caSecretName' || entry === 'tls.crt' || entry === 'tls.key'
      files.set(entry, isSure ? text : { ...text, unread: fromFirst })
    }
  }
  return found(files)
}
