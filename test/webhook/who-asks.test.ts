import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { isSecret, secretsIn } from '../../webhook/secret-path.ts'
import { afterAll, afterEach, describe, expect, test } from '../jest.ts'
import { selfSigned } from './self-signed.ts'
import { call, review, start, stopAll } from './served.ts'

afterEach(stopAll)

const folder = mkdtempSync(join(tmpdir(), 'warrener-who-'))
afterAll(() => rmSync(folder, { recursive: true }))
function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const own = selfSigned(['localhost'])
const tls = { cert: file('tls.crt', own.cert), key: file('tls.key', own.key) }

describe('a secret in the path', () => {
  const secret = 'a-secret-of-32-characters-or-more'
  test.each([
    [`/${secret}/validate`, 200],
    [`/${secret}/validate/warn`, 200],
    [`/${secret}/mutate?timeout=2s`, 200],
    ['/validate', 404],
    [`/${secret}x/validate`, 404],
    [`/${secret.slice(1)}/validate`, 404],
    [`/${secret.toUpperCase()}/validate`, 404],
    ['/%E0%A4%A/validate', 404],
    [`/${secret}`, 404],
    [`/${secret}/`, 404],
    [`//validate`, 404],
    [`/${secret}/validate/`, 404],
    [`/${secret}/Validate`, 404],
    [`/x/${secret}/validate`, 404],
  ])('%s: %i', async (path, status) => {
    const { port, log } = await start({ pathSecretFile: file('secret', `${secret}\n`) })
    expect((await call(port, { path, body: review })).status).toBe(status)
    expect((await call(port, { path: '/healthz', method: 'GET' })).status).toBe(200)
    expect(JSON.stringify(log())).not.toContain(secret)
  })

  test.each([
    ['short', /fewer than 16/],
    ['', /is empty/],
    ['\n', /is empty/],
    ['with/slash/and/more/of/it', /letters, digits/],
  ])('%j is none', async (text, why) => {
    expect(() => secretsIn(text)).toThrow(why)
    await expect(start({ pathSecretFile: file('wrong', text) })).rejects.toThrow(why)
  })

  test('two of them count while one is replaced by the other', async () => {
    const next = 'the-next-secret-of-32-characters'
    const { port } = await start({ pathSecretFile: file('both', `${secret}\n${next}\n`) })
    for (const path of [`/${secret}/validate`, `/${next}/validate`])
      expect((await call(port, { path, body: review })).status).toBe(200)
    expect((await call(port, { path: `/${secret}${next}/validate`, body: review })).status).toBe(404)
  })

  test('of the probes everybody sees the status, and who knows it the reason; what is counted is for those', async () => {
    const { port } = await start({
      pathSecretFile: file('probed', secret),
      cluster: { kubeconfig: '/nowhere/kubeconfig' },
    })
    const get = async (path: string) => call(port, { path, method: 'GET' })
    expect(await get('/readyz')).toMatchObject({ status: 503, body: 'not ready' })
    expect(await get(`/${secret}/readyz`)).toMatchObject({
      status: 503,
      body: expect.stringContaining('look-ups are not possible'),
    })
    expect((await get('/metrics')).status).toBe(404)
    expect((await get(`/${secret}/metrics`)).status).toBe(200)
    expect((await get(`/${secret}/healthz`)).status).toBe(200)
  })

  test('is compared as a whole', () => {
    expect([secret, `${secret}a`, '', 'x'.repeat(1e6)].map(isSecret([secret]))).toEqual([
      true,
      false,
      false,
      false,
    ])
  })
})

test('with a CA, reviews are for who has a certificate of it, and everybody sees how it is', async () => {
  const ofApiServer = () => selfSigned(['kube-apiserver'], { ofClient: true })
  const api = ofApiServer()
  const { port } = await start({ tls: { ...tls, ca: file('ca.crt', api.cert) } })
  const ca = own.cert
  expect((await call(port, { path: '/validate', body: review, ca, own: api })).status).toBe(200)
  expect((await call(port, { path: '/validate', body: review, ca, own: ofApiServer() })).status).toBe(403)
  expect((await call(port, { path: '/validate', body: review, ca })).status).toBe(403)
  expect((await call(port, { path: '/healthz', method: 'GET', ca })).status).toBe(200)
})

test('a client that does not trust the certificate is seen, with its reason', async () => {
  const { port, logged, log } = await start({ tls })
  await expect(
    call(port, { path: '/validate', body: review, ca: selfSigned(['localhost']).cert }),
  ).rejects.toThrow()
  const socket = connect({ host: '127.0.0.1', port, servername: 'localhost', ca: selfSigned(['x']).cert })
  socket.on('error', () => undefined)
  await logged('handshake failed')
  expect(log().find(({ message }) => message === 'a TLS handshake failed')).toMatchObject({
    level: 'warn',
    reason: expect.stringMatching(/alert|ca|certificate|RESET/i),
  })
  const { body } = await call(port, { path: '/metrics', method: 'GET', ca: own.cert })
  expect(body).toMatch(/warrener_tls_handshake_failures_total\{reason="[^"]+"\} \d/)
  expect(body).toMatch(/warrener_certificate_not_after_seconds 1\d{9}/)
})

test('it is ready once a look-up was answered, and stays so whatever becomes of the next', async () => {
  let status = 500
  const api = createServer({ ...own }, (_, response) => {
    response.statusCode = status
    response.setHeader('content-type', 'application/json')
    response.end('{}')
  })
  await new Promise<void>(resolve => void api.listen(0, '127.0.0.1', resolve))
  const { port: apiPort } = api.address() as AddressInfo
  const kubeconfig = file(
    'kubeconfig.json',
    JSON.stringify({
      clusters: [
        {
          name: 'c',
          cluster: {
            server: `https://localhost:${apiPort}`,
            'certificate-authority-data': Buffer.from(own.cert).toString('base64'),
          },
        },
      ],
      users: [{ name: 'u', user: { token: 't' } }],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
      'current-context': 'x',
    }),
  )
  try {
    const { port, logged } = await start({ cluster: { kubeconfig } })
    const readiness = async () => call(port, { path: '/readyz', method: 'GET' })
    await logged('a look-up failed')
    expect(await readiness()).toMatchObject({ status: 503, body: expect.stringContaining('500') })
    // Who asks all the same is answered.
    expect((await call(port, { path: '/validate?timeout=1s', body: review })).status).toBe(200)
    status = 404
    while ((await readiness()).status !== 200) await new Promise(resolve => setTimeout(resolve, 50))
    status = 500
    const { body } = await call(port, { path: '/validate?timeout=1s', body: review })
    expect(JSON.parse(body).response.allowed).toBe(true)
    expect(await readiness()).toMatchObject({
      status: 200,
      body: expect.stringMatching(/^ok\na look-up of \w+ failed: .*500/),
    })
    expect((await call(port, { path: '/metrics', method: 'GET' })).body).toMatch(
      /warrener_look_up_failures_total\{kind="\w+",verb="\w+"\} \d/,
    )
  } finally {
    api.close()
    api.closeAllConnections()
  }
})
