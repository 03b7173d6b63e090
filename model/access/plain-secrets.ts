import type { Broker } from '../broker/broker.ts'
import { placeInScript, type RunScript } from '../broker/run-scripts.ts'
import { brokerCommands } from '../formats/commands/rabbitmqctl.ts'
import { type Address, type Located, within } from '../kube/address.ts'
import { isString, type Json, listOf, member } from '../kube/json.ts'
import { ifFound, ifSeen, type Seen, someOf, whyOpen } from '../kube/lookup.ts'
import { isFilledIn } from '../kube/placeholders.ts'
import { type Definitions, definitionItems } from '../messaging/definitions.ts'
import { containersOf, inContainer } from '../pods/container.ts'
import { tooManyFiles } from '../pods/container-files.ts'
import { plainText } from '../pods/symbolic-text.ts'
import type { Config } from '../settings/config.ts'
import { credentialVariables } from './default-user.ts'
import { isHash } from './password-hash.ts'

/** A secret that is written out where it is no secret: its value is known here, and is never to be shown. */
export interface PlainSecret {
  readonly what: 'cookie' | 'password'
  /** Whose password: of the user that a new node makes, of one in definitions or in a command, of anything else. */
  readonly of: 'default-user' | 'definitions' | 'command' | 'other'
  /** What it is called there: a variable, a key, `the password of user x`. */
  readonly name: string
  readonly value: string
  readonly at: Address
}

export interface PlainSources {
  readonly config: Config
  readonly definitions: Seen<Definitions>
  readonly scripts: Seen<RunScript>
}

/** Passwords and cookies in plain text, outside of Secrets: in variables, configuration, definitions, probes and values. */
export function plainSecretsOf(
  broker: Broker,
  { config, definitions, scripts }: PlainSources,
): Seen<PlainSecret> {
  const items = [
    ...inVariables(broker),
    ...inConfiguration(config),
    ...definitions.items.flatMap(inDefinitions),
    ...inProbes(broker),
    ...inFiles(broker),
    ...ifSeen(scripts).flatMap(script => [...inScript(script), ...inCommands(script)]),
    ...inValues(broker),
  ]
  const written = items.filter(({ value }) => !isVariable.test(value))
  return someOf(
    written,
    whyOpen(config.files) ?? whyOpen(definitions) ?? whyOpen(scripts) ?? whyNotShown(broker),
  )
}

/** Why files that are there were not looked at: what lies on a disk nobody knows, and nothing is said of it. */
const whyNotShown = ({ files }: Broker): string | undefined =>
  files.mounts.some(mount => {
    const shown = files.shownBy(mount)
    return shown.state === 'unknown' && shown.why === tooManyFiles
  })
    ? tooManyFiles
    : undefined

/** The name of a variable in the place of the value: whatever puts one there, or forgets to, this is no secret. */
const isVariable = /^\$[({][\w.:-]+[)}]$/

const cookieVariables: ReadonlySet<string> = new Set([
  'RABBITMQ_ERLANG_COOKIE',
  'ERLANG_COOKIE',
  'RABBITMQ_ERL_COOKIE',
])
/** Variables with arguments for the Erlang VM, of which one is the cookie. */
const argumentVariables = /^RABBITMQ_(?:SERVER_ADDITIONAL_ERL_ARGS|SERVER_ERL_ARGS|CTL_ERL_ARGS)$/

function inVariables(broker: Broker): readonly PlainSecret[] {
  const [, password] = credentialVariables(broker)
  return [...broker.environment.seen].flatMap(
    ([name, { text, at, sensitive, generated }]): readonly PlainSecret[] => {
      const value = plainText(text)
      if (value === undefined || value === '' || sensitive || generated || value.includes('$(')) return []
      if (name === password) return [{ what: 'password', of: 'default-user', name, value, at }]
      if (cookieVariables.has(name)) return [{ what: 'cookie', of: 'other', name, value, at }]
      const cookie = argumentVariables.test(name) ? /(?:^|\s)-setcookie\s+(\S+)/.exec(value)?.[1] : undefined
      return cookie === undefined ? [] : [{ what: 'cookie', of: 'other', name, value: cookie, at }]
    },
  )
}

const passwordKey = /(?:pass|password|passphrase|passcode|secret|secret_key)$/

