import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import standalone from 'ajv/dist/standalone/index.js'

const here = import.meta.dirname

/**
 * The text of check.js: the schema of the config file as one function without imports, so that the command carries no
 * schema compiler and compiles nothing when it starts.
 */
export function configCheckSource(): string {
  const schema = JSON.parse(readFileSync(join(here, '../../schemas/warrener-config.schema.json'), 'utf8'))
  const ajv = new Ajv({ allErrors: true, verbose: true, code: { source: true, esm: true, lines: true } })
  return [
    '// Written by generate.ts from schemas/warrener-config.schema.json: do not edit by hand.',
    '// biome-ignore-all lint: generated',
    '// biome-ignore-all format: generated',
    standalone.default(ajv, ajv.compile(schema)).trim(),
    '',
  ].join('\n')
}

if (import.meta.main) writeFileSync(join(here, 'check.js'), configCheckSource())
