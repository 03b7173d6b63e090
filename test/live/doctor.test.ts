import { createServer as createPlainServer } from 'node:http'
import { createServer } from 'node:https'
import { type AddressInfo, createServer as createSocketServer, type Server } from 'node:net'
import { certificateResults, certificatesIn } from '../../live/doctor/certificates.ts'
import { patient, reviewOf } from '../../live/doctor/patient.ts'
import type { Probed } from '../../live/doctor/probe.ts'
import { askRemote, type Remote } from '../../live/doctor/remote.ts'
import { shown } from '../../live/doctor/shown.ts'
import { doctorAnnotation } from '../../webhook/echo.ts'
import { afterAll, afterEach, describe, expect, test } from '../jest.ts'
import { folderWith, removeFolder } from '../process.ts'
import { selfSigned } from '../webhook/self-signed.ts'
import { call, start, stopAll } from '../webhook/served.ts'

const own = selfSigned(['localhost'])
const folder = folderWith({
  'tls.crt': own.cert,
  'tls.key': own.key,
  secret: 'a-secret-of-24-characters\n',
})
const servers: Server[] = []
afterEach(async () => {
  await stopAll()
  for (const server of servers.splice(0)) server.close()
})
afterAll(() => removeFolder(folder))

const remoteAt = (port: number, { path = '/validate', cert = own.cert } = {}): Remote => ({
  called: `https://localhost:${port}`,
  address: { host: '127.0.0.1', port },
  ...{ host: 'localhost', path, renewal: 'renew it' },
  trusted: { certificates: certificatesIn(cert), called: 'the caBundle of X' },
})
const complaints = ({ results }: Probed): readonly string[] =>
  results.filter(({ state }) => state === 'failed').map(({ check, says }) => `${check}: ${says}`)

describe('a webhook that is asked without an API server in between', () => {
  const tls = { cert: `${folder}/tls.crt`, key: `${folder}/tls.key` }
  test('answers, refuses what cannot start, and tells its version', async () => {
    const { port } = await start({ tls, version: '9.8.7' })
    const probed = await askRemote(remoteAt(port), new Date())
    expect(probed).toMatchObject({ isAnswered: true, version: '9.8.7' })
    expect(probed.results.map(({ state }) => state)).toEqual(['ok', 'ok'])
    expect(probed.results.at(-1)?.says).toBe(
      `https://localhost:${port} answers, and refuses a StatefulSet that cannot start`,
    )
  })

  test('a path without its secret, or with another, is not known; the secret is not shown', async () => {
    const { port } = await start({ tls, pathSecretFile: `${folder}/secret` })
    for (const path of ['/validate', '/another-secret-of-characters/validate']) {
      const probed = await askRemote(remoteAt(port, { path }), new Date())
      expect(complaints(probed)).toEqual([
        `webhook: https://localhost:${port} does not know the path that the configuration asks for`,
      ])
      expect(JSON.stringify(probed)).not.toContain('another-secret')
    }
    const right = remoteAt(port, { path: '/a-secret-of-24-characters/validate' })
    expect(complaints(await askRemote(right, new Date()))).toEqual([])
  })

  test('who is not trusted is told no path', async () => {
    const asked: unknown[] = []
    const server = createServer(own, (request, response) => {
      asked.push(request.url)
      response.end()
    })
    const port = await listening(server)
    const probed = await askRemote(remoteAt(port, { cert: selfSigned(['localhost']).cert }), new Date())
    expect(complaints(probed)).toEqual([
      `certificate: the caBundle of X does not vouch for the certificate that https://localhost:${port} shows: the API server refuses to speak to the webhook`,
    ])
    const { trusted: _, ...public_ } = remoteAt(port)
    expect(complaints(await askRemote(public_, new Date()))).toEqual([
      `certificate: nobody vouches for the certificate that https://localhost:${port} shows (DEPTH_ZERO_SELF_SIGNED_CERT), and the configuration has no caBundle`,
    ])
    expect(asked).toEqual([])
  })

  test.each<[string, number, string, string]>([
    ['something else', 200, '<html>', 'answers with something that is no AdmissionReview'],
    [
      'an answer to another review',
      200,
      '{"kind":"AdmissionReview","response":{"uid":"x","allowed":true}}',
      'answers with something that is no AdmissionReview',
    ],
    ['credentials are asked for', 401, '', 'asks for credentials that an API server cannot give'],
    ['only some are answered', 403, '', 'does not take whoever asks for an API server'],
    ['it starts', 503, '', 'is not ready: it starts, ends, or has too much to do'],
    ['it is broken', 500, '', 'answers 500 to a review'],
  ])('%s', async (_, status, body, says) => {
    const server = createServer(own, (_, response) => void response.writeHead(status).end(body))
    const port = await listening(server)
    expect(complaints(await askRemote(remoteAt(port), new Date()))).toEqual([
      `webhook: https://localhost:${port} ${says}`,
    ])
  })

  test('nobody there, no TLS', async () => {
    const server = createPlainServer((_, response) => void response.end())
    const port = await listening(server)
    expect(complaints(await askRemote(remoteAt(port), new Date()))).toEqual([
      `webhook: https://localhost:${port} does not speak TLS`,
    ])
    server.close()
    const [gone] = complaints(await askRemote(remoteAt(1), new Date()))
    expect(gone).toMatch(/^webhook: https:\/\/localhost:1 is not reached from here: .*ECONNREFUSED/)
  })

  test('one that takes connections and says nothing', async () => {
    const port = await listening(createSocketServer(() => undefined))
    expect(complaints(await askRemote(remoteAt(port), new Date(), 200))).toEqual([
      `webhook: https://localhost:${port} does not answer within 0.2 s`,
    ])
  })
})

