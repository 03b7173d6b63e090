/**
 * The datatypes of rabbitmq.conf and what they take: text in, Erlang value out.
 * Source: cuttlefish_datatypes:from_string/2 of cuttlefish 2.4.1, 3.0.1, 3.4.0 and 3.9.1 (RabbitMQ 3.8.9, 3.10.8, 4.0.5, 4.3.6).
 */
import { parseAddress } from './addresses.ts'

/** An Erlang value, as far as validators and translations look at it: integer, float, or text (atom, string, binary). */
export type Value = bigint | number | string

export type Conversion = { readonly value: Value } | { readonly error: (shown: string) => string }

/** One alternative of a key's type, e.g. `integer`, `enum(true,false)`, `integer(min=1)`, `duration(ms)`, `=infinity`. */
export interface Datatype {
  /** As written in the data. */
  readonly text: string
  readonly kind: string
  /** Of an enum or flag, or of an `=atom`: what may stand there. */
  readonly values: readonly string[]
  readonly element?: Datatype
  readonly bounds: readonly (readonly [name: string, bound: number])[]
}

const parsed = new Map<string, readonly Datatype[]>()

/** Reads the types column of facts/data/conf-keys.ts. */
export function datatypes(text: string): readonly Datatype[] {
  const known = parsed.get(text)
  if (known) return known
  const fresh = text.split(' | ').map(datatype)
  parsed.set(text, fresh)
  return fresh
}

function datatype(text: string): Datatype {
  if (text.startsWith('=')) return { text, kind: 'atom', values: [text.slice(1)], bounds: [] }
  const [, kind = text, inside = ''] = /^(\w+)\((.*)\)$/.exec(text) ?? []
  const parts = inside === '' ? [] : inside.split(',')
  if (kind === 'list') return { text, kind, values: [], element: datatype(inside), bounds: [] }
  if (kind === 'byte') return datatype('integer(min=0,max=255)')
  if (kind === 'integer' || kind === 'float') return { text, kind, values: [], bounds: parts.map(bound) }
  if (kind === 'flag') return { text, kind, values: ['on', 'off'], bounds: [] }
  if (kind === 'boolean') return { text, kind, values: ['true', 'false'], bounds: [] }
  return { text, kind, values: parts, bounds: [] }
}

function bound(text: string): readonly [string, number] {
  const [name = '', number = ''] = text.split('=')
  return [name, Number(number)]
}

/** What the broker makes of `text` where `type` is expected, or why it refuses it. */
export function convert(type: Datatype, text: string): Conversion {
  const converted = converters[type.kind]?.(text, type)
  if (!converted) throw new Error(`no such datatype: ${type.text}`)
  if ('error' in converted || typeof converted.value === 'string') return converted
  const number = converted.value
  const broken = type.bounds.find(([name, limit]) => !comparisons[name]?.holds(number, limit))
  return broken ? { error: shown => `${shown} ${comparisons[broken[0]]?.otherwise} ${broken[1]}` } : converted
}

interface Comparison {
  readonly holds: (value: bigint | number, limit: number) => boolean
  readonly otherwise: string
}
const comparisons: Readonly<Record<string, Comparison>> = {
  min: { holds: (value, limit) => value >= limit, otherwise: 'is below the minimum allowed value of' },
  max: { holds: (value, limit) => value <= limit, otherwise: 'exceeds the maximum allowed value of' },
  gt: { holds: (value, limit) => value > limit, otherwise: 'must be strictly greater than' },
  lt: { holds: (value, limit) => value < limit, otherwise: 'must be strictly less than' },
}

type Converter = (text: string, type: Datatype) => Conversion

/** list_to_atom/1 takes at most 255 characters. */
const MAX_ATOM = 255

const asText: Converter = text => ({ value: text })
const asAtom: Converter = (text, { values }) => {
  if ([...text].length > MAX_ATOM)
    return { error: () => 'Caught exception converting to atom: error:system_limit' }
  if (values.length === 0 || values.includes(text)) return { value: text }
  return { error: shown => `${shown} is not accepted value: ${values.join(', ')}` }
}
const asInteger: Converter = text =>
  /^[+-]?\d+$/.test(text) ? { value: BigInt(text.replace(/^\+/, '')) } : cannotBe('integer')
