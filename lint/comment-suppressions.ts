import type { Suppression } from '../engine/suppress.ts'
import { at } from '../model/kube/address.ts'
import type { Document } from '../source/yaml/document.ts'
import { type IgnoreComment, ignoreComments } from '../source/yaml/ignore-comments.ts'
import type { Input } from './input.ts'
import { spanAt } from './place.ts'
import { textPlace } from './text-places.ts'

/** Suppressions written as comments, `# warrener-ignore rule -- reason`. They exist in text only: the API server never sees them. */
export const commentSuppressions = (input: Input): readonly Suppression[] =>
  input.documents.flatMap(document =>
    ignoreComments(document).flatMap(comment => entries(input, document, comment)),
  )

function entries(input: Input, document: Document, comment: IgnoreComment): readonly Suppression[] {
  const place = at(textPlace(document, { start: comment.offset, end: comment.offset + 1 }))
  const rules = comment.rules.length > 0 ? comment.rules : ['']
  return rules.map(rule => ({
    rule,
    reason: comment.reason,
    until: undefined,
    at: place,
    ...(comment.reason === ''
      ? { problem: 'no reason is given: write # warrener-ignore rule-id -- reason' }
      : {}),
    covers: finding => {
      const span = spanAt(input, finding.at)
      if (span === undefined || span.document.file !== document.file) return false
      return comment.covers.start <= span.start && span.start < comment.covers.end
    },
  }))
}
