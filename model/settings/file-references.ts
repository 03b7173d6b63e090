import { confSchema } from '../../facts/conf/index.ts'
import type { Release } from '../../facts/release.ts'
import type { Broker } from '../broker/broker.ts'
import type { Address } from '../kube/address.ts'
import { absent, eachOf, found, ifSeen, type Lookup, type Seen, unknown } from '../kube/lookup.ts'
import { cleanPath, isBelow } from '../pods/container.ts'
import { environmentText } from '../pods/environment.ts'
import type { Config } from './config.ts'

/** A place where the configuration names a file of the container. */
export interface FileReference {
  /** The key or variable that names it. */
  readonly name: string
  readonly path: string
  readonly at: Address
  /** Whether the node does not boot without the file; else it goes on as if nothing had been said. */
  readonly needed: boolean
  readonly sensitive: boolean
  /** Whether it is there: in a mount, or in the image. */
  readonly file: Lookup<true>
}

/** The files that rabbitmq.conf and the variables of the container name. */
export function fileReferences(broker: Broker, config: Config, release: Release): Seen<FileReference> {
  const settings = fromSettings(config, release)
  const named = [...ifSeen(settings), ...fromVariables(broker)]
  return {
    ...settings,
    items: named.map(reference => ({ ...reference, file: whereabouts(broker, reference.candidates) })),
  }
}

type Named = Omit<FileReference, 'file'> & { readonly candidates: readonly string[] }

function fromSettings(config: Config, release: Release): Seen<Named> {
  const schema = confSchema(release)
  return eachOf(config.matching(''), ({ key, value, at, sensitive, generated }) => {
    const names = schema.find(key)?.names
    // A folder that is not there may be made; $(NAME) is not known here.
    if (generated || !value.startsWith('/') || value.includes('$(')) return []
    if (names !== 'file' && key !== 'definitions.local.path') return []
    return [{ name: key, path: value, at, needed: true, sensitive: sensitive === true, candidates: [value] }]
  })
}

/** Variables that name a file which the node reads. Source: rabbit_env.erl@v4.3.5; docker-library/rabbitmq up to 3.8. */
const variables = [
  'RABBITMQ_CONFIG_FILE',
  'RABBITMQ_ADVANCED_CONFIG_FILE',
  'RABBITMQ_ENABLED_PLUGINS_FILE',
  'RABBITMQ_CONF_ENV_FILE',
  'RABBITMQ_DEFAULT_PASS_FILE',
  'RABBITMQ_DEFAULT_USER_FILE',
]

function fromVariables(broker: Broker): readonly Named[] {
  return variables.flatMap(name => {
    const value = environmentText(broker.environment, name)
    if (value.state !== 'found' || value.value.generated || !value.value.value.startsWith('/')) return []
    // The node makes the list of plugins itself where a variable gives it.
    const isWritten =
      name === 'RABBITMQ_ENABLED_PLUGINS_FILE' &&
      broker.environment.get('RABBITMQ_ENABLED_PLUGINS').state !== 'absent'
    if (isWritten) return []
    const { value: path, at } = value.value
    const candidates = name === 'RABBITMQ_CONFIG_FILE' ? [path, `${path}.conf`, `${path}.config`] : [path]
    return [{ name, path, at, needed: false, sensitive: false, candidates }]
  })
}

/** Folders of the official image that hold files nobody mounts, and what Kubernetes mounts by itself. */
const elsewhere = ['/etc/ssl', '/usr', '/opt', '/proc', '/dev', '/var/run/secrets', '/run/secrets', '/vault']

function whereabouts({ files, image, workload }: Broker, candidates: readonly string[]): Lookup<true> {
  for (const candidate of candidates) {
    const file = files.read(candidate)
    if (file.state === 'unknown') return file
    const folder = files.list(candidate)
    if (file.state === 'found' || folder.items.length > 0) return found(true)
    if (!folder.complete) return unknown(folder.why)
  }
  const path = cleanPath(candidates[0] ?? '/')
  if (files.mountOf(path)) return absent()
  // Whether the account's token is mounted is another rule's business.
  if (isBelow(path, '/var/run/secrets/kubernetes.io') || isBelow(path, '/run/secrets/kubernetes.io'))
    return found(true)
  if (elsewhere.some(folder => isBelow(path, folder))) return unknown(`${path} may come with the image`)
  if (image.flavour !== 'official') return unknown(`the image may carry ${path}`)
  const injected = Object.keys(workload.template.annotations).some(key => key.includes('inject'))
  return injected ? unknown('something is injected into the pod') : absent()
}
