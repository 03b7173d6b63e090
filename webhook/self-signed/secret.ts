import { type JsonObject, member, objectOf } from '../../model/kube/json.ts'
import { conflict, Problem, problemOf, type Send } from './api.ts'
import { dataOf, type Held, heldIn } from './held.ts'
import { label, type Place } from './place.ts'

/** The Secret as it was read. */
export interface Kept {
  /** Undefined: there are no certificates yet. */
  readonly held: Held | undefined
  /** Undefined: there is no Secret. */
  readonly version: string | undefined
}

const type = 'kubernetes.io/tls'
const collectionOf = ({ namespace }: Place): string => `/api/v1/namespaces/${namespace}/secrets`
const nameOf = ({ namespace, secret }: Place): string => `the Secret ${namespace}/${secret}`

/**
 * Reads the certificates.
 * @throws Problem where they cannot be read, or the Secret is not one of ours
 */
export async function readSecret(send: Send, place: Place): Promise<Kept> {
  const told = await send({ method: 'GET', path: `${collectionOf(place)}/${place.secret}` })
  if (told.status === 404) return { held: undefined, version: undefined }
  if (told.status !== 200 || !told.body) throw problemOf(told, `${nameOf(place)} cannot be read`)
  const { metadata, data } = told.body
  const strange = strangeness(told.body)
  if (strange !== undefined) throw foreign(place, strange)
  const version = String(member(metadata, 'resourceVersion'))
  const texts = Object.entries(objectOf(data)).map(([key, value]) => [key, decoded(String(value))])
  // Made empty, by whoever gives no right to create Secrets.
  if (texts.length === 0) return { held: undefined, version }
  const held = heldIn(Object.fromEntries(texts))
  if (typeof held === 'string') throw foreign(place, held)
  return { held, version }
}

/**
 * Writes the certificates, unless the Secret is no longer what was read.
 * @throws Problem where it cannot be written
 */
export async function writeSecret(
  send: Send,
  place: Place,
  held: Held,
  version: string | undefined,
): Promise<typeof conflict | 'written'> {
  const path = collectionOf(place)
  const metadata = { name: place.secret, namespace: place.namespace, labels: { [label.name]: label.value } }
  const data = Object.fromEntries(Object.entries(dataOf(held)).map(([key, text]) => [key, encoded(text)]))
  const secret = { apiVersion: 'v1', kind: 'Secret', type, data }
  const told =
    version === undefined
      ? await send({ method: 'POST', path, body: { ...secret, metadata } })
      : await send({
          method: 'PUT',
          path: `${path}/${place.secret}`,
          body: { ...secret, metadata: { ...metadata, resourceVersion: version } },
        })
  // Gone, or there already: somebody else was faster.
  if (told.status === 409 || (version !== undefined && told.status === 404)) return conflict
  if (told.status !== 200 && told.status !== 201) throw problemOf(told, `${nameOf(place)} cannot be written`)
  return 'written'
}

function strangeness({ metadata, type: found }: JsonObject): string | undefined {
  if (member(member(metadata, 'labels'), label.name) !== label.value)
    return `it has no label ${label.name}=${label.value}`
  if (found !== type) return `its type is ${String(found)}`
  return undefined
}

const foreign = (place: Place, why: string): Problem =>
  new Problem(
    `${nameOf(place)} was not written by --self-signed (${why}) and is left as it is: delete it if nobody needs it, ` +
      'or serve it with --tls-cert and --tls-key',
  )

const decoded = (text: string): string => Buffer.from(text, 'base64').toString('utf8')
const encoded = (text: string): string => Buffer.from(text, 'utf8').toString('base64')
