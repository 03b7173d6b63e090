import type { Assignment, ParsedScript, SyntaxNode } from 'unbash'
import { forEachChild } from 'unbash'
import { type Budget, type Constants, noConstants, partsValue } from './shell-word.ts'

/** Scripts in `$( )` inside each other that are followed. The parser itself does not limit them. */
export const maxSubstitutions = 16

/** Variables that are assigned once in the whole script, to text without expansions. */
export function constantsOf(tree: ParsedScript, budget: Budget): Constants {
  const values = new Map<string, string>()
  const seen = new Set<string>()
  const assign = (name: string, value: string | undefined): void => {
    if (seen.has(name) || value === undefined) values.delete(name)
    else values.set(name, value)
    seen.add(name)
  }
  const visit = (node: SyntaxNode, depth: number): void => {
    const inner = node.type === 'Script' ? depth + 1 : depth
    if (inner > maxSubstitutions) return
    if (node.type === 'Assignment') assign(node.name, literal(node))
    if (node.type === 'For' || node.type === 'Select') assign(node.name.value, undefined)
    if (node.type === 'Command' && node.name?.value === 'read')
      for (const { text } of node.args) assign(text, undefined)
    forEachChild(node, child => visit(child, inner))
  }
  visit(tree, 0)
  return { values, budget }
}

function literal({ value, append, index }: Assignment): string | undefined {
  if (append || index || value.type !== 'Word') return undefined
  return value.parts ? partsValue(value.parts, noConstants, true) : value.value
}
