import { later } from '../../../facts/later.ts'
import type { ShellCommand } from '../shell/shell.ts'
import { partOf, type ShellText, type ShellWord } from '../shell/shell-text.ts'
import { optionOr, type PolicyCommand, priorityOf, type ReadCommand } from './broker-command.ts'
import { type CommandProblem, type OptionGrammar, readOptions } from './command-options.ts'

const named = (names: string): Record<string, string> =>
  Object.fromEntries(names.split(' ').map(name => [`--${name}`, name]))

/*
 * Sources: deps/rabbitmq_management/bin/rabbitmqadmin of rabbitmq-server (version 1, up to 4.2) and src/cli/mod.rs of
 * rabbitmq/rabbitmqadmin-ng (version 2). Their options do not contradict one another where both have them, but for
 * `-s`, a flag in both.
 */
const grammar: () => OptionGrammar = later(() => ({
  valued: {
    ...named('config node host port path-prefix vhost username password base-uri ssl-key-file ssl-cert-file'),
    ...named('ssl-ca-cert-file request-timeout format sort depth'),
    ...named(
      'name pattern definition priority apply-to applies-to file tls-ca-cert-file tls-cert-file tls-key-file',
    ),
    ...named('timeout non-interactive-format table-style'),
    '-c': 'config',
    '-N': 'node',
    '-H': 'host',
    '-P': 'port',
    '-V': 'vhost',
    '-u': 'username',
    '-p': 'password',
    '-U': 'base-uri',
    '-t': 'request-timeout',
    '-f': 'format',
    '-S': 'sort',
    '-d': 'depth',
  },
  flags: {
    ...named(
      'quiet ssl ssl-disable-hostname-verification ssl-insecure sort-reverse bash-completion version help',
    ),
    ...named('use-tls insecure verbose stdin idempotently non-interactive'),
    '-q': 'quiet',
    '-s': 'ssl',
    '-k': 'ssl-insecure',
    '-R': 'sort-reverse',
    '-v': 'verbose',
    '-h': 'help',
  },
  bundles: true,
  hyphenValues: true,
}))

/** What `declare policy` and `policies declare` are called in both versions. */
const groups: Readonly<Record<string, { readonly operator: boolean }>> = {
  policy: { operator: false },
  policies: { operator: false },
  operator_policy: { operator: true },
  operator_policies: { operator: true },
}
const actions: Readonly<Record<string, PolicyCommand['action']>> = {
  declare: 'set',
  set: 'set',
  update: 'set',
  delete: 'clear',
}

/** Reads `rabbitmqadmin` of either version as far as policies and definitions go. */
export function readRabbitmqadmin({ args: words, input }: ShellCommand): ReadCommand {
  const read = readOptions(words, grammar())
  const [first, second, ...rest] = read.positional
  const verb = [first, second]
    .map(word => word?.value ?? '')
    .join(' ')
    .trim()
  const base = {
    verb,
    args: rest,
    options: read.options,
    problems: [],
    policy: undefined,
    definitions: undefined,
  }
  const [action, group] = policyVerb(first?.value, second?.value)
  if (action && group)
    return { ...base, ...policyCommand(action, group.operator, rest, read.options, second) }
  // Version 1: `import FILE`; version 2: `definitions import --file FILE`, or `--stdin`.
  if (first?.value === 'import') return { ...base, definitions: { file: second?.value, text: undefined } }
  if (verb !== 'definitions import') return base
  const file = read.options.get('file')?.value
  return { ...base, definitions: { file, text: read.options.has('stdin') ? input : undefined } }
}

function policyVerb(
  first = '',
  second = '',
): [PolicyCommand['action'] | undefined, { operator: boolean } | undefined] {
  const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
    Object.hasOwn(table, key) ? table[key] : undefined
  const direct = own(actions, first)
  return direct ? [direct, own(groups, second)] : [own(actions, second), own(groups, first)]
}

function policyCommand(
  action: PolicyCommand['action'],
  operator: boolean,
  words: readonly ShellWord[],
  options: ReadonlyMap<string, ShellText>,
  verb: ShellWord | undefined,
): Pick<ReadCommand, 'policy' | 'problems'> {
  const problems: CommandProblem[] = []
  // Version 2 has options where version 1 has `name=value` words.
  const isSecond = words.length === 0 && options.has('name')
  const given = isSecond ? options : pairs(words, problems)
  const missing = isSecond ? ['name', 'pattern', 'definition', 'apply-to'] : ['name', 'pattern', 'definition']
  const wanted = action === 'set' ? missing : ['name']
  const isBlind = words.some(({ value }) => value === undefined)
  for (const name of isBlind ? [] : wanted)
    if (!given.has(name) && !(name === 'apply-to' && given.has('applies-to')) && verb)
      problems.push({ kind: 'arguments', message: `the mandatory argument ${name} is missing`, at: verb })
  return { policy: policyOf(action, operator, given, options, problems), problems }
}

const policyOf = (
  action: PolicyCommand['action'],
  operator: boolean,
  given: ReadonlyMap<string, ShellText>,
  options: ReadonlyMap<string, ShellText>,
  problems: CommandProblem[],
): PolicyCommand => ({
  action,
  operator,
  vhost: optionOr(options.get('vhost'), '/'),
  name: given.get('name')?.value,
  pattern: given.get('pattern')?.value,
  definition: action === 'set' ? given.get('definition') : undefined,
  priority: priorityOf(given.get('priority'), problems),
  applyTo: optionOr(given.get('apply-to') ?? given.get('applies-to'), 'all'),
  body: undefined,
})

const pairNames: ReadonlySet<string> = new Set(['name', 'pattern', 'definition', 'priority', 'apply-to'])

/** `name=value` words of version 1. Of a word that is not known, the name may still be written. */
function pairs(words: readonly ShellWord[], problems: CommandProblem[]): ReadonlyMap<string, ShellText> {
  const found = new Map<string, ShellText>()
  for (const word of words) {
    const name = /^["']?([\w-]+)=/.exec(word.value ?? word.text)?.[1]
    if (name === undefined) {
      if (word.value !== undefined)
        problems.push({ kind: 'arguments', message: 'an argument that is not name=value', at: word })
    } else if (!pairNames.has(name))
      problems.push({ kind: 'arguments', message: `there is no argument ${name}`, at: word })
    else found.set(name, partOf(word, { start: name.length + 1, end: word.value?.length ?? 0 }))
  }
  return found
}
