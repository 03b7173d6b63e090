import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The project's own modules, by path: what a change of the data may touch. */
export type OwnCode = ReadonlyMap<string, string>

/** @param root the folder of the project */
export const ownCode = (root: string): OwnCode =>
  new Map(
    globSync(['facts/**/*.ts', 'model/**/*.ts', 'policies/*.ts'], { cwd: root })
      .filter(path => !path.startsWith('facts/data/'))
      .sort()
      .map(path => [path, readFileSync(join(root, path), 'utf8')]),
  )

/** A module as a reader knows it: a rule by its id, others by their path. */
export const titleOf = (path: string): string => /^policies\/([\w-]+)\.ts$/.exec(path)?.[1] ?? path

/** The modules that spell a name out. A `$name` in a key stands for any text, so only what is before it is looked for. */
export function namers(code: OwnCode, name: string): readonly string[] {
  const fixed = name.replace(/\.?\$.*$/, '')
  const quote = /[._-]/.test(fixed) ? '' : '[\'"`]'
  const text = new RegExp(`(?<![\\w.-])${quote}${fixed.replaceAll('.', '\\.')}${quote}(?![\\w-])`)
  return fixed === ''
    ? []
    : [...code].flatMap(([path, source]) =>
        source.includes(fixed) && text.test(source) ? [titleOf(path)] : [],
      )
}

/** The rules and modules of the model that ask a module of facts/data/, through whatever module of facts. */
export function askers(code: OwnCode, file: string): readonly string[] {
  const facts = new Set<string>([`/data/${file}.ts`])
  const imports = (source: string): boolean =>
    [...source.matchAll(/from '([^']+)'/g)].some(([, from = '']) =>
      [...facts].some(module => from.endsWith(module)),
    )
  for (let size = 0; size !== facts.size; ) {
    size = facts.size
    for (const [path, source] of code)
      if (path.startsWith('facts/') && imports(source)) facts.add(path.slice(path.lastIndexOf('/')))
  }
  return [...code].flatMap(([path, source]) =>
    !path.startsWith('facts/') && imports(source) ? [titleOf(path)] : [],
  )
}
