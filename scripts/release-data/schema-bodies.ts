import type { Repository } from './git.ts'
import { schemaOf } from './tables.ts'

/** Validators and translations whose code two releases have differently, in words. */
export function changedBodies(source: Repository, before: string, after: string): readonly string[] {
  const [old, fresh] = [schemaOf(source, before), schemaOf(source, after)]
  const bodies = (validators: typeof old.validators): ReadonlyMap<string, string> =>
    new Map([...validators].map(([name, { body }]) => [name, body]))
  return [
    ...differing('validator', bodies(old.validators), bodies(fresh.validators)),
    ...differing('translation', old.translations, fresh.translations),
  ]
}

function differing(
  what: string,
  old: ReadonlyMap<string, string>,
  fresh: ReadonlyMap<string, string>,
): readonly string[] {
  return [...new Set([...old.keys(), ...fresh.keys()])].sort().flatMap(name => {
    if (old.get(name) === fresh.get(name)) return []
    const change = old.has(name) ? (fresh.has(name) ? 'changed' : 'gone') : 'new'
    return [`${what} \`${name}\`: ${change}`]
  })
}
