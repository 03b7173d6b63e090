import type { KubeObject } from '../model/kube/object.ts'
import type { Span } from '../model/kube/span.ts'
import type { UnreadableDocument } from '../model/rule/rule.ts'
import type { Document } from '../source/yaml/document.ts'

/** A place in a file that belongs to no object: a document that cannot be read, a comment. Only its file identifies it. */
export const textPlace = ({ file, index }: Document, span: Span): KubeObject => ({
  standsFor: 'text',
  apiVersion: '',
  group: '',
  kind: '',
  namespace: '',
  name: file,
  value: {},
  origin: { from: 'file', file, document: index, path: [], span },
})

/** What a rule may know of a document that gives no object. */
export function unreadableDocument(document: Document): UnreadableDocument {
  const { file, error, start } = document
  const offset = error?.offset ?? start
  return {
    file,
    problem: error === undefined || error.problem === 'template' ? 'syntax' : error.problem,
    object: textPlace(document, { start: offset, end: offset + 1 }),
    reason: error?.reason ?? '',
  }
}
