import { cluster, type Sample } from '../policies/sample.ts'

const isHeadless = (document: string): boolean =>
  /^kind: Service$/m.test(document) && /^ {2}name: rabbitmq-headless$/m.test(document)
const joined = (documents: readonly string[]): string => documents.join('---\n')

/** The sample in two: all but the Service that governs the pods, and that Service. */
export function inTwoParts(sample: Sample = {}): { readonly rest: string; readonly headless: string } {
  const documents = cluster(sample).split('---\n')
  return {
    rest: joined(documents.filter(document => !isHeadless(document))),
    headless: joined(documents.filter(isHeadless)),
  }
}
