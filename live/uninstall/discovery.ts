import { isObject, isString, type JsonObject, listOf, member } from '../../model/kube/json.ts'
import { dig } from '../../model/kube/read.ts'
import type { ApiConnection } from '../../webhook/api-connection.ts'
import { reasonOf, refusalOf } from '../ask.ts'

/** Why something could not be read: nothing is deleted then. */
export class Unreadable extends Error {}

/** Objects of a kind in namespaces, as the API server serves them. */
export interface Resource {
  readonly kind: string
  /** `/apis/apps/v1`. */
  readonly root: string
  readonly plural: string
}

const discovery = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'
const metadataOnly = 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io'
const patienceMs = 20_000

/** All that can be in a namespace and be deleted, each in the version that the API server prefers. @throws Unreadable */
export async function namespacedResources(api: ApiConnection): Promise<readonly Resource[]> {
  const resources: Resource[] = []
  for (const path of ['/api', '/apis'])
    for (const group of listOf(member(await answered(api, path, discovery), 'items')).filter(isObject))
      resources.push(...resourcesOf(path, group))
  return resources
}

function resourcesOf(path: string, group: JsonObject): readonly Resource[] {
  const name = dig(group, ['metadata', 'name'])
  const seen = new Set<string>()
  return listOf(group.versions).flatMap(entry => {
    const version = member(entry, 'version')
    const root = [path, ...(isString(name) && name !== '' ? [name] : []), String(version)].join('/')
    return listOf(member(entry, 'resources')).flatMap(resource => {
      const plural = String(member(resource, 'resource'))
      const verbs = listOf(member(resource, 'verbs'))
      const isFit =
        member(resource, 'scope') === 'Namespaced' && verbs.includes('list') && verbs.includes('delete')
      // An older version of the same.
      if (!isFit || seen.has(plural)) return []
      seen.add(plural)
      return [{ kind: String(dig(resource, ['responseKind', 'kind'])), root, plural }]
    })
  })
}

/** What is told of each object of a list: its metadata. Nothing where the kind is not served. @throws Unreadable */
export async function listed(api: ApiConnection, path: string): Promise<readonly JsonObject[]> {
  const list = await answered(api, path, metadataOnly)
  return listOf(member(list, 'items')).filter(isObject)
}

/** As `listed`, whole objects. @throws Unreadable */
export async function listedWhole(api: ApiConnection, path: string): Promise<readonly JsonObject[]> {
  return listOf(member(await answered(api, path), 'items')).filter(isObject)
}

async function answered(api: ApiConnection, path: string, accept?: string): Promise<JsonObject | undefined> {
  const shown = path.split('?')[0]
  try {
    const signal = AbortSignal.timeout(patienceMs)
    const answer = await api.exchange({ path, signal, ...(accept === undefined ? {} : { accept }) })
    if (answer.status === 404) return undefined
    if (answer.status === 200 && answer.body) return answer.body
    throw new Unreadable(`${shown} could not be read: ${refusalOf(answer)}`)
  } catch (error) {
    if (error instanceof Unreadable) throw error
    throw new Unreadable(`${shown} could not be read: ${reasonOf(error)}`)
  }
}
