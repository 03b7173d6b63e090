import { indexOf } from '../../model/formats/text/change.ts'
import { type Codec, type Codecs, FormatError } from '../../model/formats/text/codec.ts'
import { remembering } from '../../model/formats/text/remember.ts'
import { splitPath } from '../../model/kube/address.ts'
import { isArray, isObject, isString, type Json, member } from '../../model/kube/json.ts'
import type { Span } from '../../model/kube/span.ts'
import type { Step } from '../../model/kube/step.ts'
import { Lines } from './lines.ts'
import type { ScalarNode } from './tree.ts'

export interface FoundSpan extends Span {
  /** Whether it is the value itself, not the key of an ancestor. */
  readonly exact: boolean
}

/**
 * Where in a text the value of a path stands that begins with `{ as }`, through any number of formats: `missing` where
 * there is no such value, nor a place that stands for it, and `unplaced` where it has no place of its own in the text,
 * behind base64 or in text that cannot be decoded.
 */
export function spanInText(
  text: string,
  path: readonly Step[],
  codecs: Codecs,
  part?: 'key',
): FoundSpan | 'missing' | 'unplaced' {
  const [first, ...rest] = path
  const codec = typeof first === 'object' && 'as' in first ? codecs[first.as] : undefined
  if (codec === undefined) return 'unplaced'
  const { outer, inner } = splitPath(rest)
  const decoded = decoder(codec)(text)
  const value = valueAt(decoded, outer)
  const key =
    part === 'key' && inner.length === 0 ? orUndefined(() => codec.locateKey?.(text, outer)) : undefined
  const span = key ?? orUndefined(() => codec.locate(text, outer))
  if (inner.length > 0 && isString(value)) return nested(text, span, value, inner, codecs, part)
  if (span === undefined) return decoded === undefined || value !== undefined ? 'unplaced' : 'missing'
  return { ...span, exact: value !== undefined && inner.length === 0 }
}

/** A text within a text has a place there if it is written as it is, between quotes or without. */
function nested(
  text: string,
  outer: Span | undefined,
  value: string,
  path: readonly Step[],
  codecs: Codecs,
  part: 'key' | undefined,
): FoundSpan | 'missing' | 'unplaced' {
  const found = spanInText(value, path, codecs, part)
  if (outer === undefined || typeof found === 'string') return found === 'missing' ? found : 'unplaced'
  const shift = text.slice(outer.start, outer.end).indexOf(value)
  if (shift < 0) return 'unplaced'
  const start = outer.start + shift
  return { start: start + found.start, end: start + found.end, exact: found.exact }
}

function valueAt(value: Json | undefined, path: readonly Step[]): Json | undefined {
  let found = value
  for (const step of path) {
    if (isArray(found)) found = found[indexOf(found, step)]
    else found = isObject(found) && isString(step) ? member(found, step) : undefined
  }
  return found
}

type Decode = (text: string) => Json | undefined
const decoders = new WeakMap<Codec, Decode>()

/** Decodes text, that of the last places once; undefined where it cannot be decoded. */
function decoder(codec: Codec): Decode {
  const decode = decoders.get(codec) ?? remembering(text => orUndefined(() => codec.decode(text)))
  decoders.set(codec, decode)
  return decode
}

function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof FormatError) return undefined
    throw error
  }
}

/** A span in the text of a scalar as offsets in the file; undefined where text and file do not run in parallel. */
export function spanInFile(file: string, node: ScalarNode, { start, end }: Span): Span | undefined {
  const place = node.style === 'literal' ? literalPlace(file, node) : verbatimPlace(node)
  if (place === undefined) return undefined
  // The end belongs to the character before it: the beginning of the next line would be another place.
  return { start: place(start), end: end > start ? place(end - 1) + 1 : place(start) }
}

type Place = (offset: number) => number

function verbatimPlace(node: ScalarNode): Place | undefined {
  const quote = node.style === 'single' || node.style === 'double' ? 1 : 0
  return node.verbatim ? offset => node.start + quote + offset : undefined
}

/** Of the nodes of a file: where the lines of a literal block begin, in its text and in the file. */
const blockLines = new WeakMap<ScalarNode, { readonly inText: Lines; readonly inFile: Lines }>()

/** Each line of a literal block is a line of the file behind the indentation. */
function literalPlace(file: string, node: ScalarNode): Place | undefined {
  const { block, text, end } = node
  if (block === undefined || block.indent < 0) return undefined
  const { indent, body } = block
  const lines = blockLines.get(node) ?? {
    inText: new Lines(text),
    inFile: new Lines(file.slice(body, end)),
  }
  blockLines.set(node, lines)
  return offset => {
    const { line } = lines.inText.position(offset)
    const column = offset - lines.inText.start(line)
    return Math.min(body + lines.inFile.start(line) + indent + column, end)
  }
}
