import { readFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import type { JsonObject } from '../../model/kube/json.ts'
import { afterAll, afterEach, beforeAll, expect, test } from '../jest.ts'
import { builtCommand, folderWith, type Ran, removeFolder, startNode } from '../process.ts'
import { type FakeApi, fakeApi } from '../webhook/fake-api.ts'

/*
 * The bundle holds of the Kubernetes client what reads a kubeconfig, and the packages that only some kubeconfigs need are loaded when they
 * are: each kind is used once.
 */
let built: ReturnType<typeof builtCommand>
let api: FakeApi
let config: { readonly clusters: { cluster: JsonObject }[]; readonly users: { user: JsonObject }[] }
const credential = {
  apiVersion: 'client.authentication.k8s.io/v1',
  kind: 'ExecCredential',
  status: { token: 'abc' },
}
const folder = folderWith({
  'exec.cjs': `console.log('${JSON.stringify(credential)}')`,
  'gcp.sh': `#!/bin/sh\necho '{"a":{"token":"abc"},"expiry":"2100-01-01T00:00:00Z"}'\n`,
})
const jwt = `${['{}', '{"exp":9999999999}'].map(part => Buffer.from(part).toString('base64url')).join('.')}.s`
const servers: Server[] = []
const tokens = new Set<string | undefined>()
beforeAll(async () => {
  built = builtCommand()
  api = await fakeApi([])
  api.fault = ({ headers }) => {
    tokens.add(headers.authorization)
    return false
  }
  config = JSON.parse(readFileSync(api.kubeconfig, 'utf8'))
})
afterEach(() => tokens.clear())
afterAll(() => {
  api.close()
  for (const server of servers) server.close()
  removeFolder(folder)
  removeFolder(built.folder)
})

async function audit(user: JsonObject, cluster: JsonObject = {}): Promise<Ran> {
  const [known] = config.clusters
  const file = {
    ...config,
    users: [{ name: 'u', user }],
    clusters: [{ name: 'c', cluster: { ...known?.cluster, ...cluster } }],
  }
  const kubeconfig = folderWith({ kubeconfig: JSON.stringify(file) })
  const args = ['audit', '--no-config', '--kubernetes-version', '1.37']
  const ran = await startNode([built.launcher, ...args, '--kubeconfig', join(kubeconfig, 'kubeconfig')], {
    cwd: folder,
  })
  removeFolder(kubeconfig)
  return ran
}
async function listening(server: Server): Promise<number> {
  servers.push(server)
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

test.each<[string, JsonObject, string?]>([
  ['a token', { token: 'abc' }],
  ['the token of a provider', { 'auth-provider': { name: 'oidc', config: { 'id-token': jwt } } }, jwt],
  [
    'a program',
    {
      exec: {
        apiVersion: credential.apiVersion,
        command: process.execPath,
        args: [join(folder, 'exec.cjs')],
      },
    },
  ],
  [
    'the program of a provider',
    {
      'auth-provider': {
        name: 'gcp',
        config: {
          'cmd-path': '/bin/sh',
          'cmd-args': join(folder, 'gcp.sh'),
          'token-key': '{.a.token}',
          'expiry-key': '{.expiry}',
        },
      },
    },
  ],
])('who one is, by %s', async (_, user, token = 'abc') => {
  expect(await audit(user)).toMatchObject({ err: '', code: 0 })
  expect([...tokens]).toEqual([`Bearer ${token}`])
})

test('through a proxy of HTTP', async () => {
  let tunnels = 0
  const proxy = createHttpServer().on('connect', ({ url = '' }, socket) => {
    tunnels++
    const [host = '', port] = url.split(':')
    const there = connect(Number(port), host, () => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
    there.pipe(socket).pipe(there)
    // Either side may go first.
    for (const end of [there, socket]) end.on('error', () => undefined)
  })
  const port = await listening(proxy)
  expect(await audit({ token: 'abc' }, { 'proxy-url': `http://127.0.0.1:${port}` })).toMatchObject({
    ...{ err: '', code: 0 },
  })
  expect(tunnels).toBeGreaterThan(0)
})

test('through a proxy of SOCKS', async () => {
  let first: number | undefined
  const proxy = createServer(socket =>
    socket.once('data', ([byte]) => {
      first = byte
      socket.destroy()
    }),
  )
  const port = await listening(proxy)
  expect(await audit({ token: 'abc' }, { 'proxy-url': `socks5://127.0.0.1:${port}` })).toMatchObject({
    code: 3,
  })
  expect(first).toBe(5)
})
