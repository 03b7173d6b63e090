import type { Fault } from '../../test/webhook/fake-api.ts'

/** The API server as pepr sees it: it keeps its state in a resource of its own, and waits for it before it answers. */
export const answerForPepr: Fault = ({ url = '', method }, response) => {
  if (!url.includes('peprstores')) return false
  const name = /pepr-bench-\w+/.exec(url)?.[0] ?? ''
  const store = {
    ...{ apiVersion: 'pepr.dev/v1', kind: 'PeprStore', data: {} },
    metadata: { name, namespace: 'pepr-system', uid: name, resourceVersion: '1' },
  }
  response.writeHead(method === 'POST' ? 201 : 200, { 'content-type': 'application/json' })
  if (url.includes('watch=')) response.write(`${JSON.stringify({ type: 'ADDED', object: store })}\n`)
  else
    response.end(
      JSON.stringify(url.includes('fieldSelector') ? { ...store, kind: 'List', items: [store] } : store),
    )
  return true
}
