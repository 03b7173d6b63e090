import { isArray, isObject, type JsonObject, member } from '../../model/kube/json.ts'
import { scalarText } from '../../model/kube/read.ts'
import { type ApiConnection, pathOf, tooLarge } from '../../webhook/api-connection.ts'
import { reasonOf, refusalOf } from '../ask.ts'
import type { AuditedKind } from './kinds.ts'

/** Objects asked for at a time, and the most that are read of one kind and place. */
const [pageSize, mostObjects] = [500, 20_000]
/** A page that says nothing for so long never comes. */
const patienceMs = 30_000
const metadataOnly = 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io'

/** What was read of a kind, and why that may not be all. */
export interface Listed {
  readonly objects: readonly JsonObject[]
  readonly why?: string
}

/**
 * All objects of a kind in a namespace, or everywhere for ''. A kind that is not served has none. Never rejects: what cannot be
 * read is told.
 */
export async function listed(api: ApiConnection, kind: AuditedKind, namespace: string): Promise<Listed> {
  const objects: JsonObject[] = []
  try {
    if (kind.bareOnly) return await bare(api, kind, namespace, objects)
    for await (const page of pages(api, kind, namespace)) {
      objects.push(...page)
      if (objects.length >= mostObjects) return tooMany(objects)
    }
    return { objects }
  } catch (error) {
    return { objects, why: reasonOf(error) }
  }
}

/** One object by name; undefined where there is none. */
export async function named(
  api: ApiConnection,
  kind: AuditedKind,
  namespace: string,
  name: string,
): Promise<JsonObject | undefined> {
  const path = `${pathOf(kind, namespace)}/${encodeURIComponent(name)}`
  const answer = await api.exchange({ path, signal: AbortSignal.timeout(patienceMs) })
  if (answer.status === 404) return undefined
  if (answer.status === 200 && answer.body) return answer.body
  throw new Error(refusalOf(answer))
}

const tooMany = (objects: readonly JsonObject[]): Listed => ({
  objects,
  why: `there are more than ${mostObjects}`,
})

/** Those without a controller: first only the names of all, then these by name. */
async function bare(
  api: ApiConnection,
  kind: AuditedKind,
  namespace: string,
  objects: JsonObject[],
): Promise<Listed> {
  let seen = 0
  for await (const page of pages(api, kind, namespace, metadataOnly)) {
    seen += page.length
    for (const { metadata } of page) {
      const owners = member(metadata, 'ownerReferences')
      if (isArray(owners) && owners.some(owner => member(owner, 'controller') === true)) continue
      const [space = '', name = ''] = [member(metadata, 'namespace'), member(metadata, 'name')].map(
        scalarText,
      )
      const found = await named(api, kind, space, name)
      if (found) objects.push(found)
      if (objects.length >= pageSize)
        return { objects, why: `there are more than ${pageSize} that nobody made` }
    }
    if (seen >= mostObjects * 5) return tooMany(objects)
  }
  return { objects }
}

async function* pages(
  api: ApiConnection,
  kind: AuditedKind,
  namespace: string,
  accept?: string,
): AsyncGenerator<readonly JsonObject[], void> {
  let [limit, token] = [pageSize, '']
  for (;;) {
    const query = new URLSearchParams({ limit: String(limit), ...(token === '' ? {} : { continue: token }) })
    const path = `${pathOf(kind, namespace)}?${query}`
    const sent = {
      path,
      signal: AbortSignal.timeout(patienceMs),
      ...(accept === undefined ? {} : { accept }),
    }
    const answer = await api.exchange(sent).catch(error => {
      if (reasonOf(error) === tooLarge && limit > 1) return undefined
      throw error
    })
    if (!answer) {
      limit = Math.ceil(limit / 8)
      continue
    }
    if (answer.status === 404 && token === '') return
    const items = member(answer.body, 'items')
    // An empty list of Go may be null.
    if (answer.status !== 200 || (items !== null && !isArray(items))) throw new Error(refusalOf(answer))
    yield (items ?? []).filter(isObject)
    token = scalarText(member(member(answer.body, 'metadata'), 'continue')) ?? ''
    if (token === '') return
  }
}
