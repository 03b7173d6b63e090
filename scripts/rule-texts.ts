import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Plugin } from 'esbuild'
import ts from 'typescript'
import type { RuleTexts } from '../model/rule/rule.ts'

/** What a rule says to its readers only: the type of rules that the bundles use does not have it either. */
const texts: Readonly<Record<keyof RuleTexts, true>> = {
  rationale: true,
  sources: true,
  evidence: true,
  example: true,
}

/** Leaves out of a bundle what rules say on their pages, and with it all that examples are made of. */
export const withoutRuleTexts: Plugin = {
  name: 'rules without their texts',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]policies[\\/][a-z0-9-]+\.ts$/ }, async ({ path }) => ({
      contents: withoutTexts(basename(path), await readFile(path, 'utf8')),
      loader: 'ts',
    })),
}

/** The text of a module whose default export is a rule without what the rule says to readers; of another one, as it is. */
export function withoutTexts(name: string, text: string): string {
  const rule = ts
    .createSourceFile(name, text, ts.ScriptTarget.Latest)
    .statements.filter(ts.isExportAssignment)
    .flatMap(({ expression }) => (ts.isCallExpression(expression) ? [...expression.arguments] : []))
    .find(ts.isObjectLiteralExpression)
  const cuts = (rule?.properties ?? []).filter(
    ({ name: key }) => key !== undefined && ts.isIdentifier(key) && key.text in texts,
  )
  return cuts.reduceRight(
    (left, { pos, end }) => left.slice(0, pos) + left.slice(end).replace(/^,/, ''),
    text,
  )
}
