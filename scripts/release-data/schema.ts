import { compareText } from '../../model/kube/compare-text.ts'
import { type Form, forms, normalised, type Term, term } from './erlang.ts'

/** A setting that rabbitmq.conf may hold. */
export interface Mapping {
  /** Dotted key; a segment that begins with `$` stands for any one segment. */
  readonly key: string
  /** The application setting it ends in, e.g. `rabbit.heartbeat`. */
  readonly target: string
  /** Alternatives in the notation of facts/conf/datatypes.ts. */
  readonly types: string
  readonly validators: readonly string[]
  readonly aliases: readonly string[]
}

export interface Schema {
  readonly mappings: readonly Mapping[]
  /** Validator name to its description and source. */
  readonly validators: ReadonlyMap<string, { readonly description: string; readonly body: string }>
  /** Translated setting to source. */
  readonly translations: ReadonlyMap<string, string>
}

/**
 * Puts schema files together as cuttlefish does: a later definition of a key replaces an earlier one, and of several
 * keys with one target and no translation only the first stays.
 *
 * @param files path to text, of every `*.schema` and `*.partial` under `priv/schema` of the installed applications
 */
export function schema(files: ReadonlyMap<string, string>): Schema {
  // As Erlang compares file names.
  const paths = [...files.keys()].filter(path => path.endsWith('.schema')).sort(compareText)
  const merged = empty()
  // cuttlefish reads the files from the last to the first: earlier files win and their new keys come first
  for (const path of paths.reverse()) {
    const file = empty()
    addFile(forms(files.get(path) ?? ''), file, files)
    const before = new Map(merged.mappings)
    merged.mappings.clear()
    for (const [key, value] of file.mappings) if (!before.has(key)) merged.mappings.set(key, value)
    for (const [key, value] of before) merged.mappings.set(key, file.mappings.get(key) ?? value)
    for (const [name, value] of file.validators) merged.validators.set(name, value)
    for (const [name, value] of file.translations) merged.translations.set(name, value)
  }
  return { ...merged, mappings: firstPerTarget([...merged.mappings.values()], merged.translations) }
}

const empty = (): Building => ({ mappings: new Map(), validators: new Map(), translations: new Map() })

interface Building {
  readonly mappings: Map<string, Mapping>
  readonly validators: Map<string, { description: string; body: string }>
  readonly translations: Map<string, string>
}

function addFile(all: readonly Form[], into: Building, files: ReadonlyMap<string, string>): void {
  for (const form of all) {
    const tag = form[1]?.text
    if (tag === 'mapping') addMapping(mapping(term(form)), into)
    else if (tag === 'translation') into.translations.set(form[3]?.text ?? '', normalised(form))
    else if (tag === 'validator') addValidator(form, into)
    else if (tag === 'include_partial') addPartial(term(form), into, files)
    else throw new Error(`unknown form: ${normalised(form).slice(0, 80)}`)
  }
}

const addMapping = (added: Mapping, into: Building): void => void into.mappings.set(added.key, added)
const addValidator = (form: Form, into: Building): void =>
  void into.validators.set(form[3]?.text ?? '', { description: form[5]?.text ?? '', body: normalised(form) })

/** Since 4.2.8 and 4.3.2: a shared list of mappings, put under a prefix. Source: cuttlefish 3.9.1, cuttlefish_partial. */
function addPartial(directive: Term, into: Building, files: ReadonlyMap<string, string>): void {
  const [, name, options] = tuple(directive)
  const [app, partial] = tuple(name)
  const path = [...files.keys()].find(
    path => path.endsWith(`/${text(partial)}.partial`) && path.includes(text(app)),
  )
  if (path === undefined) throw new Error(`no partial ${text(partial)}`)
  const prefix = text(option(options, 'prefix'))
  const target = text(option(options, 'app_prefix'))
  const excluded = list(option(options, 'exclude') ?? []).map(text)
  if (option(options, 'overrides')) throw new Error('overrides of a partial are not read yet')
  for (const form of forms(files.get(path) ?? '')) {
    const tag = form[1]?.text
    const key = form[3]?.text ?? ''
    if (tag === 'validator') addValidator(form, into)
    else if (excluded.some(name => key === name || key.startsWith(`${name}.`))) continue
    else if (tag === 'partial_translation') into.translations.set(`${target}.${key}`, normalised(form))
    else {
      const bare = mapping(term(form))
      addMapping({ ...bare, key: `${prefix}.${bare.key}`, target: `${target}.${bare.target}` }, into)
    }
  }
  const disable = option(options, 'disable_with')
  if (disable === undefined) return
  addMapping({ key: prefix, target, types: `enum(${text(disable)})`, validators: [], aliases: [] }, into)
  into.translations.set(target, `disable_with ${text(disable)}`)
}

