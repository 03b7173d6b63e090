import type { Release } from '../../facts/release.ts'
import { releaseRange } from '../../facts/release-range.ts'
import type { Broker } from '../broker/broker.ts'
import type { Address } from '../kube/address.ts'
import { absent, found, type Lookup, unknown } from '../kube/lookup.ts'
import { inContainer } from '../pods/container.ts'
import { plainText } from '../pods/symbolic-text.ts'
import type { Advanced } from '../settings/advanced.ts'
import type { Config } from '../settings/config.ts'
import type { User, UserSources } from './user.ts'

/** A part of the default user as somebody set it. */
interface Part {
  /** Undefined where it is only known when the pod starts. */
  readonly text: string | undefined
  readonly at: Address
  readonly sensitive: boolean
}

/** The variables that set name and password of the default user, by the image. */
export const credentialVariables = ({
  image,
}: Pick<Broker, 'image'>): readonly [user: string, password: string] =>
  image.flavour === 'bitnami'
    ? ['RABBITMQ_USERNAME', 'RABBITMQ_PASSWORD']
    : ['RABBITMQ_DEFAULT_USER', 'RABBITMQ_DEFAULT_PASS']

/**
 * The user that a node makes on an empty data directory. A variable wins over advanced.config, and that over rabbitmq.conf.
 * Absent where an operator, a chart or the image makes up one that nobody wrote.
 * Sources: rabbit.erl@v4.3.5, get_default_data_param/1; docker-entrypoint.sh of 3.8, which writes the variables into the file.
 */
export function defaultUser(broker: Broker, sources: Omit<UserSources, 'definitions'>): Lookup<User> {
  const [userVariable, passwordVariable] = credentialVariables(broker)
  const { made } = broker.workload
  const name = partOf(broker, sources, userVariable, 'default_user')
  const password = partOf(broker, sources, passwordVariable, 'default_pass')
  const isMadeUp = made.makesUser === true || made.unseen !== undefined || broker.image.flavour === 'bitnami'
  if (isMadeUp) {
    const user = written(ifThere(name), ifThere(password))
    return user.state === 'absent' && made.unseen !== undefined ? unknown(made.unseen) : user
  }
  if (name.state === 'unknown') return name
  if (password.state === 'unknown') return password
  const [user, secret] = [ifThere(name), ifThere(password)]
  if (user === undefined && secret === undefined && broker.image.flavour === 'custom')
    return unknown('the image may set a default user of its own')
  const at = user?.at ?? secret?.at ?? inContainer(broker.workload.template, broker.container, 'image')
  return found({
    name: user === undefined ? 'guest' : user.text,
    password: secret === undefined ? 'guest' : secret.text,
    at,
    sensitive: user?.sensitive === true || secret?.sensitive === true,
    madeBy: user === undefined && secret === undefined ? 'omission' : 'setting',
  })
}

const ifThere = (part: Lookup<Part>): Part | undefined => (part.state === 'found' ? part.value : undefined)

/** Only what is written for both says anything: the other half is made up. */
function written(name: Part | undefined, password: Part | undefined): Lookup<User> {
  if (name === undefined || password === undefined) return absent()
  return found({
    name: name.text,
    password: password.text,
    at: name.at,
    sensitive: name.sensitive || password.sensitive,
    madeBy: 'setting',
  })
}

/** From 3.9 on the node reads the variables itself, whatever the image. */
export const readsVariables = releaseRange('>=3.9')

function partOf(
  broker: Broker,
  { config, advanced, release }: { config: Config; advanced: Advanced; release: Release },
  variable: string,
  key: 'default_user' | 'default_pass',
): Lookup<Part> {
  const values = broker.workload.made.credentials?.[key === 'default_user' ? 'user' : 'password']
  if (values) return found({ text: values.value, at: values.at, sensitive: values.sensitive === true })
  const value = broker.environment.get(variable)
  const { flavour } = broker.image
  const isRead =
    readsVariables.has(release) || flavour === 'bitnami' || (flavour === 'official' && broker.startsByItself)
  if (value.state === 'unknown') return value
  if (value.state === 'found' && plainText(value.value.text) !== '' && (isRead || flavour === 'custom')) {
    if (!isRead) return unknown(`the image may do with ${variable} what it likes`)
    const { text, at, sensitive } = value.value
    return found({ text: plainText(text), at, sensitive })
  }
  const term = advanced.setting('rabbit', key)
  if (term.state === 'unknown') return term
  if (term.state === 'found') {
    const { kind } = term.value.term
    const text = kind === 'binary' || kind === 'string' ? term.value.term.value : undefined
    return found({ text, at: term.value.at, sensitive: term.value.sensitive })
  }
  const setting = config.effective(key)
  if (setting.state !== 'found') return setting
  const { value: text, at, sensitive } = setting.value
  const isEncrypted = text.startsWith('encrypted:')
  return found({
    text: isEncrypted ? undefined : text,
    at,
    sensitive: key === 'default_user' && sensitive === true,
  })
}
