import { autoclusterReleases } from '../../facts/autocluster.ts'
import {
  type Backend as BackendModule,
  backendModule,
  k8sDiscovery,
  k8sSetting,
  type DiscoverySetting as SettingOfBackend,
} from '../../facts/peer-discovery.ts'
import type { Release } from '../../facts/release.ts'
import type { Broker } from '../broker/broker.ts'
import type { Address, Located } from '../kube/address.ts'
import { absent, andThen, found, ifFound, type Lookup, map, unknown } from '../kube/lookup.ts'
import { environmentText } from '../pods/environment.ts'
import { plainText, type SymbolicText, substitute, textFrom } from '../pods/symbolic-text.ts'
import type { Config } from '../settings/config.ts'
import { namespaceOf } from './node-name.ts'

export interface Backend extends Located<string> {
  /** Which backend the value means; undefined where no release knows it. */
  readonly module: BackendModule | undefined
  readonly keyAt: Address
  readonly generated: boolean
}

/** A setting of the Kubernetes backend, with where its value comes from. */
export interface DiscoverySetting {
  readonly text: SymbolicText
  readonly source: 'environment' | 'configuration' | 'default'
  /** Where it is written; the backend's own place for a default. */
  readonly at: Address
  readonly generated: boolean
  /** It comes from a Secret. */
  readonly sensitive: boolean
}

/** How the nodes of one cluster find each other. */
export interface Discovery {
  /** Absent: none is set, and the broker forms no cluster by itself. */
  readonly backend: Lookup<Backend>
  /** Up to 4.0 the Kubernetes backend asks the API server for Endpoints; from 4.1 it computes the seed node's name. */
  readonly asksApi: boolean
  /** What the Kubernetes backend uses: variable before configuration before default (up to 4.0). */
  setting(name: K8sSetting): Lookup<DiscoverySetting>
  /** What a setting is called where it is written, or would be: the plugin of 3.6 and older has no keys in rabbitmq.conf. */
  called(name: K8sSetting): string
}

/** Settings of the Kubernetes backend that rules ask for, without their common prefix. */
export type K8sSetting = 'host' | 'port' | 'token_path' | 'service_name' | 'address_type' | 'hostname_suffix'

export function discoveryOf(broker: Broker, config: Config, release: Release): Discovery {
  const isPlugin = autoclusterReleases.has(release)
  const backend = isPlugin
    ? backendOfAutocluster(broker, release)
    : map(
        config.effective('cluster_formation.peer_discovery_backend'),
        ({ value, at, keyAt, generated, sensitive = false }): Backend => ({
          ...{ value, at, keyAt, generated, sensitive },
          module: backendModule(value, release),
        }),
      )
  const setting = (name: K8sSetting) =>
    settingOf(broker, isPlugin ? undefined : config, backend, k8sSetting(name))
  return {
    backend,
    asksApi: k8sDiscovery(release) === 'endpoints',
    setting,
    called(name) {
      const { key, env = key } = k8sSetting(name)
      return isPlugin || ifFound(setting(name))?.source === 'environment' ? env : key
    },
  }
}

/** Up to 3.6 a plugin does it, which has the same variables. Source: rabbitmq-autocluster at e9aef34a, autocluster.hrl. */
const backendOfAutocluster = ({ environment }: Broker, release: Release): Lookup<Backend> =>
  map(environmentText(environment, 'AUTOCLUSTER_TYPE'), ({ value, at, generated }) => ({
    ...{ value, at, keyAt: at, generated },
    module: backendModule(value, release),
  }))

/** Source: rabbit_peer_discovery_config.erl@v4.0.9, get_from_env_variable_or_map: the variable wins over rabbitmq.conf. */
function settingOf(
  broker: Broker,
  config: Config | undefined,
  backend: Lookup<Backend>,
  { key, env: variable, default: defaultValue }: SettingOfBackend,
): Lookup<DiscoverySetting> {
  if (variable !== undefined) {
    const value = broker.environment.get(variable)
    if (value.state === 'unknown') return value
    if (value.state === 'found') {
      const { text, at, sensitive, generated } = value.value
      return found({ text, source: 'environment', at, generated, sensitive })
    }
  }
  const setting = config?.effective(key)
  if (setting?.state === 'unknown') return setting
  if (setting?.state === 'found') {
    const { value, at, generated, sensitive = false } = setting.value
    return found({ text: textFrom(value), source: 'configuration', at, generated, sensitive })
  }
  if (backend.state !== 'found') return unknown('no peer discovery backend is set')
  return found({
    text: textFrom(defaultValue ?? ''),
    source: 'default',
    at: backend.value.at,
    generated: false,
    sensitive: false,
  })
}

/** The Service that peer discovery asks for; absent where it asks for none, or for one whose name only the pods know. */
export function askedServiceOf({ backend, asksApi, setting }: Discovery, broker: Broker): Lookup<string> {
  if (!asksApi) return absent()
  if (backend.state !== 'found') return backend
  if (backend.value.module !== 'k8s') return absent()
  return andThen(setting('service_name'), ({ text }) => {
    const name = plainText(substitute(text, namespaceOf(broker)))
    return name === undefined ? absent() : found(name)
  })
}
