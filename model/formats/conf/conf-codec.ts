import { isString, type Json, type JsonObject } from '../../kube/json.ts'
import type { Span } from '../../kube/span.ts'
import type { Step } from '../../kube/step.ts'
import { type Change, changed, sameJson, splice } from '../text/change.ts'
import { type Codec, FormatError } from '../text/codec.ts'
import { checkLength } from '../text/limits.ts'
import { lineSpan } from '../text/lines.ts'
import { remembering } from '../text/remember.ts'
import { type ConfDialect, effectiveEntries, newestConfDialect, parseConf } from './conf.ts'
import type { Conf, ConfEntry } from './conf-entry.ts'

/** rabbitmq.conf as an object of strings: one path step, the key as written. Reads it as the newest releases do. */
export const confCodec: Codec = confCodecFor(newestConfDialect)

/**
 * The codec of one dialect. Values are strings; numbers and booleans that are set are written as their text. Of a key
 * written twice the last one counts: it is the one that is changed, while `remove` takes out all of them.
 *
 * Two more kinds of path have a place: `key / n` is the n-th line (from 0) that sets the key, and a number alone is a
 * line of the file (from 1), which may also be set, in a text that does not parse: that is how a broken line is mended.
 * `key / 'key'` may only be set: the lines that set the key then set another, with the same value in the same place.
 */
export function confCodecFor(dialect: ConfDialect): Codec {
  const entriesOf = remembering(text => entriesByKey(parseConf(text, dialect)))
  return {
    decode: text => toObject(parseStrictly(text, dialect)),
    edit: (text, path, change) => edit(text, path, change, dialect),
    locate: (text, path) =>
      entryAt(entriesOf, text, path)?.valueSpan ?? lineAt(text, path) ?? whole(text, path),
    locateKey: (text, path) => entryAt(entriesOf, text, path)?.keySpan,
  }
}

function toObject(conf: Conf): JsonObject {
  return Object.fromEntries([...effectiveEntries(conf)].map(([key, { value }]) => [key, value]))
}

function parseStrictly(text: string, dialect: ConfDialect): Conf {
  checkLength(text)
  const conf = parseConf(text, dialect)
  const error = conf.errors[0]
  if (error) throw new FormatError(`line ${error.line}: ${error.reason}`, error.offset)
  return conf
}

const whole = (text: string, path: readonly Step[]): Span | undefined =>
  path.length === 0 ? { start: 0, end: text.length } : undefined

type EntriesByKey = ReadonlyMap<string, readonly ConfEntry[]>
const entriesByKey = ({ entries }: Conf): EntriesByKey => Map.groupBy(entries, ({ key }) => key)

function entryAt(
  entriesOf: (text: string) => EntriesByKey,
  text: string,
  [key, nth]: readonly Step[],
): ConfEntry | undefined {
  if (!isString(key)) return undefined
  return entriesOf(text)
    .get(key)
    ?.at(typeof nth === 'number' ? nth : -1)
}

const lineAt = (text: string, [line]: readonly Step[]): Span | undefined =>
  typeof line === 'number' ? lineSpan(text, line) : undefined

/** A line of a broken file. The result may still be broken elsewhere, but not in more places. */
function editLine(text: string, line: number, change: Change, dialect: ConfDialect): string {
  const span = lineSpan(text, line)
  if (span === undefined || change === 'remove') throw new FormatError('no such line', 0)
  const result = splice(text, [{ ...span, text: textOf(change.set) }])
  const errors = (of: string): number => parseConf(of, dialect).errors.length
  if (errors(result) >= errors(text) && result !== text)
    throw new FormatError(`line ${line} would still not be read`, span.start)
  return result
}

function edit(text: string, path: readonly Step[], change: Change, dialect: ConfDialect): string {
  const [key] = path
  if (path.length === 1 && typeof key === 'number') return editLine(text, key, change, dialect)
  if (path.length === 2 && path[1] === 'key' && isString(key)) return rename(text, key, change, dialect)
  if (path.length !== 1 || !isString(key) || !keyPattern.test(key))
    throw new FormatError('not a key of rabbitmq.conf', 0)
  const conf = parseStrictly(text, dialect)
  const wanted = changed(toObject(conf), [key], change === 'remove' ? change : { set: textOf(change.set) })
  const result = candidates(text, conf, key, change, dialect).find(candidate => {
    const read = parseConf(candidate, dialect)
    return read.errors.length === 0 && sameJson(toObject(read), wanted)
  })
  if (result === undefined)
    throw new FormatError(`'${key}' cannot be changed without changing what other lines mean`, 0)
  return result
}

/** Lines that set one key set another one, which no line sets yet. */
function rename(text: string, from: string, change: Change, dialect: ConfDialect): string {
  const to = change === 'remove' ? '' : textOf(change.set)
  const { entries } = parseStrictly(text, dialect)
  const own = entries.filter(({ key }) => key === from)
  if (!keyPattern.test(to) || own.length === 0) throw new FormatError('not a key of rabbitmq.conf', 0)
  if (entries.some(({ key }) => key === to)) throw new FormatError(`'${to}' is set as well`, 0)
  return splice(
    text,
    own.map(({ keySpan }) => ({ ...keySpan, text: to })),
  )
}
const keyPattern = /^(?:\\\.|[A-Za-z0-9_-])+(?:\.(?:\\\.|[A-Za-z0-9_-])+)*$/

/** Texts that may express the change, best first. Only the first one that reads as wanted is used. */
function candidates(text: string, conf: Conf, key: string, change: Change, dialect: ConfDialect): string[] {
  const own = conf.entries.filter(entry => entry.key === key)
  if (change === 'remove')
    return [
      splice(
        text,
        own.map(({ span }) => ({ ...span, text: '' })),
      ),
    ]
  const value = written(textOf(change.set), key, dialect)
  const last = own[own.length - 1]
  return last ? [splice(text, [{ ...last.valueSpan, text: value }])] : added(text, `${key} = ${value}`)
}

/** At the end, without touching what is there; in front where blanks at the very end belong to the last value. */
function added(text: string, line: string): string[] {
  const lineEnd = /\r?\n/.exec(text)?.[0] ?? '\n'
  const start = text.startsWith('\uFEFF') ? 1 : 0
  const atEnd =
    text.length === start || text.endsWith('\n') ? `${text}${line}${lineEnd}` : `${text}${lineEnd}${line}`
  return [atEnd, `${text.slice(0, start)}${line}${lineEnd}${text.slice(start)}`]
}

function textOf(value: Json): string {
  if (isString(value)) return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw new FormatError('a value of rabbitmq.conf is a string, a number or a boolean', 0)
}

/** The value in the plainest form that the dialect reads back unchanged. */
function written(value: string, key: string, dialect: ConfDialect): string {
  const forms = [value, ...(dialect.singleQuotes ? [`'${value}'`] : []), `'''${value}'''`]
  const form = forms.find(candidate => {
    const { entries, errors } = parseConf(`k = ${candidate}\n`, dialect)
    return errors.length === 0 && entries.length === 1 && entries[0]?.value === value
  })
  if (form === undefined) throw new FormatError(`the value for '${key}' cannot be written in this format`, 0)
  return form
}
