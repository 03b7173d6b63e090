import type { ObjectReader } from './reader.ts'

export interface Watch {
  answered(verb: string, kind: string): void
  failed(verb: string, kind: string, error: unknown): void
}

/** The same reader; what becomes of each look-up is told. */
export function toldReader(reader: ObjectReader, watch: Watch): ObjectReader {
  const told = <T>(verb: string, kind: string, answer: Promise<T>): Promise<T> => {
    answer.then(
      () => watch.answered(verb, kind),
      error => watch.failed(verb, kind, error),
    )
    return answer
  }
  return Object.assign(Object.create(reader), {
    get: (...args) => told('get', args[0].kind, reader.get(...args)),
    list: (...args) => told('list', args[0].kind, reader.list(...args)),
    may: (...args) => told('may', 'SubjectAccessReview', reader.may(...args)),
    ...(reader.live === undefined ? {} : { live: toldReader(reader.live, watch) }),
  } satisfies Partial<ObjectReader>)
}
