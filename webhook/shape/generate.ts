import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import standalone from 'ajv/dist/standalone/index.js'

const here = import.meta.dirname

/**
 * The text of check.js: the schema beside it as one function without imports, so that neither the server nor a bundle
 * carries ajv, and nothing is compiled when the webhook starts.
 */
export function shapeCheckSource(): string {
  const schema = JSON.parse(readFileSync(join(here, 'admission-review.json'), 'utf8'))
  const ajv = new Ajv({ code: { source: true, esm: true, lines: true }, allowUnionTypes: true })
  const code = standalone.default(ajv, ajv.compile(schema))
  return [
    '// Written by generate.ts from admission-review.json: do not edit by hand.',
    '// biome-ignore-all lint: generated',
    '// biome-ignore-all format: generated',
    code.trim(),
    '',
  ].join('\n')
}

if (import.meta.main) writeFileSync(join(here, 'check.js'), shapeCheckSource())
