import { type Change, created, indexOf, sameJson, withName } from '../model/formats/text/change.ts'
import { type Codec, type Codecs, FormatError } from '../model/formats/text/codec.ts'
import { splitPath } from '../model/kube/address.ts'
import type { Edit, JsonPatchOp } from '../model/kube/edit.ts'
import { isArray, isObject, isString, type Json, member } from '../model/kube/json.ts'
import { toPointer } from '../model/kube/json-pointer.ts'
import type { Step } from '../model/kube/step.ts'

/** What an edit comes to: one operation, nothing to do, or the reason why it cannot be written as one. */
export type Lowering =
  | { readonly state: 'operation'; readonly operation: JsonPatchOp }
  | { readonly state: 'same' }
  | { readonly state: 'impossible'; readonly why: string }

/** The operation of `lowering`, if it comes to one: undefined both where nothing changes and where it cannot be written. */
export function lower(edit: Edit, value: Json, codecs: Codecs = {}): JsonPatchOp | undefined {
  const lowered = lowering(edit, value, codecs)
  return lowered.state === 'operation' ? lowered.operation : undefined
}

/**
 * An edit as at most one RFC 6902 operation on the object as it is now (`value`). `{ name }` steps become indexes.
 * Missing parents are made in the value of one `add`, at the first that is missing. An edit inside embedded text becomes
 * the replacement of the string that holds it. Never throws over what the object holds.
 */
export function lowering(edit: Edit, value: Json, codecs: Codecs = {}): Lowering {
  if (edit.op === 'create') return impossible('it writes a new object')
  const { outer, inner } = splitPath(edit.at.path)
  const change: Change = edit.op === 'set' ? { set: edit.value } : 'remove'
  try {
    return inner.length === 0 ? onObject(value, outer, change) : onText(value, outer, inner, change, codecs)
  } catch (error) {
    if (error instanceof FormatError) return impossible(error.message)
    throw error
  }
}

const impossible = (why: string): Lowering => ({ state: 'impossible', why })
const operation = (op: JsonPatchOp): Lowering => ({ state: 'operation', operation: op })
const same: Lowering = { state: 'same' }

function onObject(value: Json, path: readonly Step[], change: Change): Lowering {
  const { found, tokens, missing, rest } = follow(value, path)
  if (rest.length > 0 && found !== null && missing === undefined) {
    return change === 'remove'
      ? same
      : impossible('the path goes through a value that is neither object nor list')
  }
  const path6901 = toPointer(tokens)
  if (rest.length === 0) {
    if (change === 'remove')
      return tokens.length === 0
        ? impossible('it removes the object')
        : operation({ op: 'remove', path: path6901 })
    return sameJson(found, change.set)
      ? same
      : operation({ op: 'replace', path: path6901, value: change.set })
  }
  if (change === 'remove') return same
  const made = missing === undefined ? created(rest, change) : madeItem(rest, change)
  if (made === undefined) return impossible('the path does not fit what it would be added to')
  if (missing === undefined) return operation({ op: 'replace', path: path6901, value: made })
  return operation({ op: 'add', path: toPointer([...tokens, missing]), value: made })
}

interface Followed {
  /** The deepest value on the path, and the way to it. */
  readonly found: Json
  readonly tokens: readonly (string | number)[]
  /** The steps that lead on to nothing. */
  readonly rest: readonly Step[]
  /** The first of these as a member of `found`; undefined where `found` can have none. */
  readonly missing: string | undefined
}

function follow(value: Json, path: readonly Step[]): Followed {
  const tokens: (string | number)[] = []
  let found = value
  for (const [depth, step] of path.entries()) {
    const token = tokenOf(found, step)
    const next = token === undefined ? undefined : childAt(found, token)
    if (token === undefined || next === undefined) {
      return {
        found,
        tokens,
        rest: path.slice(depth),
        missing: token === undefined ? undefined : String(token),
      }
    }
    tokens.push(token)
    found = next
  }
  return { found, tokens, rest: [], missing: undefined }
}

const childAt = (value: Json, token: string | number): Json | undefined =>
  isArray(value) ? (token === '-' ? undefined : value[Number(token)]) : member(value, String(token))

/** The member a step means; `-` for one past the end of a list. */
function tokenOf(value: Json, step: Step): string | number | undefined {
  if (isObject(value)) return isString(step) ? step : undefined
  if (!isArray(value)) return undefined
  const index = indexOf(value, step)
  return index < 0 ? undefined : index === value.length ? '-' : index
}

/** What the first missing step makes: its own value, which in a list carries the name it was looked for by. */
function madeItem([step, ...rest]: readonly Step[], change: Change): Json | undefined {
  const made = created(rest, change)
  return made === undefined || step === undefined ? made : withName(made, step)
}

function onText(
  value: Json,
  outer: readonly Step[],
  inner: readonly Step[],
  change: Change,
  codecs: Codecs,
): Lowering {
  const { found, rest } = follow(value, outer)
  const isThere = rest.length === 0
  if (!isThere && change === 'remove') return same
  if (isThere && !isString(found) && found !== null) return impossible('there is no text at that place')
  const text = isThere && isString(found) ? found : ''
  const edited = editText(text, inner, change, codecs)
  return edited === text && isThere ? same : onObject(value, outer, { set: edited })
}

/** Edits a text through the formats of a path that begins with `{ as }`. Throws FormatError. */
function editText(text: string, path: readonly Step[], change: Change, codecs: Codecs): string {
  const { codec, own, deeper } = layer(path, codecs)
  if (deeper.length === 0) return codec.edit(text, own, change)
  const nested = textAt(codec.decode(text), own)
  const edited = editText(nested, deeper, change, codecs)
  return edited === nested ? text : codec.edit(text, own, { set: edited })
}

function layer(
  path: readonly Step[],
  codecs: Codecs,
): { codec: Codec; own: readonly Step[]; deeper: readonly Step[] } {
  const [first, ...rest] = path
  const codec = typeof first === 'object' && 'as' in first ? codecs[first.as] : undefined
  if (codec === undefined) throw new FormatError('text of this format cannot be edited', 0)
  const { outer, inner } = splitPath(rest)
  return { codec, own: outer, deeper: inner }
}

function textAt(decoded: Json, path: readonly Step[]): string {
  const { found, rest } = follow(decoded, path)
  if (rest.length > 0 || !isString(found)) throw new FormatError('there is no text at that place', 0)
  return found
}