function listening(server: Server): Promise<number> {
  servers.push(server)
  return new Promise(resolve =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  )
}

describe('certificates', () => {
  const judged = (cert: string, trusted: string, host = 'localhost') =>
    certificateResults({
      called: 'it',
      chain: certificatesIn(cert),
      host,
      trusted: { certificates: certificatesIn(trusted), called: 'the bundle' },
      now: new Date(),
      renewal: 'renew it',
    }).map(({ state, says }) => `${state}: ${says}`)

  test('one that is as it should be', () => {
    const [said, ...others] = judged(own.cert, `${selfSigned(['x']).cert}${own.cert}`)
    expect(said).toMatch(/^ok: it is for localhost, the bundle vouches for it, it ends on \d{4}-\d\d-\d\d$/)
    expect(others).toEqual([])
  })
  test('each fault has its own sentence', () => {
    const says = (cert: string, trusted = cert, host?: string) => judged(cert, trusted, host).join('\n')
    expect(says(own.cert, selfSigned(['localhost']).cert)).toMatch(
      /^failed: the bundle does not vouch for it:/,
    )
    expect(says(own.cert, own.cert, 'a.b.svc')).toBe(
      'failed: it is for localhost, and the API server asks for a.b.svc',
    )
    expect(says(selfSigned(['localhost'], { from: -20, to: -10 }).cert)).toMatch(/^failed: it ended on /m)
    expect(says(selfSigned(['localhost'], { from: 10, to: 20 }).cert)).toMatch(
      /^failed: it begins on \S+ only$/,
    )
    expect(says(selfSigned(['localhost'], { from: -300, to: 4 }).cert)).toMatch(
      /^warning: it ends in [34] days$/m,
    )
    expect(says('nothing')).toBe('failed: it cannot be read')
  })
})

describe('who is asked for a word', () => {
  const asking = async (change: (review: Record<string, unknown>) => void): Promise<readonly string[]> => {
    const { port } = await start({ version: '9.8.7' })
    const review = structuredClone(reviewOf(patient('default'), 'default', 'u')) as Record<string, unknown>
    change(review.request as Record<string, unknown>)
    const answers = await Promise.all(
      ['/validate', '/validate/warn', '/mutate'].map(path =>
        call(port, { path, body: JSON.stringify(review) }),
      ),
    )
    return answers.flatMap(({ body }) =>
      (JSON.parse(body).response.warnings ?? []).filter((text: string) => text.includes('doctor')),
    )
  }
  test('gives it in a dry run, to whoever asks', async () => {
    expect(await asking(() => undefined)).toEqual([
      'warrener: doctor: version 9.8.7 answers to validate',
      'warrener: doctor: version 9.8.7 answers to validate/warn',
      'warrener: doctor: version 9.8.7 answers to mutate',
    ])
  })
  test('and says nothing else of it', async () => {
    expect(await asking(request => Object.assign(request, { dryRun: false }))).toEqual([])
    const { annotations: _, ...metadata } = patient('default').metadata as Record<string, unknown>
    const plain = { ...patient('default'), metadata }
    expect(await asking(request => Object.assign(request, { object: plain }))).toEqual([])
    expect(JSON.stringify(patient('default'))).toContain(doctorAnnotation)
  })
})

test('results are folded for people, and whole for programs', () => {
  const results = [
    { check: 'a', state: 'ok', says: 'fine' },
    {
      check: 'b',
      state: 'failed',
      says: 'it is wrong and\nthis takes more than the eighty columns that there are',
      help: 'mend it',
    },
    { check: 'c', state: 'unknown', says: 'not seen' },
  ] as const
  expect(shown(results, 'text')).toBe(
    [
      'ok       a: fine',
      'FAILED   b: it is wrong and\\u{a}this takes more than the eighty columns that',
      '         there are',
      '         → mend it',
      'unknown  c: not seen',
      '',
      '1 check failed. 1 check could not be made.',
      '',
    ].join('\n'),
  )
  expect(JSON.parse(shown(results, 'json'))).toEqual({ schema: 'warrener/doctor/v1', checks: results })
})
