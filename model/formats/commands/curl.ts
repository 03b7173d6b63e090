import { later } from '../../../facts/later.ts'
import { isString, type Json, member } from '../../kube/json.ts'
import { jsonDialect } from '../json/json-dialect.ts'
import { type JsonNode, jsonOf, parseJson } from '../json/json-tree.ts'
import type { ShellCommand } from '../shell/shell.ts'
import { partOf, type ShellText, type ShellWord } from '../shell/shell-text.ts'
import { FormatError } from '../text/codec.ts'
import type { PolicyCommand, ReadCommand } from './broker-command.ts'
import { type CommandProblem, type OptionGrammar, readOptions } from './command-options.ts'

/** Source: the manual page of curl. Only options with a value matter; all others are flags. */
const valuedShort = 'A b c C d D e E F h H K m o P Q r t T u U w x X y Y z'
const valuedLong =
  'url request data data-raw data-binary data-ascii data-urlencode json user header output write-out max-time ' +
  'connect-timeout retry retry-delay retry-max-time upload-file user-agent cookie cacert cert key proxy resolve ' +
  'form referer range config netrc-file unix-socket'
const flagsShort = '# 0 1 2 3 4 6 a B f g G i I j J k l L M n N O p q R s S v V Z :'
const names: Readonly<Record<string, string>> = {
  d: 'data',
  X: 'request',
  T: 'upload-file',
  u: 'user',
  H: 'header',
}

const grammar: () => OptionGrammar = later(() => ({
  valued: {
    ...Object.fromEntries(valuedLong.split(' ').map(name => [`--${name}`, name])),
    ...Object.fromEntries(valuedShort.split(' ').map(letter => [`-${letter}`, names[letter] ?? letter])),
  },
  flags: Object.fromEntries(flagsShort.split(' ').map(letter => [`-${letter}`, letter])),
  bundles: true,
  hyphenValues: true,
}))
const dataOptions: ReadonlySet<string> = new Set(['data', 'data-raw', 'data-binary', 'data-ascii', 'json'])

/** A request to the policies or definitions of the management API; undefined for all others. */
export function readCurl({ args, input }: ShellCommand): ReadCommand | undefined {
  const { options, all, positional } = readOptions(args, grammar())
  const url = options.get('url') ?? positional[0]
  const path = url && apiPath(url)
  if (!path) return undefined
  const data = all.filter(([name]) => dataOptions.has(name)).map(([name, text]) => ({ name, text }))
  const upload = options.get('upload-file')
  const method = (
    options.get('request')?.value ?? (upload ? 'PUT' : data.length > 0 ? 'POST' : 'GET')
  ).toUpperCase()
  const body = data.length === 1 ? bodyOf(data[0]?.name, data[0]?.text, input) : {}
  const [kind = '', vhost, name] = path
  const problems: CommandProblem[] = []
  const base = {
    verb: `${method} /api/${kind}`,
    args: positional,
    options,
    problems,
    policy: undefined,
    definitions: undefined,
  }
  if (kind === 'definitions') {
    if (method !== 'POST' && method !== 'PUT') return undefined
    return { ...base, definitions: { file: body.file ?? upload?.value, text: body.text } }
  }
  if (method !== 'PUT' && method !== 'DELETE') return undefined
  const clear = method === 'DELETE'
  const policy = policyOf(
    kind === 'operator-policies',
    clear,
    decoded(vhost),
    decoded(name),
    body.text,
    problems,
  )
  return { ...base, policy }
}

/** `/api/policies/%2F/ha` as its parts. A host that is not known does not matter; a part that is not known is undefined. */
function apiPath(url: ShellText & Partial<ShellWord>): readonly (string | undefined)[] | undefined {
  const written = url.value ?? url.text?.replaceAll(/["']/g, '') ?? ''
  const match = /\/api\/(policies|operator-policies|definitions)(?:\/([^?#]*))?(?:[?#]|$)/.exec(written)
  if (!match) return undefined
  const parts = (match[2] ?? '').split('/').filter(part => part !== '')
  return [match[1], ...parts.map(part => (url.value === undefined && /[$`]/.test(part) ? undefined : part))]
}

function decoded(part: string | undefined): string | undefined {
  if (part === undefined) return undefined
  try {
    return decodeURIComponent(part)
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

/** What a data option sends: its text, a file, or (`@-`) what the command reads. */
function bodyOf(
  name: string | undefined,
  text: ShellText | undefined,
  input: ShellText | undefined,
): { readonly text?: ShellText; readonly file?: string } {
  if (!text) return {}
  if (name === 'data-raw' || !text.value?.startsWith('@')) return { text }
  if (text.value === '@-') return input ? { text: input } : {}
  return { file: text.value.slice(1) }
}

/** Comments and trailing commas are the reader's business: what it takes depends on the release. */
const lenient = jsonDialect({ major: 3, minor: 10, patch: 0 })

function policyOf(
  operator: boolean,
  clear: boolean,
  vhost: string | undefined,
  name: string | undefined,
  body: ShellText | undefined,
  problems: CommandProblem[],
): PolicyCommand {
  const base = {
    operator,
    vhost,
    name,
    body,
    pattern: undefined,
    definition: undefined,
    applyTo: undefined,
    priority: undefined,
  }
  if (clear) return { ...base, action: 'clear' }
  const tree = body?.value === undefined ? undefined : read(body, body.value, problems)
  if (!body || !tree) return { ...base, action: 'set' }
  const json = jsonOf(tree)
  for (const key of ['pattern', 'definition'])
    if (member(json, key) === undefined)
      problems.push({ kind: 'arguments', message: `the request has no ${key}`, at: body })
  const definition =
    tree.kind === 'object' ? tree.members.findLast(({ key }) => key === 'definition') : undefined
  const priority = member(json, 'priority') ?? 0
  return {
    ...base,
    action: 'set',
    pattern: text(member(json, 'pattern')),
    definition: definition && partOf(body, definition.value.span),
    applyTo: text(member(json, 'apply-to') ?? 'all'),
    priority: typeof priority === 'number' ? priority : undefined,
  }
}
const text = (value: Json | undefined): string | undefined => (isString(value) ? value : undefined)

function read(body: ShellText, value: string, problems: CommandProblem[]): JsonNode | undefined {
  try {
    return parseJson(value, lenient)
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    const at = partOf(body, { start: error.offset, end: error.offset })
    problems.push({ kind: 'json', message: `the request is not JSON: ${error.message}`, at })
    return undefined
  }
}
