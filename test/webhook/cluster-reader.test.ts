import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clusterReader } from '../../webhook/cluster-reader.ts'
import { NotRead, type ObjectReader, type ServedKind, servedKind } from '../../webhook/reader.ts'
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts'
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
/** The next request finds its connection closed. */
let dropNext = false
let reader: ObjectReader

beforeAll(async () => {
  const { key, cert } = selfSigned(['localhost'])
  server = createServer({ key, cert }, (request, response) => {
    if (dropNext) {
      dropNext = false
      request.socket.destroy()
      return
    }
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

describe('credentials', () => {
  /** The kubeconfig of the stand-in, whose user gets what a command gives. */
  const withCommand = (command: string, script: string) => {
    const config = JSON.parse(readFileSync(join(folder, 'kubeconfig'), 'utf8'))
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', command, args: ['-e', script] }
    config.users = [{ name: 'u', user: { exec } }]
    return clusterReader({ text: JSON.stringify(config) })
  }
  const given = `const { apiVersion, kind } = JSON.parse(process.env.KUBERNETES_EXEC_INFO)
    console.log(JSON.stringify({ apiVersion, kind, status: { token: 'of-' + process.pid } }))`
  const get = (from: ObjectReader, signal = never) => from.get(service, 'mq', 'rabbitmq', signal)

  test('come from a command, which is run once for look-ups that come together', async () => {
    const from = withCommand(process.execPath, given)
    const before = seen.length
    await Promise.all([get(from), get(from), get(from)])
    const tokens = seen.slice(before).map(({ token }) => token)
    expect(tokens).toEqual([tokens[0], tokens[0], tokens[0]])
    expect(tokens[0]).toMatch(/^Bearer of-\d+$/)
  })

  test.each<[string, string, string, string]>([
    ['is not there', 'no-such-command', '', 'is not there: no-such-command'],
    ['fails', process.execPath, 'console.error("hunter2"); process.exit(1)', `failed: ${process.execPath}`],
    ['gives no credentials', process.execPath, 'console.log("hunter2")', `failed: ${process.execPath}`],
    ['gives too little', process.execPath, 'console.log("{}")', `failed: ${process.execPath}`],
  ])('a command that %s is named, and nothing of what it said', async (_, command, script, why) => {
    await expect(get(withCommand(command, script))).rejects.toEqual(
      new NotRead(`the command that gives the credentials of the kubeconfig ${why}`),
    )
  })

  test('a command that never ends ends with the look-up', async () => {
    const late = AbortSignal.timeout(50)
    await expect(
      get(withCommand(process.execPath, 'setTimeout(() => {}, 1000)'), late),
    ).rejects.toMatchObject({
      name: 'TimeoutError',
    })
  })

  test('a file of them that is not there is said', async () => {
    const config = JSON.parse(readFileSync(join(folder, 'kubeconfig'), 'utf8'))
    config.users[0].user = { 'client-certificate': '/nowhere/c', 'client-key': '/nowhere/k' }
    await expect(get(clusterReader({ text: JSON.stringify(config) }))).rejects.toMatchObject({
      message: 'the credentials of the kubeconfig could not be read (ENOENT)',
    })
  })
})

test('a connection that was closed while nobody looked is no failure', async () => {
  await reader.get(service, 'mq', 'rabbitmq', never)
  dropNext = true
  expect(await reader.get(service, 'mq', 'rabbitmq', never)).toMatchObject({ kind: 'Service' })
  expect(dropNext).toBe(false)
})

test.each([
  ['a list', 'users: [{name: hunter2\n', 'line'],
  ['a text', 'hunter2', 'names no current cluster'],
  ['nothing', '', ''],
  [
    'a name that is missing',
    'clusters: [{cluster: {server: "https://hunter2"}}]',
    'clusters[0].name is missing',
  ],
])('a text that is no kubeconfig is refused, and nothing of it is said: %s', (_, text, why) => {
  let message = ''
  try {
    clusterReader({ text })
  } catch (error) {
    message = error instanceof Error ? error.message : ''
  }
  expect(message).toContain(why)
  expect(message).toContain(why === '' || why === 'line' ? 'the kubeconfig is not one' : why)
  expect(message).not.toContain('hunter2')
})

test('a kubeconfig that names no usable cluster is refused', () => {
  expect(() => clusterReader(join(folder, 'plain'))).toThrow('no API server behind HTTPS is known')
  expect(() => clusterReader(join(folder, 'empty'))).toThrow('names no current cluster')
  expect(() => clusterReader(join(folder, 'nowhere'))).toThrow('ENOENT')
})
