import { type Address, type Step, splitPath } from '../model/address.ts'
import type { Span } from '../model/formats/codec.ts'
import { codecs } from '../model/formats/codecs.ts'
import { isArray, isObject, type Json, member } from '../model/json.ts'
import type { KubeObject } from '../model/object.ts'
import { dig } from '../model/read.ts'
import type { Document } from '../source/yaml/document.ts'
import { rangeOf } from '../source/yaml/locate.ts'
import type { Input } from './input.ts'
import type { Range } from './report.ts'

/** JSON Pointer of an address into its object; embedded text ends it. List items by name become indexes. */
export function pointer({ object, path }: Address): string {
  let here: Json | undefined = object.value
  let text = ''
  for (const step of splitPath(path).outer) {
    const key = keyOf(here, step)
    here = isArray(here) ? here[Number(key)] : isObject(here) ? member(here, key) : undefined
    text += `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
  }
  return text
}

function keyOf(value: Json | undefined, step: Step): string {
  if (typeof step !== 'object') return String(step)
  if ('as' in step) return ''
  const index = isArray(value) ? value.findIndex(item => member(item, 'name') === step.name) : -1
  return index < 0 ? step.name : String(index)
}

/** Where inside embedded text a place is: the conf key, or a JSON Pointer; undefined for a place in the object itself. */
export function innerText(path: readonly Step[]): string | undefined {
  const { inner } = splitPath(path)
  const last = inner.findLastIndex(step => typeof step === 'object' && 'as' in step)
  const format = inner[last]
  const rest = inner.slice(last + 1)
  if (typeof format !== 'object' || !('as' in format) || rest.length === 0) return undefined
  const words = rest.map(step => (typeof step === 'object' && 'name' in step ? step.name : String(step)))
  return format.as === 'conf' ? words.join('.') : `/${words.join('/')}`
}

/** The document that an address lies in, and the offsets in its file. Undefined for what was not read from a file. */
export function spanAt(
  input: Input,
  { object, path, part }: Address,
): (Span & { readonly document: Document }) | undefined {
  const document = input.documentOf(object)
  if (!document || object.origin.from !== 'file') return undefined
  if (object.origin.span) return { document, ...object.origin.span }
  return {
    document,
    ...rangeOf(document, [...object.origin.path, ...path], codecs, part ?? partOf(object, path)),
  }
}

/** What holds other values is shown by its key: all of it would be a page. */
function partOf({ value }: KubeObject, path: readonly Step[]): 'key' | undefined {
  const { outer, inner } = splitPath(path)
  const found = inner.length === 0 && outer.length > 0 ? dig(value, outer) : undefined
  return typeof found === 'object' && found !== null ? 'key' : undefined
}

/** File, line and column of an address, on one line: what spans several ends with its first. */
export function rangeAt(input: Input, address: Address): Range & { readonly file: string } {
  const span = spanAt(input, address)
  if (!span) return { file: '', line: 0, column: 0, endLine: 0, endColumn: 0 }
  const { document, start } = span
  const lineEnd = document.source.slice(start, span.end).search(/\r?\n/)
  const [from, to] = [document.position(start), document.position(lineEnd < 0 ? span.end : start + lineEnd)]
  return { file: document.file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
}
