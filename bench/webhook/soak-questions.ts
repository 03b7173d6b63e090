import type { JsonObject } from '../../model/kube/json.ts'
import { objectsOf, pick, requestOf, wrapped } from '../../test/webhook/ask.ts'
import { cluster } from '../../test/webhook/cluster.ts'
import { create, kinds, largest, letThrough } from './reviews.ts'

/** A request, and whether an answer to it is right, however the API server does. */
export interface Question {
  readonly name: string
  readonly path: string
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
  /** The client goes away in the middle of it. */
  readonly leaves?: true
  /** It is answered, and the connection closed, before all of it is sent: the client may not see the answer. */
  readonly mayBreak?: true
  readonly isRight: (status: number, body: string) => boolean
}

const set = pick(objectsOf(cluster), 'StatefulSet')
const { volumeClaimTemplates: _, ...unclaimed } = set.spec as JsonObject
const service = pick(objectsOf(cluster), 'Service')
const { publishNotReadyAddresses: __, ...unpublished } = service.spec as JsonObject
const review = (object: JsonObject): string => JSON.stringify(wrapped(requestOf({ object })))

/** A StatefulSet whose pods have these variables. */
const withVariables = (env: readonly JsonObject[]): JsonObject => {
  const draft = structuredClone(set) as { spec: { template: { spec: { containers: { env?: unknown }[] } } } }
  for (const container of draft.spec.template.spec.containers) container.env = env
  return draft as unknown as JsonObject
}
/** Each stands for the one before twice: two to the fortieth in the end. */
const doubling = Array.from({ length: 40 }, (_value, index) => ({
  name: `V${index}`,
  value: index === 0 ? 'x' : `$(V${index - 1})$(V${index - 1})`,
}))
const deep = `${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`

/** A machine that is busy may have no time for a rule, or to judge a correction again: that is said, and is an answer. */
export const isLate = (body: string): boolean => /out of time|not corrected here/.test(body)

const responseOf = (body: string): JsonObject => JSON.parse(body).response
const allowed = (status: number, body: string): boolean => status === 200 && responseOf(body).allowed === true
const denied = (status: number, body: string): boolean => status === 200 && responseOf(body).allowed === false
const answered = (status: number, body: string): boolean =>
  status === 200 && typeof responseOf(body).allowed === 'boolean'
const is =
  (wanted: number) =>
  (status: number): boolean =>
    status === wanted
/** The API server comes again when it is asked to. */
const answeredOrAgain = (status: number, body: string): boolean => status === 503 || answered(status, body)

const timeout = '?timeout=10s'
const validate = `/validate${timeout}`

const ordinary: readonly Question[] = [
  ...letThrough.map(body => ({ name: 'let through', path: validate, body, isRight: allowed })),
  { name: 'good', path: validate, body: create, isRight: allowed },
  { name: 'bad', path: validate, body: review({ ...set, spec: unclaimed }), isRight: denied },
  {
    name: 'bad, warned of',
    path: `/validate/warn${timeout}`,
    body: review({ ...set, spec: unclaimed }),
    isRight: allowed,
  },
  {
    name: 'corrected',
    path: `/mutate${timeout}`,
    body: review({ ...service, spec: unpublished }),
    isRight: (status, body) => allowed(status, body) && typeof responseOf(body).patch === 'string',
  },
  ...Object.values(kinds).map(body => ({ name: 'of each kind', path: validate, body, isRight: answered })),
]
const hostile: readonly Question[] = [
  ['no review', '{}', is(400)],
  ['half a review', create.slice(0, 500), is(400)],
  ['a million brackets', '['.repeat(1_000_000), is(400)],
  ['7.2 MiB', `{"a":"${'x'.repeat(7.2 * 1024 * 1024)}"}`, is(413)],
  ['a thousand deep', create.replace('"metadata":{', `"deep":${deep},"metadata":{`), is(400)],
  ['__proto__', create.replace('"metadata":{', '"__proto__":{"kind":"Service"},"metadata":{'), answered],
  ['forty variables that double', review(withVariables(doubling)), answered],
].map(
  ([name, body, isRight]) =>
    ({ name, path: validate, body, isRight, ...(name === '7.2 MiB' && { mayBreak: true }) }) as Question,
)

/** Many are ordinary, some hostile, and few large. */
export const questions: readonly Question[] = [
  ...Array.from({ length: 12 }, () => ordinary).flat(),
  ...hostile,
  {
    name: 'no JSON by its type',
    path: validate,
    body: create,
    headers: { 'content-type': 'text/plain' },
    isRight: is(415),
  },
  { name: 'gone in the middle', path: validate, body: create, leaves: true, isRight: () => true },
  { name: 'large', path: '/validate?timeout=30s', body: largest(), isRight: answeredOrAgain },
]
