import type { Document } from '../yaml/document.ts'
import { nodeAt } from '../yaml/locate.ts'
import { readPart } from '../yaml/read.ts'
import type { Part } from '../yaml/split.ts'
import { dereference } from '../yaml/tree.ts'

/** The lines of the literal block at a path; undefined for scalars of another style, whose text is not their value. */
export function linesAt(document: Document, path: readonly (string | number)[]): Part | undefined {
  const node = document.root && nodeAt(document.root, path)
  const scalar = node && dereference(node)
  if (scalar?.kind !== 'scalar' || scalar.style !== 'literal' || scalar.block === undefined) return undefined
  return { start: scalar.block.body, end: scalar.end }
}

/** The literal block at a path as a document of its own, whose number no other has: it begins where no other does. */
export function blockAt(document: Document, path: readonly (string | number)[]): Document | undefined {
  const part = linesAt(document, path)
  return part && readPart(document, part, 1_000_000_000 + part.start)
}
