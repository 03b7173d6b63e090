import type { Assignment, ParsedScript } from 'unbash'
import { type Budget, type Constants, noConstants } from './shell-text.ts'
import { visitAll } from './shell-visit.ts'
import { partsValue } from './shell-word.ts'

/** Variables that are assigned once in the whole script, to text without expansions. */
export function constantsOf(tree: ParsedScript, budget: Budget): Constants {
  const values = new Map<string, string>()
  const seen = new Set<string>()
  const assign = (name: string, value: string | undefined): void => {
    if (seen.has(name) || value === undefined) values.delete(name)
    else values.set(name, value)
    seen.add(name)
  }
  visitAll(tree, 0, ({ node }) => {
    if (node.type === 'Assignment') assign(node.name, literal(node))
    if (node.type === 'For' || node.type === 'Select') assign(node.name.value, undefined)
    if (node.type === 'Command' && node.name?.value === 'read')
      for (const { text } of node.args) assign(text, undefined)
    return true
  })
  return { values, budget }
}

function literal({ value, append, index }: Assignment): string | undefined {
  if (append || index || value.type !== 'Word') return undefined
  return value.parts ? partsValue(value.parts, noConstants, true) : value.value
}
