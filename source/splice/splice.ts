import { sameJson } from '../../model/formats/text/change.ts'
import { applyPatch } from '../../model/kube/apply-patch.ts'
import type { JsonPatchOp } from '../../model/kube/edit.ts'
import type { Json } from '../../model/kube/json.ts'
import { fromPointer } from '../../model/kube/json-pointer.ts'
import type { Document } from '../yaml/document.ts'
import { rereadDocument } from '../yaml/read.ts'
import { addMember } from './add.ts'
import { layoutOf } from './layout.ts'
import { meansElse, NotFixableHere } from './not-fixable.ts'
import { removeMember } from './remove.ts'
import { replaceValue } from './replace.ts'
import { routeTo } from './route.ts'
import { applyEdit, minimal, type TextEdit } from './text-edit.ts'

export { meansElse, NotFixableHere } from './not-fixable.ts'
export { applyEdit, type TextEdit } from './text-edit.ts'

/**
 * One operation on the value of a document as one replacement in the text of its file: in the quotes, the indentation
 * and the line breaks that are there, with everything around it left as it is. Throws NotFixableHere.
 */
export function splice(document: Document, op: JsonPatchOp): TextEdit {
  const { root, source } = document
  if (root === undefined) throw new NotFixableHere('the document cannot be read')
  const tokens = fromPointer(op.path)
  const last = tokens.at(-1)
  if (last === undefined) throw new NotFixableHere('it would replace the whole document')
  return minimal(source, ended(source, edit(document, root, tokens, op), op))
}

/** A text that ends with a line break, as the last lines of the file: a literal block without one is another text. */
function ended(source: string, edit: TextEdit, op: JsonPatchOp): TextEdit {
  const { insert } = edit
  const isOpen = edit.end === source.length && /[\r\n]/.test(insert) && !/[\r\n]$/.test(insert)
  if (!isOpen || op.op === 'remove' || !endsLine(op.value)) return edit
  return { ...edit, insert: insert + (insert.includes('\r\n') ? '\r\n' : '\n') }
}

/** Whether what is written last of a value is a text that ends with a line break. */
function endsLine(value: Json): boolean {
  if (typeof value === 'string') return value.endsWith('\n')
  const last = typeof value === 'object' && value !== null ? Object.values(value).at(-1) : undefined
  return last !== undefined && endsLine(last)
}

function edit(
  document: Document,
  root: NonNullable<Document['root']>,
  tokens: readonly string[],
  op: JsonPatchOp,
): TextEdit {
  const layout = layoutOf(document)
  if (op.op === 'remove') return removeMember(routeTo(root, tokens), layout)
  const parent = routeTo(root, tokens.slice(0, -1))
  const last = tokens.at(-1) ?? ''
  const isThere = parent.node.kind === 'map' && parent.node.entries.some(({ key }) => key === last)
  if (op.op === 'add' && !isThere) return addMember(parent, last, op.value, layout)
  const link = routeTo(root, tokens).links.at(-1)
  if (link === undefined) throw new NotFixableHere('it would replace the whole document')
  return replaceValue(link, op.value, layout)
}

/**
 * The document as it is read from the file after the operation: its `source` is the new text of the file. Nothing but
 * what the operation means has changed: the text of every other document is the same, and the value is that of the
 * operation applied to the old one. Throws NotFixableHere where that is not so.
 */
export function spliceChecked(document: Document, op: JsonPatchOp): Document {
  const text = applyEdit(document.source, splice(document, op))
  const after = rereadDocument(document, text)
  if (after?.value === undefined || document.value === undefined)
    throw new NotFixableHere('the text could not be read again')
  if (!sameJson(after.value, applyPatch(document.value, op))) {
    throw new NotFixableHere(meansElse)
  }
  return after
}