function mapping(form: Term): Mapping {
  const [, key, target, options] = tuple(form)
  const datatype = option(options, 'datatype') ?? { atom: 'string' }
  const alternatives = Array.isArray(datatype) ? datatype : [datatype]
  const alias = option(options, 'alias')
  return {
    key: text(key),
    target: text(target),
    types: alternatives.map(type).join(' | '),
    validators: list(option(options, 'validators') ?? []).map(text),
    aliases: [...(alias === undefined ? [] : [alias]), ...list(option(options, 'aliases') ?? [])].map(
      aliasName,
    ),
  }
}
const aliasName = (entry: Term): string => (typeof entry === 'string' ? entry : text(tuple(entry)[0]))

function type(datatype: Term): string {
  if (isAtom(datatype)) return datatype.atom
  const [name, argument, constraints] = tuple(datatype)
  const kind = text(name)
  if (kind === 'enum') return `enum(${list(argument).map(text).join(',')})`
  if (kind === 'list') return `list(${type(argument ?? '')})`
  if (kind === 'duration' && constraints === undefined) return `duration(${text(argument)})`
  if (kind === 'atom') return `=${text(argument)}`
  if (kind === 'percent') return `percent(${text(argument)})`
  if (kind === 'integer' || kind === 'float') return `${kind}(${bounds(argument ?? [], kind).join(',')})`
  throw new Error(`unknown datatype ${JSON.stringify(datatype)}`)
}

/** Source: cuttlefish 3.9.1, cuttlefish_datatypes:expand_constraints/2. */
function bounds(constraints: Term, kind: string): string[] {
  if (isAtom(constraints)) {
    if (constraints.atom === 'non_negative') return ['min=0']
    if (constraints.atom === 'positive') return [kind === 'integer' ? 'min=1' : 'gt=0']
    if (constraints.atom === 'allow_infinity') return ['infinity']
    throw new Error(`unknown constraint ${constraints.atom}`)
  }
  if (typeof constraints === 'number') return [`is=${constraints}`]
  return list(constraints).flatMap(entry =>
    isAtom(entry) ? bounds(entry, kind) : [`${text(tuple(entry)[0])}=${Number(tuple(entry)[1])}`],
  )
}

function firstPerTarget(all: readonly Mapping[], translations: ReadonlyMap<string, string>): Mapping[] {
  const seen = new Set<string>()
  return all.filter(({ target }) => {
    if (translations.has(target)) return true
    if (seen.has(target)) return false
    seen.add(target)
    return true
  })
}

const isAtom = (value: Term | undefined): value is { atom: string } =>
  typeof value === 'object' && 'atom' in value
const tuple = (value: Term | undefined): readonly Term[] => {
  if (typeof value === 'object' && 'tuple' in value) return value.tuple
  throw new Error(`not a tuple: ${JSON.stringify(value)}`)
}
const list = (value: Term | undefined): readonly Term[] => {
  if (Array.isArray(value)) return value
  throw new Error(`not a list: ${JSON.stringify(value)}`)
}
const text = (value: Term | undefined): string => {
  if (typeof value === 'string') return value
  if (isAtom(value)) return value.atom
  throw new Error(`neither string nor atom: ${JSON.stringify(value)}`)
}
/** proplists:get_value/2: entries that are no pairs are passed over, so a list too many around an option hides it. */
function option(options: Term | undefined, name: string): Term | undefined {
  for (const entry of list(options)) {
    if (isAtom(entry) && entry.atom === 'merge') throw new Error('merging mappings are not read yet')
    if (typeof entry !== 'object' || !('tuple' in entry)) continue
    if (text(entry.tuple[0]) === name) return entry.tuple[1]
  }
  return undefined
}
