import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:tls'
import { type JsonObject, listOf, objectOf } from '../../model/kube/json.ts'
import { dataOf, heldIn } from '../../webhook/self-signed/held.ts'
import { issue } from '../../webhook/self-signed/issue.ts'
import { dnsNamesOf, placeIn } from '../../webhook/self-signed/place.ts'
import { afterEach, describe, expect, test } from '../jest.ts'
import {
  MemoryApi as Api,
  bundlesOf,
  configuration,
  installed,
  type MemoryApi,
  paths,
  secretOf,
} from './memory-api.ts'
import { type Replica, replicaOf } from './replica.ts'

const day = 86_400_000
const labels = { 'app.kubernetes.io/name': 'warrener' }
let now = new Date('2026-11-29T12:00:00Z')
const clock = (): Date => now
const running: Replica[] = []
afterEach(() => {
  for (const replica of running.splice(0)) replica.stop()
})
/** A replica after its first look. */
async function begun(api: MemoryApi): Promise<Replica> {
  const replica = replicaOf(api, clock)
  running.push(replica)
  await replica.look()
  return replica
}
const encoded = (data: Readonly<Record<string, string>>): JsonObject =>
  Object.fromEntries(Object.entries(data).map(([key, text]) => [key, Buffer.from(text).toString('base64')]))

describe('the first look', () => {
  test('makes an authority of ten years and a certificate of one below it, and has them trusted', async () => {
    const api = installed()
    const replica = await begun(api)
    expect(replica.notReady()).toBeUndefined()
    const [bundle, ...others] = bundlesOf(api)
    expect(others).toEqual([])
    const { 'ca.crt': ca, 'tls.crt': cert, ...keys } = secretOf(api)
    expect(bundle).toBe(ca)
    expect(Object.keys(keys).toSorted()).toEqual(['authority.crt', 'authority.key', 'tls.key'])
    const [authority, leaf] = [new X509Certificate(ca ?? ''), new X509Certificate(cert ?? '')]
    const years = ({ validFromDate, validToDate }: X509Certificate): number =>
      Math.floor((+validToDate - +validFromDate) / day / 365)
    expect([years(authority), years(leaf)]).toEqual([10, 1])
    // An API server whose clock is behind takes it too.
    expect(+leaf.validFromDate).toBe(+now - 3_600_000)
    expect(leaf.subjectAltName).toBe(
      'DNS:warrener-webhook, DNS:warrener-webhook.warrener-system, DNS:warrener-webhook.warrener-system.svc, DNS:warrener-webhook.warrener-system.svc.cluster.local',
    )
    expect(replica.served().serialNumber).toBe(leaf.serialNumber)
    expect(api.objects.get(paths.secret)).toMatchObject({ type: 'kubernetes.io/tls', metadata: { labels } })
  })

  test('of two at once makes one: who is later takes what is there', async () => {
    const api = installed()
    api.delay = () => 2
    const replicas = [replicaOf(api, clock), replicaOf(api, clock)]
    running.push(...replicas)
    await Promise.all(replicas.map(replica => replica.look()))
    const collection = paths.secret.replace(/\/[^/]*$/, '')
    expect(api.writes.filter(write => write.includes('/secrets')).toSorted()).toEqual([
      `POST ${collection} 201`,
      `POST ${collection} 409`,
    ])
    expect(new Set(replicas.map(replica => replica.served().serialNumber)).size).toBe(1)
  })

  test('fills a Secret that was made empty for it', async () => {
    const api = installed()
    api.put(paths.secret, { type: 'kubernetes.io/tls', metadata: { labels } })
    expect((await begun(api)).notReady()).toBeUndefined()
    expect(api.writes[0]).toBe(`PUT ${paths.secret} 200`)
  })

  test('comes before the configurations too', async () => {
    const api = new Api()
    const replica = await begun(api)
    expect(replica.notReady()).toBeUndefined()
    api.put(paths.validating, configuration('validate.warrener.dev'))
    await replica.look()
    expect(bundlesOf(api)[0]).toBe(secretOf(api)['ca.crt'])
  })
})

