import { type Address, type Located, within } from '../kube/address.ts'
import { absent, andThen, found, type Lookup, unknown } from '../kube/lookup.ts'
import { type Environment, type EnvironmentValue, environmentText } from '../pods/environment.ts'
import type { ContainerFiles, File } from '../pods/files.ts'
import type { BrokerImage } from './broker-image.ts'

/*
 * rabbitmq-env.conf: a shell script of assignments, `NODENAME=...` or `RABBITMQ_NODENAME=...`. A variable of the
 * container wins over it, and in it the name with the prefix over the one without.
 * Source: rabbit_env.erl@v4.3.5, load_conf_env_file/1 and get_prefixed_env_var/1.
 */

const prefix = 'RABBITMQ_'

/** The variables of the container with those of rabbitmq-env.conf under them. */
export function withEnvironmentFile(
  environment: Environment,
  { image, files }: { image: BrokerImage; files: ContainerFiles },
): Environment {
  let variables: Variables | undefined
  return {
    ...environment,
    get(name) {
      const own = environment.get(name)
      if (own.state !== 'absent' || !name.startsWith(prefix)) return own
      variables ??= variablesIn(environmentFileOf(environment, image, files))
      return variables(name)
    },
  }
}

type Variables = (name: string) => Lookup<EnvironmentValue>

/** The rabbitmq-env.conf that the node reads, where one is there. `environment` is that of the container alone. */
export function environmentFileOf(
  environment: Environment,
  image: BrokerImage,
  files: ContainerFiles,
): Lookup<File> {
  const named = environmentText(environment, 'RABBITMQ_CONF_ENV_FILE')
  if (named.state !== 'absent') return andThen(named, ({ value }) => files.read(value))
  const path = image.flavour === 'bitnami' ? bitnami : official
  const file = files.read(path)
  // In a volume that was not seen such a file may be, too. So seldom is it there that this ends no rule, unless it is mounted by its name.
  return file.state === 'unknown' && files.mountOf(path)?.path !== path ? absent() : file
}
const official = '/etc/rabbitmq/rabbitmq-env.conf'
const bitnami = '/opt/bitnami/rabbitmq/etc/rabbitmq/rabbitmq-env.conf'

function variablesIn(file: Lookup<File>): Variables {
  if (file.state !== 'found') return () => file
  const { assignments, isScript } = read(file.value)
  return name => {
    const value = assignments.get(name) ?? assignments.get(name.slice(prefix.length))
    if (value)
      return value.value === undefined
        ? unknown(`${shortName} works ${name} out`)
        : found(variableOf(value, file.value))
    return isScript ? unknown(`${shortName} does more than set variables`) : absent()
  }
}
const shortName = 'rabbitmq-env.conf'

interface Assignment {
  /** Undefined where the shell works it out. */
  readonly value: string | undefined
  readonly at: Address
}

const variableOf = (
  { value = '', at: place }: Assignment,
  { sensitive = false }: Located<string>,
): EnvironmentValue => ({
  text: value === '' ? [] : [value],
  at: place,
  unresolved: [],
  sensitive,
  generated: false,
})

/** The assignments of a file, the last of a name; whether it holds anything else. */
function read(file: File): {
  readonly assignments: ReadonlyMap<string, Assignment>
  readonly isScript: boolean
} {
  const assignments = new Map<string, Assignment>()
  let isScript = false
  for (const line of file.value.split(/\r?\n/)) {
    const [, name, text] = /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)=(.*)$/.exec(line) ?? []
    if (name !== undefined && text !== undefined)
      assignments.set(name, { value: literal(text), at: within(file.at, { as: 'conf' }, name) })
    else isScript ||= !/^[ \t]*(?:#.*)?$/.test(line)
  }
  return { assignments, isScript }
}

/** A word of shell without expansions; undefined for all others. */
function literal(text: string): string | undefined {
  const [, single, double, plain] =
    /^(?:'([^']*)'|"([^"$`\\]*)"|([^\s'"$`\\;&|<>(){}*?#~]*))[ \t]*(?:#.*)?$/.exec(text) ?? []
  return single ?? double ?? plain
}
