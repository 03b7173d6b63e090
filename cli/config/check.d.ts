/** One way in which a value differs from the schema of the config file. */
export interface SchemaProblem {
  /** JSON Pointer to the value. */
  readonly instancePath: string
  readonly keyword: string
  /** JSON Pointer into the schema, after a `#`. */
  readonly schemaPath: string
  readonly params: Readonly<Record<string, unknown>>
  /** The schema that the keyword stands in. */
  readonly parentSchema: { readonly properties?: Readonly<Record<string, unknown>> }
  /** The value itself. */
  readonly data: unknown
}
/** Whether a value is a config file; where not, `errors` of the function says why. */
declare const check: {
  (value: unknown): boolean
  errors?: readonly SchemaProblem[] | null
}
export default check
