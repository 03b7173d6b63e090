import { apiRemoval } from '../facts/kubernetes-apis.ts'
import { kindsOf, knownKinds, typeOfKind } from '../facts/kubernetes-types.ts'
import { nearest } from '../facts/nearest.ts'
import { brokerImage } from './formats/text/image.ts'
import { isString, listOf, member } from './kube/json.ts'
import { type KubeObject, mayHold } from './kube/object.ts'
import { onceEach } from './kube/once-each.ts'
import { dig } from './kube/read.ts'
import type { World } from './kube/world.ts'

/** What is meant by a kind, or an API version, that does not exist or is not written; an empty kind is not known. */
export interface Meant {
  readonly apiVersion: string
  readonly kind: string
}

/** What an object is to be whose API version has no such kind; undefined for all that exists, or may. */
export const meantBy = onceEach(({ apiVersion, kind, group }: KubeObject): Meant | undefined => {
  if (kind === '') return kindsOfGroup(apiVersion).length > 0 ? { apiVersion, kind } : undefined
  if (apiVersion === '') return versionOf(kind)
  if (typeOfKind(apiVersion, kind) !== undefined || apiRemoval(apiVersion, kind)) return undefined
  const served = kindsOf(apiVersion)
  if (served.includes(kind)) return undefined
  const versions = knownKinds().get(kind) ?? []
  // The kind of another group is another kind, unless that group is one of Kubernetes itself.
  if (versions.length > 0) {
    const isOurs = served.length > 0 || versions.some(version => version.split('/')[0] === group)
    return isOurs ? versionOf(kind) : undefined
  }
  const all = served.length > 0 ? served : kindsOfGroup(apiVersion)
  const near = nearest(kind, all, 2)
  return near === undefined ? undefined : { apiVersion, kind: near }
})

/** A kind under the newest API version that has it. */
function versionOf(kind: string): Meant | undefined {
  const apiVersion = knownKinds().get(kind)?.at(-1)
  return apiVersion === undefined ? undefined : { apiVersion, kind }
}

/** The kinds that are known here of an API version. */
const kindsOfGroup = (apiVersion: string): readonly string[] =>
  [...knownKinds()].flatMap(([kind, versions]) => (versions.includes(apiVersion) ? [kind] : []))

/** The objects of no kind at all that are to be a RabbitMQ or, where there is one, mention it. */
export function misfitsIn(world: World, hasBroker: boolean): readonly KubeObject[] {
  // There are many objects, and few types.
  const types = new Map<string, boolean>()
  const hasMeaning = (object: KubeObject): boolean => {
    const type = `${object.apiVersion}\0${object.kind}`
    const known = types.get(type) ?? meantBy(object) !== undefined
    types.set(type, known)
    return known
  }
  return world.objects.filter(
    object =>
      object.origin.from === 'file' &&
      object.standsFor === undefined &&
      hasMeaning(object) &&
      mayHold(object, /rabbit/i) &&
      (hasBroker || runsBroker(object)),
  )
}

const runsBroker = ({ value, group }: KubeObject): boolean =>
  group === 'rabbitmq.com' ||
  [
    ['spec', 'template', 'spec', 'containers'],
    ['spec', 'containers'],
  ]
    .flatMap(path => listOf(dig(value, path)))
    .some(container => {
      const image = member(container, 'image')
      return isString(image) && brokerImage(image) === 'yes'
    })
