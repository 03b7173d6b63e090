import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { Agent, createServer, request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { lifecycleOf } from '../../webhook/lifecycle.ts'
import { jsonLogger } from '../../webhook/log.ts'
import { type AppOptions, appOf } from '../../webhook/server.ts'
import { afterEach, describe, expect, test } from '../jest.ts'
import { depsOver } from './ask.ts'
import { selfSigned } from './self-signed.ts'
import { broken, type Call, call, json, request, review, start, stopAll } from './served.ts'

afterEach(stopAll)

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

test('answers reviews, and says how it is', async () => {
  const { port, log } = await start()
  const { status, headers, body } = await call(port, { path: '/validate?timeout=3s', body: review })
  expect({ status, type: headers['content-type'] }).toEqual({
    status: 200,
    type: 'application/json; charset=utf-8',
  })
  expect(JSON.parse(body)).toMatchObject({
    kind: 'AdmissionReview',
    response: { uid: request.uid, allowed: true },
  })
  for (const path of ['/validate/warn', '/mutate'])
    expect((await call(port, { path, body: review })).status).toBe(200)
  for (const path of ['/healthz', '/readyz']) {
    expect(await call(port, { path, method: 'GET' })).toMatchObject({ status: 200, body: 'ok' })
  }
  expect(log().filter(({ message }) => message === 'review')).toEqual([
    expect.objectContaining({
      level: 'info',
      uid: request.uid,
      path: 'validate',
      kind: 'StatefulSet',
      name: 'rabbitmq',
      verdict: 'allowed',
    }),
    expect.objectContaining({ path: 'validate/warn' }),
    expect.objectContaining({ path: 'mutate' }),
  ])
})

describe('what is wrong with a request is a 4xx, and the server goes on', () => {
  const big = (bytes: number): string =>
    JSON.stringify({ ...JSON.parse(review), padding: 'x'.repeat(bytes - review.length - 20) })
  const mebibyte = 1024 * 1024
  test.each<[string, Call, number]>([
    ['GET', { path: '/validate', method: 'GET' }, 404],
    ['another path', { path: '/validate/x', body: review }, 404],
    ['no content type', { path: '/validate', headers: {}, body: review }, 415],
    [
      'a form',
      { path: '/validate', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=b' },
      415,
    ],
    [
      'compressed',
      { path: '/validate', headers: { ...json, 'content-encoding': 'gzip' }, body: review },
      415,
    ],
    ['an empty body', { path: '/validate', body: '' }, 400],
    ['half a body', { path: '/validate', body: review.slice(0, 100) }, 400],
    ['no AdmissionReview', { path: '/mutate', body: '{}' }, 400],
    ['bytes that are no text', { path: '/validate', body: Buffer.from([0xff, 0xfe, 0x00]) }, 400],
    ['6.9 MiB', { path: '/validate', body: big(6.9 * mebibyte) }, 200],
    ['7.1 MiB', { path: '/validate', body: big(7.1 * mebibyte) }, 413],
  ])('%s', async (_, sent, status) => {
    const { port } = await start()
    expect((await call(port, sent)).status).toBe(status)
    expect((await call(port, { path: '/validate', body: review })).status).toBe(200)
  })
})

test('a rule that throws is a 500 that tells nothing of the object, neither in the answer nor in the log', async () => {
  const { port, log } = await start({ rules: [broken] })
  const { status, body } = await call(port, { path: '/validate', body: review })
  expect(status).toBe(500)
  expect(log().at(-1)).toMatchObject({
    level: 'error',
    message: 'defect',
    what: 'rule broken failed',
    type: 'Error',
  })
  expect(body + JSON.stringify(log())).not.toContain('hunter2')
})

test('without a usable kubeconfig it answers, but is not ready', async () => {
  const { port } = await start({ cluster: { kubeconfig: '/nowhere/kubeconfig' } })
  const { status, body } = await call(port, { path: '/validate', body: review })
  expect(status).toBe(200)
  expect(JSON.parse(body).response).toMatchObject({
    allowed: true,
    warnings: expect.arrayContaining([expect.stringContaining('not evaluated')]),
  })
  const ready = await call(port, { path: '/readyz', method: 'GET' })
  expect(ready).toMatchObject({ status: 503, body: expect.stringContaining('look-ups are not possible') })
  expect((await call(port, { path: '/healthz', method: 'GET' })).status).toBe(200)
})

describe('TLS', () => {
  const names = ['localhost']
  function write(folder: string, { key, cert }: { key: string; cert: string }): void {
    writeFileSync(join(folder, 'tls.key'), key)
    writeFileSync(join(folder, 'tls.crt'), cert)
  }
  /** A mounted Secret: files are links into a folder, which is itself behind a link that is swapped. */
  function mounted(): {
    folder: string
    swap: (name: string, pair: { key: string; cert: string }) => void
    files: { cert: string; key: string }
  } {
    const folder = mkdtempSync(join(tmpdir(), 'warrener-tls-'))
    folders.push(folder)
    const swap = (name: string, pair: { key: string; cert: string }): void => {
      mkdirSync(join(folder, name))
      write(join(folder, name), pair)
      symlinkSync(name, join(folder, '..data_tmp'))
      renameSync(join(folder, '..data_tmp'), join(folder, '..data'))
    }
    for (const file of ['tls.key', 'tls.crt']) symlinkSync(join('..data', file), join(folder, file))
    return { folder, swap, files: { cert: join(folder, 'tls.crt'), key: join(folder, 'tls.key') } }
  }
  const servedCertificate = (port: number): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(
        { host: '127.0.0.1', port, servername: 'localhost', rejectUnauthorized: false },
        () => {
          resolve(socket.getPeerX509Certificate()?.serialNumber ?? '')
          socket.destroy()
        },
      )
      socket.on('error', reject)
    })

  test('serves a renewed certificate without a restart, and keeps the old one while the new one does not fit', async () => {
    const { swap, files } = mounted()
    const [first, second] = [selfSigned(names), selfSigned(names)]
    swap('..1', first)
    const { port, logged } = await start({ tls: files })
    expect((await call(port, { path: '/validate', body: review, ca: first.cert })).status).toBe(200)
    const old = await servedCertificate(port)

    swap('..2', { key: first.key, cert: second.cert })
    await logged('stays as it is')
    expect(await servedCertificate(port)).toBe(old)

    swap('..3', second)
    await logged('was replaced')
    expect((await call(port, { path: '/validate', body: review, ca: second.cert })).status).toBe(200)
    await expect(call(port, { path: '/validate', body: review, ca: first.cert })).rejects.toThrow()
  })

  test('with an expired certificate it is alive but not ready', async () => {
    const { swap, files } = mounted()
    const expired = selfSigned(names, { from: -2, to: -1 })
    swap('..1', expired)
    const { port } = await start({ tls: files })
    const get = async (path: string): Promise<number> => insecureGet(port, path)
    expect({ healthz: await get('/healthz'), readyz: await get('/readyz') }).toEqual({
      healthz: 200,
      readyz: 503,
    })
  })

  test('a key of another certificate stops the start with a reason', async () => {
    const { swap, files } = mounted()
    swap('..1', { key: selfSigned(names).key, cert: selfSigned(names).cert })
    await expect(start({ tls: files })).rejects.toThrow(/key values mismatch/i)
  })
})