describe('a Secret that was not written here is left as it is, and it is said what to do', () => {
  const held = (): Readonly<Record<string, string>> => {
    const [from, to] = [new Date(+now - day), new Date(+now + 300 * day)]
    const authority = issue({ name: 'Warrener webhook authority', from, to })
    const leaf = issue({ name: 'a', from, to, dnsNames: dnsNamesOf(placeIn('warrener-system')) }, authority)
    return dataOf({ authority, leaf, previous: [] })
  }
  const other = issue({
    name: 'mine',
    from: new Date(+now - day),
    to: new Date(+now + 300 * day),
    dnsNames: ['x'],
  })
  const type = 'kubernetes.io/tls'
  const rows: readonly (readonly [string, () => JsonObject, string])[] = [
    ['no label', () => ({ type, data: encoded(held()) }), 'no label'],
    [
      'another type',
      () => ({ type: 'Opaque', metadata: { labels }, data: encoded(held()) }),
      'its type is Opaque',
    ],
    [
      'of cert-manager, with our label',
      () => ({ type, metadata: { labels }, data: encoded({ 'tls.crt': other.cert, 'tls.key': other.key }) }),
      'authority.crt and authority.key do not belong together',
    ],
    [
      'with a key more',
      () => ({ type, metadata: { labels }, data: encoded({ ...held(), password: 'hunter2' }) }),
      'password is not what Warrener writes',
    ],
    [
      'with another certificate in it',
      () => ({
        type,
        metadata: { labels },
        data: encoded({ ...held(), 'tls.crt': other.cert, 'tls.key': other.key }),
      }),
      'tls.crt is not signed by authority.crt',
    ],
    [
      'with an authority of somebody else',
      () => ({
        type,
        metadata: { labels },
        data: encoded({ ...held(), 'authority.crt': other.cert, 'authority.key': other.key }),
      }),
      'the authority is not one of Warrener',
    ],
    [
      'with more that is trusted',
      () => ({ type, metadata: { labels }, data: encoded({ ...held(), 'ca.crt': 'trust me' }) }),
      'ca.crt is no list of certificates',
    ],
  ]
  test.each(rows)('%s', async (_, secret, why) => {
    const api = installed()
    api.put(paths.secret, secret())
    const before = api.objects.get(paths.secret)
    const replica = await begun(api)
    await replica.look()
    expect(api.objects.get(paths.secret)).toBe(before)
    expect(api.writes).toEqual([])
    expect(replica.notReady()).toMatch(
      /^the Secret warrener-system\/warrener-webhook-tls was not written by --self-signed \(.*delete it if nobody needs it, or serve it with --tls-cert and --tls-key$/,
    )
    expect(replica.notReady()).toContain(why)
    expect(replica.log()).toEqual([expect.objectContaining({ level: 'error', reason: replica.notReady() })])
    expect(JSON.stringify(replica.log())).not.toMatch(/hunter2|PRIVATE KEY/)
    // Followed:
    api.objects.delete(paths.secret)
    await replica.look()
    expect(replica.notReady()).toBeUndefined()
    expect(replica.log().at(-1)).toMatchObject({ message: 'the certificates are as they are to be' })
  })

  test('what it writes itself it reads again', () => {
    const data = held()
    expect(dataOf(heldIn(data) as Exclude<ReturnType<typeof heldIn>, string>)).toEqual(data)
  })

  test('the Secret of a running webhook that somebody changes does not stop it', async () => {
    const api = installed()
    const replica = await begun(api)
    const serial = replica.served().serialNumber
    api.put(paths.secret, { type, metadata: { labels }, data: encoded({ 'tls.crt': other.cert }) })
    await replica.look()
    expect({ notReady: replica.notReady(), serial: replica.served().serialNumber }).toEqual({
      notReady: undefined,
      serial,
    })
    expect(replica.log().at(-1)).toMatchObject({ level: 'error' })
  })
})

describe('what the API server trusts', () => {
  test('is repaired, and only in what is ours', async () => {
    const api = installed()
    const entry = (name: string, clientConfig: JsonObject): JsonObject => ({ name, clientConfig })
    const foreign = [
      entry('by-url', { url: 'https://example.com/', caBundle: 'eA==' }),
      entry('other', { service: { name: 'other', namespace: 'warrener-system' }, caBundle: 'eA==' }),
    ]
    const own = configuration('validate.warrener.dev')
    api.put(paths.validating, { ...own, webhooks: [...listOf(own.webhooks), ...foreign] })
    const replica = await begun(api)
    expect(listOf(api.objects.get(paths.validating)?.webhooks).slice(1)).toEqual(foreign)
    api.put(paths.mutating, configuration('mutate.warrener.dev'))
    await replica.look()
    expect(listOf(api.objects.get(paths.mutating)?.webhooks)[0]).toMatchObject({
      clientConfig: { caBundle: Buffer.from(secretOf(api)['ca.crt'] ?? '').toString('base64') },
    })
    const writes = api.writes.length
    await replica.look()
    expect(api.writes).toHaveLength(writes)
  })

  test('a configuration of that name without our label is left as it is', async () => {
    const api = installed()
    const { webhooks = null } = configuration('x')
    api.put(paths.mutating, { metadata: {}, webhooks })
    const replica = await begun(api)
    expect(replica.notReady()).toContain('mutatingwebhookconfigurations/warrener has no label')
    expect(api.objects.get(paths.mutating)?.webhooks).toBe(webhooks)
  })

  test('another authority is served only when the API servers have heard of it', async () => {
    const api = installed()
    const replica = await begun(api)
    const old = replica.served()
    api.objects.delete(paths.secret)
    let atPatch: string | undefined
    api.fault = ({ method }) => {
      if (method === 'PATCH') atPatch = replica.served().serialNumber
      return undefined
    }
    await replica.look()
    expect(atPatch).toBe(old.serialNumber)
    expect(replica.served().serialNumber).not.toBe(old.serialNumber)
    // Others may serve the old one until they look.
    const [bundle = ''] = bundlesOf(api)
    expect(bundle.split('BEGIN CERTIFICATE')).toHaveLength(3)
    now = new Date(+now + 31 * day)
    await replica.look()
    expect((bundlesOf(api)[0] ?? '').split('BEGIN CERTIFICATE')).toHaveLength(2)
  })
})

describe('a right that is missing', () => {
  const forbidden = (message: string) => ({ status: 403, body: { kind: 'Status', message } })
  test.each([
    ['GET', paths.secret, 'secrets "warrener-webhook-tls" is forbidden'],
    ['POST', paths.secret.replace(/\/[^/]*$/, ''), 'secrets is forbidden'],
    ['GET', paths.validating, 'validatingwebhookconfigurations "warrener" is forbidden'],
    ['PATCH', paths.mutating, 'mutatingwebhookconfigurations "warrener" is forbidden'],
  ])('to %s %s is said, once, and the webhook is not ready', async (method, path, message) => {
    const api = installed()
    api.fault = call => (call.method === method && call.path === path ? forbidden(message) : undefined)
    const replica = await begun(api)
    await replica.look()
    expect(replica.notReady()).toContain(`${message}; manifests/webhook/self-signed gives the rights`)
    expect(replica.log().filter(({ level }) => level === 'error')).toEqual([
      expect.objectContaining({ reason: replica.notReady() }),
    ])
    api.fault = () => undefined
    await replica.look()
    expect(replica.notReady()).toBeUndefined()
  })

  test('later does not make it unready while it is trusted', async () => {
    const api = installed()
    const replica = await begun(api)
    api.fault = () => forbidden('all is forbidden')
    await replica.look()
    expect(replica.notReady()).toBeUndefined()
    expect(replica.log().at(-1)).toMatchObject({ level: 'error' })
  })
})

test('no message of the API server is repeated that could tell what is in the Secret', async () => {
  const api = installed()
  api.fault = ({ method, body }) =>
    method === 'POST'
      ? { status: 422, body: { message: JSON.stringify(objectOf(body).data ?? '') } }
      : undefined
  const replica = await begun(api)
  expect(replica.notReady()).toBe(
    'the Secret warrener-system/warrener-webhook-tls cannot be written: the API server answered 422',
  )
})

test('a renewed certificate is served without dropping a connection, and TLS takes both', async () => {
  const api = installed()
  now = new Date()
  const replica = await begun(api)
  const server = createServer({ ...replica.pair() }, (_, response) => response.end('ok'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const servername = 'warrener-webhook.warrener-system.svc'
  const open = async () => {
    const socket = connect({
      host: '127.0.0.1',
      port,
      servername,
      ca: bundlesOf(api)[0] ?? '',
      ALPNProtocols: ['h2', 'http/1.1'],
    })
    await once(socket, 'secureConnect')
    return socket
  }
  const old = await open()
  now = new Date(+now + 250 * day)
  await replica.look()
  server.setSecureContext(replica.pair())
  // Its dates are those of the clock of this test: what Node takes for now is before its begin.
  const socket = connect({ host: '127.0.0.1', port, servername, rejectUnauthorized: false })
  await once(socket, 'secureConnect')
  expect(socket.getPeerX509Certificate()?.serialNumber).toBe(replica.served().serialNumber)
  expect(old.getPeerX509Certificate()?.serialNumber).not.toBe(replica.served().serialNumber)
  old.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
  const [answer] = await once(old, 'data')
  expect(String(answer)).toContain('200 OK')
  // The API server speaks HTTP/1.1 to webhooks behind Services, and so does whoever could speak HTTP/2 too.
  expect(old.alpnProtocol).toBe('http/1.1')
  socket.destroy()
  server.close()
})
