import { codecs } from '../model/formats/codecs.ts'
import { type Address, splitPath } from '../model/kube/address.ts'
import { isString } from '../model/kube/json.ts'
import { toPointer } from '../model/kube/json-pointer.ts'
import type { KubeObject, TextPlace } from '../model/kube/object.ts'
import { writtenAt } from '../model/kube/place-in-files.ts'
import { dig, keysAndIndexes } from '../model/kube/read.ts'
import type { Span } from '../model/kube/span.ts'
import type { Step } from '../model/kube/step.ts'
import type { TextFile } from '../source/yaml/document.ts'
import { spanInText } from '../source/yaml/embedded.ts'
import { rangeOf } from '../source/yaml/locate.ts'
import type { Input } from './input.ts'
import type { InCluster, Place } from './report.ts'

/** JSON Pointer of an address into its object; embedded text ends it. List items by name become indexes. */
export const pointer = ({ object, path }: Address): string => toPointer(keysAndIndexes(object.value, path))

/** Where inside embedded text a place is: the conf key, or a JSON Pointer; undefined for a place in the object itself. */
export function innerText(path: readonly Step[]): string | undefined {
  const { inner } = splitPath(path)
  const last = inner.findLastIndex(step => typeof step === 'object' && 'as' in step)
  const format = inner[last]
  const rest = inner.slice(last + 1)
  if (typeof format !== 'object' || !('as' in format) || rest.length === 0) return undefined
  const words = rest.map(step => (typeof step === 'object' && 'name' in step ? step.name : String(step)))
  // Of a rabbitmq.conf only the key is told: a number is a line, or which of several lines of a key.
  if (format.as === 'conf') return rest.find(isString)
  return `/${words.join('/')}`
}

/** The file that an address lies in, and the offsets there. Undefined for what was not read from a file. */
export function spanAt(input: Input, address: Address): (Span & { readonly document: TextFile }) | undefined {
  const { object, path, part } = address
  const { origin } = object
  const written = writtenAt(address)
  if (origin.from !== 'file' || written === undefined) return undefined
  if (written.in === 'text') return spanInPlainFile(input, written.place, written.path, part)
  const document = input.documentOf({ origin: { ...origin, file: written.file, document: written.document } })
  if (!document) return undefined
  if (origin.span) return { document, ...origin.span }
  return { ...rangeOf(document, written.path, codecs, part ?? partOf(object, path)), document }
}

function spanInPlainFile(
  input: Input,
  { file, start, end }: TextPlace,
  path: readonly Step[],
  part: 'key' | undefined,
): (Span & { readonly document: TextFile }) | undefined {
  const document = textFile(input, file)
  if (!document) return undefined
  const span =
    path.length === 0 ? 'missing' : spanInText(document.source.slice(start, end), path, codecs, part)
  if (typeof span === 'string') return { document, start, end }
  return { document, start: start + span.start, end: start + span.end }
}

/** Files that are no manifests, with their lines: many findings may lie in one. */
const textFiles = new WeakMap<Input, Map<string, TextFile | undefined>>()

function textFile(input: Input, name: string): TextFile | undefined {
  const known = textFiles.get(input) ?? new Map<string, TextFile | undefined>()
  textFiles.set(input, known)
  if (!known.has(name)) known.set(name, input.textFile(name))
  return known.get(name)
}

/** What holds other values is shown by its key: all of it would be a page. */
function partOf({ value }: KubeObject, path: readonly Step[]): 'key' | undefined {
  const { outer, inner } = splitPath(path)
  const found = inner.length === 0 && outer.length > 0 ? dig(value, outer) : undefined
  return typeof found === 'object' && found !== null ? 'key' : undefined
}

const inCluster: InCluster = {
  ...{ file: null, line: null, column: null, endLine: null, endColumn: null },
  source: 'cluster',
}

/** Where an address is shown: in its file on one line, what spans several ends with its first; or in its live object. */
export function placeAt(input: Input, address: Address): Place {
  const span = spanAt(input, address)
  if (!span) return inCluster
  const { document, start } = span
  const [from, last] = [document.position(start), document.position(span.end)]
  // A line may be long, and hold many findings: it is not searched for its end again and again.
  const to = from.line === last.line ? last : document.position(endOfLine(document.source, span))
  return { file: document.file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
}

function endOfLine(source: string, { start, end }: Span): number {
  const length = source.slice(start, end).search(/\r?\n/)
  return length < 0 ? end : start + length
}