const insecureGet = (port: number, path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    httpsRequest({ host: '127.0.0.1', port, path, rejectUnauthorized: false, agent: false }, response => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })

describe('the end', () => {
  test('requests in flight are answered, kept-alive connections are closed, then the port is free', async () => {
    const { port, stop } = await start({ finishMs: 60_000 })
    const agent = new Agent({ keepAlive: true })
    expect((await call(port, { path: '/validate', body: review, agent })).status).toBe(200)
    // The server has the headers once it asks for the body: then the end comes.
    const headers = { ...json, expect: '100-continue' }
    let stopped: Promise<void> | undefined
    const status = await new Promise<number>((resolve, reject) => {
      const sent = httpRequest({ host: '127.0.0.1', port, path: '/validate', method: 'POST', headers, agent })
      sent.on('response', response => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
      sent.on('error', reject)
      sent.on('continue', () => {
        stopped = stop()
        sent.end(review)
      })
      sent.flushHeaders()
    })
    expect(status).toBe(200)
    await stopped
    agent.destroy()
    // Another process may have the port by now.
    await expect(call(port, { path: '/healthz', method: 'GET' })).rejects.toThrow(/ECONN(?:REFUSED|RESET)/)
  })

  test('first it is not ready and still answers, then it asks to be asked again', async () => {
    const drained = Promise.withResolvers<void>()
    const server = createServer()
    const lifecycle = lifecycleOf(server, { drainMs: 5000, finishMs: 60_000 }, () => drained.promise)
    const deps = async (): ReturnType<AppOptions['deps']> => depsOver([])
    const log = jsonLogger(() => undefined)
    server.on('request', appOf({ deps, phase: lifecycle.phase, notReady: () => undefined, log }))
    await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const answers = async (): Promise<readonly number[]> => [
      (await call(port, { path: '/readyz', method: 'GET' })).status,
      (await call(port, { path: '/validate', body: review })).status,
    ]
    expect(await answers()).toEqual([503, 503])
    lifecycle.started()
    expect(await answers()).toEqual([200, 200])
    const stopped = lifecycle.stop()
    expect(await answers()).toEqual([503, 200])
    drained.resolve()
    await stopped
    expect(lifecycle.phase()).toBe('closing')
  })

  test('who comes while it closes is sent elsewhere', async () => {
    const app = appOf({
      deps: async () => depsOver([]),
      phase: () => 'closing',
      notReady: () => undefined,
      log: jsonLogger(() => undefined),
    })
    const server = createServer(app)
    await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve))
    const { status, headers } = await call((server.address() as AddressInfo).port, {
      path: '/validate',
      body: review,
    })
    expect({ status, retryAfter: headers['retry-after'] }).toEqual({ status: 503, retryAfter: '1' })
    server.close()
  })
})
