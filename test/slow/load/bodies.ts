import type { JsonObject } from '../../../model/kube/json.ts'
import { objectsOf, pick, requestOf, wrapped } from '../../webhook/ask.ts'
import { cluster } from '../../webhook/cluster.ts'

const set = pick(objectsOf(cluster), 'StatefulSet')
const service = pick(objectsOf(cluster), 'Service')

/** A StatefulSet so large that it is judged in a thread. */
function large(): JsonObject {
  const annotations = { note: 'x'.repeat(300 * 1024) }
  return { ...set, metadata: { ...(set.metadata as JsonObject), annotations } }
}

/** Somebody else's, which is let through. */
const other: JsonObject = {
  ...service,
  metadata: { name: 'postgres', namespace: 'db' },
  spec: { ports: [{ port: 5432 }] },
}

/** Reviews as they come: most of them about others, and one of 128 is large. */
export const bodies = Array.from({ length: 128 }, (_, index) => {
  const object = index === 0 ? large() : index % 4 === 1 ? set : index % 4 === 2 ? service : other
  const request = { ...requestOf({ object }), uid: `of-load-${index}-` }
  return { uid: request.uid, body: JSON.stringify(wrapped(request)) }
})
