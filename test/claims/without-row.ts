import { globSync, readFileSync } from 'node:fs'
import { rules } from '../../policies/index.ts'
import { literalsOf } from './literals.ts'
import { printedBy } from './printed.ts'

/**
 * Texts that no row shows, by module: of rules, and of modules that rules call or of which rows show another text. A text that is
 * printed is a claim, and each variant of it has a row that shows it: a text of a rule one of its own, a text of the modules below
 * rules one of any rule.
 */
export async function textsWithoutRow(): Promise<ReadonlyMap<string, readonly string[]>> {
  const printed = new Map<string, readonly string[]>()
  for (const rule of rules) printed.set(rule.id, await printedBy(rule))
  const any = [...printed.values()].flat()

  const noRules = globSync('policies/{index.ts,sample.ts,sample/*.ts}')
  const inRules = globSync('policies/*.ts').filter(file => !noRules.includes(file))
  const imported = new Set(inRules.flatMap(file => importsOf(readFileSync(file, 'utf8'))))

  const missing = new Map<string, readonly string[]>()
  for (const file of [...inRules, ...globSync('{model,facts}/**/*.ts')]) {
    const literals = literalsOf(file, readFileSync(file, 'utf8'))
    const texts = printed.get(/^policies\/(.*)\.ts$/.exec(file)?.[1] ?? '') ?? any
    const left = literals.filter(text => !texts.some(text.isIn))
    const holdsTexts = texts !== any || imported.has(file) || left.length < literals.length
    if (holdsTexts && left.length > 0) missing.set(file, [...new Set(left.map(({ shown }) => shown))])
  }
  return missing
}

/** What a module imports from model and facts to call it. */
function importsOf(source: string): readonly string[] {
  return [...source.matchAll(/^import (?!type )[^;]*? from '\.\.\/((?:model|facts)\/[^']+)'$/gm)].flatMap(
    ([, path]) => path ?? [],
  )
}