/** Lines of the user's own; an encrypted value is none that can be read. */
const inConfiguration = (config: Config): readonly PlainSecret[] =>
  ifSeen(config.files)
    .filter(({ sensitive }) => !sensitive)
    .flatMap(({ settings }) => settings)
    .filter(
      ({ key, value, generated, open }) =>
        passwordKey.test(key) &&
        value !== '' &&
        !generated &&
        open === undefined &&
        !value.startsWith('encrypted:'),
    )
    .map(
      ({ key, value, lineAt }): PlainSecret => ({
        what: 'password',
        of: key === 'default_pass' ? 'default-user' : 'other',
        name: key,
        value,
        at: lineAt,
      }),
    )

function inDefinitions(file: Definitions): readonly PlainSecret[] {
  if (file.file.sensitive === true) return []
  return definitionItems(file, 'users').flatMap(({ value, at }) => {
    const name = `the password of user ${String(member(value, 'name'))}`
    const texts: readonly (readonly [string, Json | undefined])[] = [
      ['password', member(value, 'password')],
      ['password_hash', member(value, 'password_hash')],
    ]
    return texts.flatMap(([key, text]) =>
      isString(text) && text !== '' && !isFilledIn(text, at.object) && (key === 'password' || !isHash(text))
        ? [{ what: 'password' as const, of: 'definitions' as const, name, value: text, at: within(at, key) }]
        : [],
    )
  })
}

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe']

/** `Authorization: Basic ...` is name and password in base64. */
const inProbes = ({ workload: { template } }: Broker): readonly PlainSecret[] =>
  containersOf(template).flatMap(container =>
    probes.flatMap(probe =>
      listOf(member(member(member(container.value, probe), 'httpGet'), 'httpHeaders')).flatMap(
        (header, index) => {
          const [name, value] = [member(header, 'name'), member(header, 'value')]
          const isBasic =
            isString(name) && /^authorization$/i.test(name) && isString(value) && /^Basic \S/.test(value)
          if (!isBasic || isFilledIn(value, template.locate([]).object)) return []
          const at = inContainer(template, container, probe, 'httpGet', 'httpHeaders', index, 'value')
          return [
            { what: 'password' as const, of: 'other' as const, name: `the header of ${probe}`, value, at },
          ]
        },
      ),
    ),
  )

/** The cookie file itself, from a ConfigMap. */
const inFiles = ({ files }: Broker): readonly PlainSecret[] =>
  files.mounts.flatMap(mount =>
    (ifFound(files.shownBy(mount)) ?? []).flatMap(({ path, value, at, sensitive, generated }) =>
      /\.erlang\.cookie$/.test(path) && sensitive !== true && generated !== true && value.trim() !== ''
        ? [{ what: 'cookie' as const, of: 'other' as const, name: path, value, at }]
        : [],
    ),
  )

/** `echo COOKIE > .erlang.cookie`. Each word of a command is looked at once. */
function inScript(script: RunScript): readonly PlainSecret[] {
  const items = [...new Set(script.commands.map(({ place }) => place.item))]
  return items.flatMap(item => {
    const match = /\becho (?:-n )?["']?(\w[\w-]*)["']? ?> ?[^\s;&|]*\.erlang\.cookie/.exec(script.text(item))
    return match?.[1] === undefined
      ? []
      : [
          {
            what: 'cookie' as const,
            of: 'other' as const,
            name: 'a script',
            value: match[1],
            at: script.at(item),
          },
        ]
  })
}

/** Commands whose second argument is a password. */
const takePassword: ReadonlySet<string> = new Set(['add_user', 'change_password', 'authenticate_user'])

const inCommands = (script: RunScript): readonly PlainSecret[] =>
  brokerCommands(script.commands).flatMap(({ tool, verb, args, options, place }) => {
    const value =
      tool === 'rabbitmqadmin'
        ? options.get('password')?.value
        : takePassword.has(verb)
          ? args[1]?.value
          : undefined
    const at = placeInScript(script, place)
    // Everybody knows that of guest: whether anybody can log in with it, other rules say.
    const isSecret = value !== undefined && value !== '' && value !== 'guest'
    if (!isSecret || at.object.kind === 'Secret' || isFilledIn(value, at.object)) return []
    return [{ what: 'password' as const, of: 'command' as const, name: `${tool} ${verb}`, value, at }]
  })

function inValues({ workload: { made } }: Broker): readonly PlainSecret[] {
  const [password, cookie] = [made.credentials?.password, made.credentials?.cookie].map(value =>
    value?.sensitive ? undefined : value,
  )
  const named = (value: Located<string>): Located<string> & { readonly name: string } => ({
    ...value,
    name: value.at.path.join('.'),
  })
  return [
    ...(password ? [{ what: 'password' as const, of: 'default-user' as const, ...named(password) }] : []),
    ...(cookie ? [{ what: 'cookie' as const, of: 'other' as const, ...named(cookie) }] : []),
  ]
}
