/** A JSON schema as OpenAPI of Kubernetes and CustomResourceDefinitions write it, as far as it is used here. */
export interface Schema {
  readonly $ref?: string
  readonly allOf?: readonly Schema[]
  readonly type?: string
  readonly format?: string
  readonly enum?: readonly string[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly required?: readonly string[]
  readonly pattern?: string
  readonly 'x-kubernetes-int-or-string'?: boolean
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean
  readonly 'x-kubernetes-group-version-kind'?: readonly GroupVersionKind[]
}
export interface GroupVersionKind {
  readonly group: string
  readonly version: string
  readonly kind: string
}

/** What is not read: the API server writes it. */
const unread: ReadonlySet<string> = new Set(['status', 'managedFields'])
/** What every object has. */
const common: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'status'])
/** A definition of the API server is an object to whoever repeats it; quantities and ports are none. */
const isLike = (own: Schema | undefined, other: Schema): boolean =>
  own !== undefined && (own.$ref !== undefined || own.type === other.type)
const refPrefix = '#/definitions/'

/**
 * Types as lines of a table: name, field (with `!` where it has to be there), its type. A type is `s` text, `i` whole number, `n` number, `b`
 * boolean, `t` time, `x` number or text, `q` quantity, `64` text in base64, `(A|B)` one of these, `[]T` a list, `{}T` a map, `o`
 * anything, or the name of another.
 */
export class Types {
  readonly #definitions: Readonly<Record<string, Schema>>
  readonly #names = new Map<string, string>()
  readonly #fields = new Map<string, readonly string[]>()
  readonly #byContent = new Map<string, string>()

  constructor(definitions: Readonly<Record<string, Schema>>) {
    this.#definitions = definitions
  }

  get lines(): readonly string[] {
    return [...this.#fields].flatMap(([name, fields]) => fields.map(field => `${name}\t${field}`)).sort()
  }

  /** The type of a definition of the API server. */
  ofDefinition(full: string): string {
    const last = full.slice(full.lastIndexOf('.') + 1)
    const simple = { Quantity: 'q', IntOrString: 'x', Time: 't', MicroTime: 't', FieldsV1: 'o' }[last]
    if (simple !== undefined) return simple
    const known = this.#names.get(full)
    if (known !== undefined) return known
    const schema = this.#definitions[full]
    if (schema?.properties === undefined) return schema === undefined ? 'o' : this.of(schema, last)
    const taken = [...this.#names.values()].includes(last)
    const name = taken ? full.split('.').slice(-3).join('.') : last
    this.#names.set(full, name)
    this.#fields.set(name, this.#fieldsOf(schema, name))
    return name
  }

  /** The type of a schema; one with fields of its own is called by `name`, unless the API server has the same. */
  of(schema: Schema, name: string): string {
    if (schema.$ref !== undefined) return this.ofDefinition(schema.$ref.slice(refPrefix.length))
    const [only, ...others] = schema.allOf ?? []
    if (only && others.length === 0) return this.of(only, name)
    if (schema['x-kubernetes-int-or-string'] === true || schema.format === 'int-or-string')
      return schema.pattern === undefined ? 'x' : 'q'
    if (schema.enum !== undefined) return `(${schema.enum.join('|')})`
    switch (schema.type) {
      case 'string':
        return { byte: '64', 'date-time': 't' }[schema.format ?? ''] ?? 's'
      case 'integer':
        return 'i'
      case 'number':
        return 'n'
      case 'boolean':
        return 'b'
      case 'array':
        return `[]${schema.items === undefined ? 'o' : this.of(schema.items, name)}`
      default:
        return this.#ofObject(schema, name)
    }
  }

  #ofObject(schema: Schema, name: string): string {
    if (typeof schema.additionalProperties === 'object')
      return `{}${this.of(schema.additionalProperties, name)}`
    if (schema.properties === undefined || schema['x-kubernetes-preserve-unknown-fields'] === true) return 'o'
    return this.#sameAs(schema) ?? this.#ownType(schema, name)
  }

  /** A type of a CustomResourceDefinition under the shortest name that is free; types that are equal are one. */
  #ownType(schema: Schema, path: string): string {
    const fields = this.#fieldsOf(schema, path)
    const content = fields.join('\n')
    const known = this.#byContent.get(content)
    if (known !== undefined) return known
    const steps = path.split('.')
    const names = steps.map((_, index) => steps.slice(-1 - index).join('.'))
    const name = names.find(candidate => !this.#fields.has(candidate))
    if (name === undefined) throw new Error(`two types are called ${path}`)
    this.#byContent.set(content, name)
    this.#fields.set(name, fields)
    return name
  }

  /** A type of the API server that a CustomResourceDefinition repeats, of this release or one not much older. */
  #sameAs({ properties = {}, required = [] }: Schema): string | undefined {
    const fields = Object.entries(properties)
    if (fields.length < 3 || 'kind' in properties) return undefined
    return [...this.#names].find(([full]) => {
      const other = this.#definitions[full]
      const all = other?.properties ?? {}
      const count = Object.keys(all).length
      return (
        fields.every(([field, schema]) => isLike(all[field], schema)) &&
        count - fields.length <= Math.floor(count / 4) &&
        (other?.required ?? []).every(field => required.includes(field))
      )
    })?.[1]
  }

  #fieldsOf({ properties = {}, required = [] }: Schema, path: string): readonly string[] {
    // What every object has is not said of each.
    const isObject = 'kind' in properties && 'metadata' in properties
    return Object.entries(properties).flatMap(([field, schema]) => {
      if (isObject && common.has(field)) return []
      const type = unread.has(field) ? 'o' : this.of(schema, `${path}.${field}`)
      return [`${field}${required.includes(field) ? '!' : ''}\t${type}`]
    })
  }
}
