import { type Field, fieldsOf, fieldType, typeOfKind } from '../facts/kubernetes-types.ts'
import { isName, type Range, rangeOf } from '../facts/kubernetes-values.ts'
import { decodeBase64, isBase64 } from './formats/text/base64.ts'
import { FormatError } from './formats/text/codec.ts'
import { parseQuantity } from './formats/text/quantity.ts'
import { isArray, isObject, isString, type Json, type JsonObject, listOf, member } from './kube/json.ts'
import type { KubeObject } from './kube/object.ts'
import { isFilledIn } from './kube/placeholders.ts'
import type { Step } from './kube/step.ts'

/** Why the API server does not take an object as it is written. */
export type ObjectProblem = { readonly path: readonly Step[] } & (
  | { readonly is: 'missing'; readonly field: string }
  | { readonly is: 'mistyped'; readonly wanted: string; readonly found: string }
  /** Of a type that has no such field. */
  | { readonly is: 'unknown'; readonly field: string; readonly type: string }
  | { readonly is: 'no-option'; readonly value: string; readonly options: readonly string[] }
  | { readonly is: 'no-quantity'; readonly value: string }
  | { readonly is: 'no-base64' }
  /** Base64 of bytes that are no text, where a name or a password belongs: it was never encoded. */
  | { readonly is: 'no-text' }
  | { readonly is: 'out-of-range'; readonly value: number; readonly range: Range }
  | { readonly is: 'no-name'; readonly value: string }
)

/** Keys of what people type: a key of a keystore holds bytes. */
const isWord = (key: Step | undefined): boolean =>
  typeof key === 'string' && /^(?:[\w.]*[_.-])?(?:user(?:name)?|pass(?:word)?)$/i.test(key)

/** `XXXX` stands for a value that was not to be shown. */
const isBlackedOut = (value: string): boolean => /^x*$/i.test(value)

/** More than anybody reads. */
const mostProblems = 50

/** What is wrong with an object of a kind that is known here, in the order of its text. */
export function problemsOf(object: KubeObject): readonly ObjectProblem[] {
  const type = typeOfKind(object.apiVersion, object.kind)
  if (type === undefined || object.standsFor !== undefined || object.origin.from === 'api') return []
  const walk = new Walk(object)
  walk.fields(object.value, type, [])
  return [...nameProblems(object), ...walk.problems]
}

function nameProblems(object: KubeObject): readonly ObjectProblem[] {
  const { metadata } = object.value
  const [name, prefix] = [member(metadata, 'name'), member(metadata, 'generateName')]
  if (name === undefined || name === null || name === '')
    return prefix === undefined ? [{ is: 'missing', field: 'name', path: ['metadata', 'name'] }] : []
  if (!isString(name) || isFilledIn(name, object) || isName(object.kind, name)) return []
  return [{ is: 'no-name', value: name, path: ['metadata', 'name'] }]
}

class Walk {
  readonly problems: ObjectProblem[] = []
  readonly #object: KubeObject

  constructor(object: KubeObject) {
    this.#object = object
  }

  fields(value: JsonObject, type: string, path: readonly Step[]): void {
    const fields = fieldsOf(type)
    for (const name of Object.keys(value)) {
      const inner = value[name]
      const field = fields.get(name)
      if (!field) this.#add({ is: 'unknown', field: name, type, path: [...path, name] })
      else if (inner !== undefined && inner !== null) this.#field(inner, type, name, field, [...path, name])
    }
    fields.forEach(({ isRequired }, name) => {
      if (isRequired && (value[name] === undefined || value[name] === null))
        this.#add({ is: 'missing', field: name, path: [...path, name] })
    })
    if (type === 'ServiceSpec') this.#ports(value, path)
  }

  #add(problem: ObjectProblem): void {
    if (this.problems.length < mostProblems) this.problems.push(problem)
  }

  #field(value: Json, type: string, name: string, field: Field, path: readonly Step[]): void {
    this.#value(value, field.type, path)
    const range = rangeOf(type, name)
    if (range && typeof value === 'number' && value !== 0 && (value < range.low || value > range.high))
      this.#add({ is: 'out-of-range', value, range, path })
  }

  #value(value: Json, text: string, path: readonly Step[]): void {
    const type = fieldType(text)
    if (isString(value) && isFilledIn(value, this.#object)) return
    const mistyped = (wanted: string): void =>
      this.#add({ is: 'mistyped', wanted, found: kindOf(value), path })
    switch (type.is) {
      case 'anything':
        return
      case 'fields':
        if (isObject(value)) this.fields(value, type.of, path)
        else mistyped('a map')
        return
      case 'map':
        if (isObject(value))
          for (const [key, inner] of Object.entries(value)) this.#inner(inner, type.of, [...path, key])
        else mistyped('a map')
        return
      case 'list':
        if (isArray(value))
          for (const [index, inner] of value.entries())
            this.#inner(inner, type.of, [...path, stepOf(inner, index)])
        else mistyped('a list')
        return
      case 'text':
        if (!isString(value)) mistyped('text')
        return
      case 'boolean':
        if (typeof value !== 'boolean') mistyped('true or false')
        return
      case 'number':
        if (typeof value !== 'number') mistyped('a number')
        return
      case 'whole':
        if (typeof value !== 'number' || !Number.isInteger(value)) mistyped('a whole number')
        return
      case 'port':
        if (typeof value !== 'number' && !isString(value)) mistyped('a number or text')
        return
      case 'quantity':
        if (typeof value !== 'number' && !isString(value)) mistyped('a quantity')
        else if (!isQuantity(String(value))) this.#add({ is: 'no-quantity', value: String(value), path })
        return
      case 'base64':
        if (!isString(value)) mistyped('text in base64')
        else if (!isBase64(value)) this.#add({ is: 'no-base64', path })
        else if (isWord(path.at(-1)) && !isBlackedOut(value) && decodeBase64(value) === undefined)
          this.#add({ is: 'no-text', path })
        return
      case 'one-of':
        if (!isString(value)) mistyped('text')
        else if (!type.values.includes(value))
          this.#add({ is: 'no-option', value, options: type.values, path })
    }
  }

  /** An item may be nothing where a map or a list is of pointers; of all that is known here none is. */
  #inner(value: Json, type: string, path: readonly Step[]): void {
    if (value !== null) this.#value(value, type, path)
  }

  /** Several ports need names, and a Service with a cluster IP needs a port. */
  #ports(spec: JsonObject, path: readonly Step[]): void {
    const ports = listOf(spec.ports)
    if (ports.length === 0 && spec.clusterIP !== 'None' && spec.type !== 'ExternalName')
      this.#add({ is: 'missing', field: 'ports', path: [...path, 'ports'] })
    if (ports.length < 2) return
    for (const [index, port] of ports.entries())
      if (isObject(port) && (port.name === undefined || port.name === ''))
        this.#add({ is: 'missing', field: 'name', path: [...path, 'ports', index, 'name'] })
  }
}

function isQuantity(text: string): boolean {
  try {
    parseQuantity(text)
    return true
  } catch (error) {
    if (error instanceof FormatError) return false
    throw error
  }
}

/** An item of a list is known by its name, so that its place in the list does not matter. */
const stepOf = (item: Json, index: number): Step => {
  const name = member(item, 'name')
  return isString(name) && name !== '' ? { name } : index
}

function kindOf(value: Json): string {
  if (isString(value)) return 'text'
  if (isArray(value)) return 'a list'
  if (isObject(value)) return 'a map'
  return typeof value === 'number' ? 'a number' : String(value)
}
