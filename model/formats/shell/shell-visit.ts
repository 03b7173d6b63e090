import { forEachChild, type SyntaxNode } from 'unbash'

/**
 * Expansions inside each other that are followed. The parser reads what is inside one when it is asked for, without a
 * limit of its own, and reads the rest of the text each time.
 */
const maxExpansions = 16
const expansions: ReadonlySet<SyntaxNode['type']> = new Set([
  'CommandExpansion',
  'ArithmeticExpansion',
  'ParameterExpansion',
  'ProcessSubstitution',
])

/** One node of a tree: what it stands in, and how many expansions it stands in. */
export interface Visited {
  readonly node: SyntaxNode
  readonly parent: SyntaxNode
  readonly depth: number
}

/**
 * Visits a node and what is in it, in the order of the text; `visit` says whether to go into a node. `depth` is that of
 * the node itself. Without recursion: a sum of many terms is a tree as deep.
 */
export function visitAll(root: SyntaxNode, depth: number, visit: (visited: Visited) => boolean): void {
  const stack: Visited[] = [{ node: root, parent: root, depth }]
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node } = next
    const inner = expansions.has(node.type) ? next.depth + 1 : next.depth
    if (inner > maxExpansions || !visit(next)) continue
    const children: Visited[] = []
    forEachChild(node, child => void children.push({ node: child, parent: node, depth: inner }))
    for (const child of children.reverse()) stack.push(child)
  }
}
