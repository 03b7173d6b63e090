import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rules } from '../../policies/index.ts'
import { clusterReader } from '../../webhook/cluster-reader.ts'
import { defaultConfig } from '../../webhook/config.ts'
import { admit } from '../../webhook/core.ts'
import type { Deps } from '../../webhook/deps.ts'
import type { Handler } from '../../webhook/lambda/event.ts'
import { handlerOf } from '../../webhook/lambda/handler.ts'
import { inOrder } from '../../webhook/rule-order.ts'
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts'
import { depsOver } from './ask.ts'
import { type FakeApi, fakeApi } from './fake-api.ts'
import { functionUrlEvent, httpApiEvent, type Sent } from './lambda/events.ts'
import { selfSigned } from './self-signed.ts'
import { call, json, start, stopAll } from './served.ts'
import { secret, stored, vectors } from './vectors.ts'

interface Answer {
  readonly status: number
  readonly type: string | undefined
  readonly body: string
}
type Send = (sent: Sent) => Promise<Answer>

const folder = mkdtempSync(join(tmpdir(), 'warrener-transports-'))
const pair = selfSigned(['localhost'])
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const ways: Record<string, Send> = {}
const lines: string[] = []
let api: FakeApi

beforeAll(async () => {
  api = await fakeApi(stored)
  const docs = (rule: string): string => `https://docs.example/${rule}`
  const cluster = { kubeconfig: api.kubeconfig, watches: false }
  const served = { cluster, docs, pathSecretFile: file('secret', secret) }
  const plain = await start(served)
  const secure = await start({
    ...served,
    tls: { cert: file('tls.crt', pair.cert), key: file('tls.key', pair.key) },
  })
  const over =
    (port: number, ca?: string): Send =>
    async ({ url, ...sent }) => {
      const { status, headers, body } = await call(port, {
        ...sent,
        path: url,
        ...(ca === undefined ? {} : { ca }),
      })
      return { status, type: headers['content-type'], body }
    }
  const handler = handlerOf({
    ...{ cluster, docs, rules, config: defaultConfig, options: {}, pathSecrets: [secret] },
    write: line => void lines.push(line),
  })
  const by =
    (event: (sent: Sent) => Parameters<Handler>[0]): Send =>
    async sent => {
      // As JSON, which is how it comes and goes.
      const { statusCode, headers, body, isBase64Encoded } = JSON.parse(
        JSON.stringify(await handler(JSON.parse(JSON.stringify(event(sent))))),
      )
      expect(isBase64Encoded).toBe(false)
      return { status: statusCode, type: headers['content-type'], body }
    }
  Object.assign(ways, {
    HTTP: over(plain.port),
    HTTPS: over(secure.port, pair.cert),
    'a function URL': by(sent => functionUrlEvent(sent)),
    'a function URL, in base64': by(sent => functionUrlEvent(sent, true)),
    'an HTTP API': by(sent => httpApiEvent(sent)),
    'an HTTP API with a stage, in base64': by(sent => httpApiEvent(sent, 'prod', true)),
  })
  for (const send of Object.values(ways))
    while ((await send({ method: 'GET', url: '/readyz', headers: {}, body: Buffer.alloc(0) })).status !== 200)
      await new Promise(resolve => setTimeout(resolve, 20))
})
afterAll(async () => {
  await stopAll()
  api.close()
  rmSync(folder, { recursive: true })
})

describe('the same answer on every way', () => {
  test.each(vectors)(
    '$name: $status',
    async ({ method = 'POST', url, headers = json, body = '', status, says, core }) => {
      const sent: Sent = { method, url, headers, body: Buffer.from(body) }
      for (const [way, send] of Object.entries(ways)) {
        const answer = await send(sent)
        expect({ way, ...answer }).toMatchObject({ way, status, body: expect.stringContaining(says) })
        const type = status === 200 && method === 'POST' ? 'application/json' : 'text/plain'
        expect({ way, type: answer.type }).toEqual({ way, type: `${type}; charset=utf-8` })
        const deps =
          core &&
          depsOver([], {
            ...core.door,
            rules: inOrder(rules),
            reader: clusterReader(api.kubeconfig),
            today: new Date().toISOString().slice(0, 10),
          })
        const expected = core && JSON.stringify(await admit(JSON.parse(String(body)), deps as Deps))
        if (expected !== undefined) expect({ way, body: answer.body }).toEqual({ way, body: expected })
      }
    },
  )

  test('no log holds the secret', () => {
    expect(lines.length).toBeGreaterThan(vectors.length)
    expect(lines.join('')).not.toContain(secret)
  })
})