/** list_to_float/1 wants digits on both sides of the dot, or comma, and a value that a double can hold. */
const asFloat: Converter = text =>
  /^[+-]?\d+[.,]\d+(?:[eE][+-]?\d+)?$/.test(text) && Number.isFinite(Number(text.replace(',', '.')))
    ? { value: Number(text.replace(',', '.')) }
    : cannotBe('float')
const asEnum: Converter = (text, { values }) =>
  values.includes(text)
    ? { value: text }
    : { error: shown => `${shown} is not a valid enum value, acceptable values are: ${values.join(', ')}` }
const asBoolean: Converter = (text, { values }) =>
  values.includes(text) ? { value: text } : cannotBe('boolean')

/** list_to_binary/1 takes characters up to U+00FF. */
const asBinary: Converter = text =>
  isLatin1(text) ? { value: text } : { error: () => 'Caught exception converting to binary: error:badarg' }
const asTagged: Converter = text => {
  const fits = isLatin1(text) && /^[a-zA-Z0-9_]+:[\s\S]/.test(text)
  return fits ? { value: text } : cannotBe('tagged string')
}

/** The letters of a unit have one case: `kB` is none. */
const factors = new Map([['kb', 10], ['KB', 10], ['mb', 20], ['MB', 20], ['gb', 30], ['GB', 30]]) // biome-ignore format: one table
const asBytes: Converter = (text, type) => {
  const power = factors.get(text.slice(-2))
  const digits = (power === undefined ? text : text.slice(0, -2)).replace(/^\./, '0.')
  const number = [asFloat(digits, type), asInteger(digits, type)].find(conversion => 'value' in conversion)
  if (!number || !('value' in number)) return cannotBe('number of bytes')
  const { value } = number
  return {
    value: typeof value === 'bigint' ? value << BigInt(power ?? 0) : Number(value) * 2 ** (power ?? 0),
  }
}
/** Source: cuttlefish_duration_parse.peg: amounts without leading zero, units f w d h m s ms, any case. */
const asDuration: Converter = text =>
  /^(?:(?:\d+\.\d+|\.\d+|[1-9]\d*)(?:ms|[fwdhms]))+$/i.test(text)
    ? { value: text }
    : { error: shown => `Invalid duration value: ${shown}` }
const asAddress: Converter = text => {
  const colon = text.lastIndexOf(':')
  const fits =
    colon > 0 && parseAddress(text.slice(0, colon)) && /^(?:\+?\d+|-0+)$/.test(text.slice(colon + 1))
  return fits ? { value: text } : cannotBe('IP')
}
/** A socket file has no port, which is written as 0. Source: cuttlefish 3.9.1, from_string_to_uds/2. */
const asSocket: Converter = text => {
  const colon = text.lastIndexOf(':')
  const parts = text
    .slice(0, Math.max(colon, 0))
    .split(':')
    .filter(part => part !== '')
  const fits =
    /^[+-]?0+$/.test(text.slice(colon + 1)) && parts.length === 2 && /^(?:local|unix)$/.test(parts[0] ?? '')
  return fits ? { value: text } : cannotBe('UDS')
}
/** Errors of elements go unnoticed in the broker: only text that no atom can hold stops it. */
const asList: Converter = (text, { element }) => {
  if (!element) return cannotBe('list')
  const broken = text.split(',').find(part => 'error' in convert(element, part.trim()))
  return broken !== undefined && element.kind === 'atom' ? convert(element, broken) : { value: text }
}

const converters: Readonly<Record<string, Converter>> = {
  string: asText,
  file: asText,
  directory: asText,
  atom: asAtom,
  integer: asInteger,
  float: asFloat,
  enum: asEnum,
  flag: asEnum,
  boolean: asBoolean,
  binary: asBinary,
  tagged_string: asTagged,
  tagged_binary: asTagged,
  bytesize: asBytes,
  duration: asDuration,
  ip: asAddress,
  domain_socket: asSocket,
  list: asList,
}

/** Whether the values of a type can be converted here. */
export const isKnownType = ({ kind, element }: Datatype): boolean =>
  converters[kind] !== undefined && (element === undefined || isKnownType(element))

const isLatin1 = (text: string): boolean => ![...text].some(char => (char.codePointAt(0) ?? 0) > 0xff)
const cannotBe = (type: string): Conversion => ({
  error: shown => `${shown} cannot be converted to a(n) ${type}`,
})
