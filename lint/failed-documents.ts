import type { UnreadFile } from '../source/source-file.ts'
import type { SourceTree } from '../source/tree.ts'
import { mayHoldBroker } from '../source/visibility.ts'
import { type Document, plainFile, unusable } from '../source/yaml/document.ts'
import { unbuiltDocuments } from './unbuilt.ts'

/** A document that cannot be read, a kustomization that cannot be built, or a file that was not read. */
export interface FailedDocument {
  readonly document: Document
  /** Else it is only listed. */
  readonly isFinding: boolean
  /** That a RabbitMQ may be in it, which then was not judged. */
  readonly hides?: string
}

/**
 * What cannot be read or built is a finding in a file that was named, or where it shows a Kubernetes object that mentions
 * RabbitMQ.
 */
export function failedDocuments(
  tree: SourceTree,
  unread: readonly UnreadFile[],
  named: ReadonlySet<string>,
): readonly FailedDocument[] {
  const isFinding = (document: Document): boolean => named.has(document.file) || showsRabbit(document.text())
  const broken = tree.documents.filter(({ error }) => error !== undefined)
  return [
    ...broken.map(document =>
      failed(document, document.error?.problem !== 'template' && isFinding(document)),
    ),
    ...unread
      .filter(({ isBeyond }) => isBeyond !== true)
      .map(file => {
        const document = unreadDocument(file)
        // A link may well lead to what is read where it is.
        const isFault = file.problem === 'link' ? named.has(file.name) : isFinding(document)
        return failed(document, isFault && file.isContext !== true)
      }),
    ...unbuiltDocuments(tree).map(({ document, mentionsRabbit }) => ({
      document,
      isFinding: named.has(document.file) || mentionsRabbit,
    })),
  ]
}

function failed(document: Document, isFinding: boolean): FailedDocument {
  const { file } = document
  const mayHide = isFinding && mayHoldBroker({ file, text: document.text() })
  return {
    document,
    isFinding,
    ...(mayHide ? { hides: `${file} was not read and may hold a RabbitMQ` } : {}),
  }
}

/** A file that was not read, as a document of what can be told of its text. */
function unreadDocument({ name, why, problem, text = '', offset = 0 }: UnreadFile): Document {
  const place = { index: 0, start: 0, end: text.length, text: () => text }
  const error = { problem: problem === 'link' ? ('access' as const) : problem, offset, reason: why }
  return unusable({ ...plainFile(name, text), ...place }, error)
}

const showsRabbit = (text: string): boolean =>
  /rabbitmq/i.test(text) && /(?:^|[{,])[ \t]*["']?kind["']?[ \t]*:/m.test(text)
