import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clusterReader } from '../../webhook/cluster-reader.ts'
import { type ObjectReader, type ServedKind, servedKind } from '../../webhook/reader.ts'
import { afterAll, beforeAll, expect, test } from '../jest.ts'
import { selfSigned } from './self-signed.ts'

const never = new AbortController().signal
const folder = mkdtempSync(join(tmpdir(), 'warrener-reader-'))
const kindOf = (group: string, kind: string): ServedKind => {
  const found = servedKind({ group, kind })
  if (!found) throw new Error(`${kind} is not read`)
  return found
}
const service = kindOf('', 'Service')

/** What a stand-in for the API server answers, by path. */
const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/api/v1/namespaces/mq/services/rabbitmq': response =>
    void response.end(
      '{"apiVersion":"v1","kind":"Service","metadata":{"name":"rabbitmq"},"spec":{"unknown":{"kept":1}}}',
    ),
  '/api/v1/namespaces/mq/services': response =>
    void response.end('{"kind":"ServiceList","items":[{"metadata":{"name":"a"}},{"metadata":{"name":"b"}}]}'),
  '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings': response => void response.end('{"items":[]}'),
  '/apis/apps/v1/namespaces/mq/statefulsets': response =>
    void response.writeHead(403).end('{"kind":"Status"}'),
  '/apis/apps/v1/namespaces/mq/statefulsets/broken': response => void response.end('<html>'),
  '/api/v1/namespaces/mq/services/late': () => undefined,
}
const seen: { readonly path: string; readonly token: string }[] = []
let server: Server
let reader: ObjectReader

beforeAll(async () => {
  const { key, cert } = selfSigned(['localhost'])
  server = createServer({ key, cert }, (request, response) => {
    const path = request.url ?? ''
    seen.push({ path, token: request.headers.authorization ?? '' })
    const answer = answers[path]
    if (answer) answer(response)
    else response.writeHead(404).end('{"kind":"Status","code":404}')
  })
  await new Promise<void>(resolve => void server.listen(0, 'localhost', resolve))
  const { port } = server.address() as AddressInfo
  const kubeconfig = {
    clusters: [
      {
        name: 'c',
        cluster: {
          server: `https://localhost:${port}`,
          'certificate-authority-data': Buffer.from(cert).toString('base64'),
        },
      },
    ],
    users: [{ name: 'u', user: { token: 'abc' } }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'x',
  }
  writeFileSync(join(folder, 'kubeconfig'), JSON.stringify(kubeconfig))
  writeFileSync(join(folder, 'empty'), '{}')
  const plain = { ...kubeconfig, clusters: [{ name: 'c', cluster: { server: 'http://localhost:8080' } }] }
  writeFileSync(join(folder, 'plain'), JSON.stringify(plain))
  reader = clusterReader(join(folder, 'kubeconfig'))
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true })
})

test('an object comes as the API server sends it, members that no client library knows included', async () => {
  expect(await reader.get(service, 'mq', 'rabbitmq', never)).toMatchObject({ spec: { unknown: { kept: 1 } } })
  expect(seen.at(-1)).toEqual({ path: '/api/v1/namespaces/mq/services/rabbitmq', token: 'Bearer abc' })
})

test('404 is an answer: there is no such object, or no such kind', async () => {
  expect(await reader.get(service, 'mq', 'missing', never)).toBeUndefined()
  expect(await reader.list(kindOf('rabbitmq.com', 'RabbitmqCluster'), 'mq', never)).toEqual([])
})

test('lists, of a namespace and of the cluster', async () => {
  expect(await reader.list(service, 'mq', never)).toEqual([
    { metadata: { name: 'a' } },
    { metadata: { name: 'b' } },
  ])
  expect(await reader.list(kindOf('rbac.authorization.k8s.io', 'ClusterRoleBinding'), '', never)).toEqual([])
})

test('names are only names', async () => {
  await reader.get(service, 'mq/../x', '../../secrets/a?b', never)
  expect(seen.at(-1)?.path).toBe('/api/v1/namespaces/mq%2F..%2Fx/services/..%2F..%2Fsecrets%2Fa%3Fb')
})

test('everything else is a reason', async () => {
  const sets = kindOf('apps', 'StatefulSet')
  await expect(reader.list(sets, 'mq', never)).rejects.toMatchObject({
    message: 'forbidden: the ServiceAccount of the webhook lacks the right',
  })
  await expect(reader.get(sets, 'mq', 'broken', never)).rejects.toMatchObject({
    message: 'the API server answered with something that is no JSON object',
  })
})

test('a look-up ends when time is up', async () => {
  const controller = new AbortController()
  const late = reader.get(service, 'mq', 'late', controller.signal)
  const reason = new DOMException('time is up', 'TimeoutError')
  controller.abort(reason)
  await expect(late).rejects.toBe(reason)
})

test('a kubeconfig that names no usable cluster is refused', () => {
  expect(() => clusterReader(join(folder, 'plain'))).toThrow('no API server behind HTTPS is known')
  expect(() => clusterReader(join(folder, 'empty'))).toThrow('names no current cluster')
  expect(() => clusterReader(join(folder, 'nowhere'))).toThrow('ENOENT')
})
