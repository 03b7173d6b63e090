import type { UnreadableDocument } from '../model/rule.ts'
import type { Document } from '../source/yaml/document.ts'

/** What a rule may know of a document that gives no object. Its name is that of the file: nothing else identifies it. */
export function unreadableDocument({ file, index, error }: Document): UnreadableDocument {
  return {
    file,
    object: {
      apiVersion: '',
      group: '',
      kind: '',
      namespace: '',
      name: file,
      value: {},
      origin: { from: 'file', file, document: index, path: [] },
    },
    reason: error?.reason ?? '',
    line: error?.line ?? 1,
    column: error?.column ?? 1,
  }
}
