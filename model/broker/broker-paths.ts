import { absent, found, type Lookup, unknown } from '../kube/lookup.ts'
import type { Environment, EnvironmentValue } from '../pods/environment.ts'
import { plainText } from '../pods/symbolic-text.ts'
import { bitnamiFolders } from './bitnami-links.ts'
import type { BrokerImage } from './broker-image.ts'

/**
 * Where an image looks for its files. Sources: docker-library/rabbitmq, Dockerfile-ubuntu.template;
 * bitnami/containers, rabbitmq: rootfs/opt/bitnami/scripts/rabbitmq-env.sh.
 */
export interface BrokerPaths {
  /** The main file in the new format: the first that is there. */
  readonly mainConf: readonly string[]
  /** The main file in the classic format, Erlang terms, which wins over the one in the new format. */
  readonly classic: readonly string[]
  readonly confFolder: string
  readonly plugins: string
  readonly advanced: readonly string[]
  /** The folder that holds the nodes' data. */
  readonly data: Lookup<string>
  /** The home directory of the node's user, where the Erlang cookie is looked for. */
  readonly home: Lookup<string>
  readonly nodeNameVariable: string
}

const official = {
  etc: '/etc/rabbitmq',
  home: '/var/lib/rabbitmq',
  data: '/var/lib/rabbitmq/mnesia',
  nodeName: 'RABBITMQ_NODENAME',
}
const bitnami = {
  etc: bitnamiFolders.etc,
  home: '/opt/bitnami/rabbitmq/.rabbitmq',
  data: '/bitnami/rabbitmq/mnesia',
  nodeName: 'RABBITMQ_NODE_NAME',
}

/** @param data where the maker of the pods has the data */
export function pathsOf(image: BrokerImage, environment: Environment, data: string | undefined): BrokerPaths {
  const base = image.flavour === 'bitnami' ? bitnami : official
  const variable = (name: string): string | undefined => {
    const value = environment.get(name)
    return value.state === 'found' ? plainText(value.value.text) : undefined
  }
  const main = variable('RABBITMQ_CONFIG_FILE')
  const { named, classic } = mainFiles(main ?? `${base.etc}/rabbitmq`)
  const folder = variable('RABBITMQ_CONFIG_FILES')?.replace(/\/\*[^/]*$/, '')
  return {
    mainConf: main === undefined ? [`${base.etc}/rabbitmq.conf`] : named,
    classic,
    confFolder: folder ?? `${base.etc}/conf.d`,
    plugins: variable('RABBITMQ_ENABLED_PLUGINS_FILE') ?? `${base.etc}/enabled_plugins`,
    advanced: [variable('RABBITMQ_ADVANCED_CONFIG_FILE') ?? `${base.etc}/advanced.config`],
    data: dataFolder(
      data === undefined ? name => environment.get(name) : name => seen(environment, name),
      data ?? base.data,
    ),
    home: plainVariable(environment, 'HOME', base.home),
    nodeNameVariable: base.nodeName,
  }
}

/** The files that a name stands for, with or without extension. Source: rabbit_prelaunch_conf.erl@v4.3.5. */
function mainFiles(name: string): { named: readonly string[]; classic: readonly string[] } {
  if (name.endsWith('.conf')) return { named: [name], classic: [] }
  if (name.endsWith('.config')) return { named: [], classic: [name] }
  return { named: [`${name}.conf`], classic: [`${name}.config`] }
}

/** Source: rabbit_env.erl@v4.3.5: RABBITMQ_MNESIA_DIR, else RABBITMQ_MNESIA_BASE and the node name. */
function dataFolder(variable: (name: string) => Lookup<EnvironmentValue>, fallback: string): Lookup<string> {
  for (const name of ['RABBITMQ_MNESIA_DIR', 'RABBITMQ_MNESIA_BASE']) {
    const value = variable(name)
    if (value.state === 'unknown') return value
    if (value.state === 'absent') continue
    // Only the leading literal part decides which mount it lies on: the rest may hold the pod's name.
    const literal = plainText(value.value.text) ?? leading(value.value.text[0])
    return literal === undefined ? unknown(`the value of ${name} is not known`) : found(literal)
  }
  return found(fallback)
}
/** The value of a variable that is a path; unknown where it depends on the pod. */
const plainVariable = (environment: Environment, name: string, fallback: string): Lookup<string> => {
  const value = environment.get(name)
  if (value.state !== 'found') return value.state === 'absent' ? found(fallback) : value
  const text = plainText(value.value.text)
  return text === undefined ? unknown(`the value of ${name} is not known`) : found(text)
}
const leading = (piece: unknown): string | undefined =>
  typeof piece === 'string' ? piece.replace(/\/[^/]*$/, '') : undefined

/** A variable that is written; who makes the pods sets no other. */
const seen = (environment: Environment, name: string): Lookup<EnvironmentValue> => {
  const value = environment.seen.get(name)
  return value ? found(value) : absent()
}
