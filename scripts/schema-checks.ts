import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type Options } from 'ajv'
import standalone from 'ajv/dist/standalone/index.js'

/*
 * Compiles JSON schemas to functions without imports: `npm run schema-checks`. So no bundle carries ajv, and nothing is
 * compiled when the command or the webhook starts.
 */
interface SchemaCheck {
  /** Both paths are from the root. */
  readonly schema: string
  readonly module: string
  readonly options: Options
}
export const schemaChecks: readonly SchemaCheck[] = [
  {
    schema: 'schemas/warrener-config.schema.json',
    module: 'cli/config/check.js',
    options: { allErrors: true, verbose: true },
  },
  {
    schema: 'webhook/shape/admission-review.json',
    module: 'webhook/shape/check.js',
    options: { allowUnionTypes: true },
  },
]

const root = join(import.meta.dirname, '..')

/** The text of a module whose default export tells whether a value fits the schema, with `errors` where it does not. */
export function checkSource({ schema, options }: SchemaCheck): string {
  const ajv = new Ajv({ ...options, code: { source: true, esm: true, lines: true } })
  const validate = ajv.compile(JSON.parse(readFileSync(join(root, schema), 'utf8')))
  return [
    `// Written by scripts/schema-checks.ts from ${schema}: do not edit by hand.`,
    '// biome-ignore-all lint: generated',
    '// biome-ignore-all format: generated',
    standalone.default(ajv, validate).trim(),
    '',
  ].join('\n')
}

if (import.meta.main)
  for (const check of schemaChecks) writeFileSync(join(root, check.module), checkSource(check))
