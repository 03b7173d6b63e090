import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rules } from '../../policies/index.ts'
import { compiledBundles, compiledName } from '../../webhook/lambda/compiled.ts'
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts'
import { type LambdaFunction, NotInvoked, startFunction, unpacked } from '../lambda/function.ts'
import { build, folderWith, removeFolder, root, runNode } from '../process.ts'
import { type FakeApi, fakeApi } from '../webhook/fake-api.ts'
import { functionUrlEvent, httpApiEvent } from '../webhook/lambda/events.ts'
import { json } from '../webhook/served.ts'
import { secret, stored, vectors } from '../webhook/vectors.ts'

/* The function for AWS Lambda as it is shipped: the zip, in a process that gets its events from a stand-in for the runtime API. */

const folder = folderWith()
const zip = join(folder, 'warrener-lambda.zip')
const task = join(folder, 'task')
const open: LambdaFunction[] = []
const start = async (env: Readonly<Record<string, string>>, from = task): Promise<LambdaFunction> => {
  const started = await startFunction(from, env)
  open.push(started)
  return started
}
let api: FakeApi
let shipped: LambdaFunction
beforeAll(async () => {
  build('lambda', folder)
  unpacked(zip, task)
  api = await fakeApi(stored)
  const WARRENER_KUBECONFIG = readFileSync(api.kubeconfig, 'utf8')
  shipped = await start({ WARRENER_PATH_SECRET: secret, WARRENER_KUBECONFIG })
})
afterAll(async () => {
  await Promise.all(open.map(each => each.stop()))
  api.close()
  removeFolder(folder)
})
const health = functionUrlEvent({ method: 'GET', url: '/healthz', headers: {}, body: Buffer.alloc(0) })
const [sound] = vectors
const soundEvent = (path = sound?.url ?? '') =>
  functionUrlEvent({ method: 'POST', url: path, headers: json, body: Buffer.from(sound?.body ?? '') })

describe('the zip', () => {
  test('is small, and brings the licences of all that is in it', () => {
    expect(statSync(zip).size).toBeLessThan(2_000_000)
    expect(readdirSync(task).toSorted()).toEqual(
      [
        ...['LICENCES.txt', 'LICENSE', 'cluster-reader.cjs', 'config.cjs', 'lambda.cjs', 'webhook.cjs'],
        ...compiledBundles.map(compiledName),
      ].toSorted(),
    )
    const licences = readFileSync(join(task, 'LICENCES.txt'), 'utf8')
    for (const name of ['@kubernetes/client-node', 'js-yaml', '@noble/hashes', 'unbash'])
      expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'))
    expect(readFileSync(join(task, 'LICENSE'))).toEqual(readFileSync(join(root, 'LICENSE')))
  })

  test('is the same whenever it is made, but for what V8 compiled', () => {
    const again = folderWith()
    execFileSync(process.execPath, [join(root, 'scripts/build.ts'), 'lambda', again])
    unpacked(join(again, 'warrener-lambda.zip'), join(again, 'task'))
    expect(readdirSync(join(again, 'task'))).toEqual(readdirSync(task))
    // Of the first file, time and date: midnight, the first day that there is.
    expect(readFileSync(zip).subarray(10, 14).toString('hex')).toBe('00002100')
    for (const name of readdirSync(task).filter(file => !file.endsWith(`.${process.arch}`)))
      expect(readFileSync(join(again, 'task', name)).equals(readFileSync(join(task, name)))).toBe(true)
    removeFolder(again)
  })

  test('V8 takes what was compiled', () => {
    const script = `
      const { loader } = require(${JSON.stringify(join(root, 'webhook/lambda/compiled.ts'))})
      const load = loader(${JSON.stringify(task)}, require)
      console.log(load('webhook.cjs').script.cachedDataRejected, load('cluster-reader.cjs').script.cachedDataRejected)
      process.exit()`
    const ran = runNode(['-e', script], { cwd: folder, env: { WARRENER_NO_PATH_SECRET: 'true' } })
    expect(ran.out).toMatch(/false false\n$/)
  })

  test.each(['is of another V8', 'is not there'])(
    'answers all the same where what was compiled %s',
    async how => {
      const other = join(folder, how)
      cpSync(task, other, { recursive: true })
      for (const name of compiledBundles.map(compiledName)) {
        const bytes = readFileSync(join(other, name))
        bytes[4] = (bytes[4] ?? 0) ^ 0xff
        if (how === 'is not there') rmSync(join(other, name))
        else writeFileSync(join(other, name), bytes)
      }
      const answer = await (await start({ WARRENER_PATH_SECRET: secret }, other)).invoke(soundEvent())
      expect(answer).toMatchObject({ statusCode: 200, body: expect.stringContaining('"allowed":true') })
    },
  )
})

describe('the same answers as of the server', () => {
  test.each(vectors)(
    '$name: $status',
    async ({ method = 'POST', url, headers = json, body = '', status, says }) => {
      const sent = { method, url, headers, body: Buffer.from(body) }
      for (const event of [functionUrlEvent(sent), httpApiEvent(sent, 'prod', true)]) {
        // Lambda itself keeps what is too large from the function.
        if (status === 413) await expect(shipped.invoke(event)).rejects.toMatchObject({ status: 413 })
        else
          expect(await shipped.invoke(event)).toMatchObject({
            statusCode: status,
            body: expect.stringContaining(says),
            isBase64Encoded: false,
          })
      }
    },
  )

  test('its log says what was asked, and holds neither the secret nor a body', () => {
    const lines = shipped
      .log()
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(lines[0]).toMatchObject({ message: 'started', lookUps: true })
    expect(lines).toContainEqual(
      expect.objectContaining({
        message: 'review',
        kind: 'StatefulSet',
        name: 'rabbitmq',
        verdict: 'denied',
      }),
    )
    expect(shipped.log()).not.toContain(secret)
    expect(shipped.log()).not.toContain('volumeClaimTemplates')
  })
})

describe('its variables', () => {
  test.each<[string, Record<string, string>, string]>([
    ['no secret', {}, 'anybody who finds the URL could ask: set WARRENER_PATH_SECRET'],
    ['a secret that is short', { WARRENER_PATH_SECRET: 'hunter2' }, 'fewer than 16 characters'],
    ['a file that is not there', { WARRENER_PATH_SECRET_FILE: '/nowhere' }, 'ENOENT'],
  ])('%s: it does not start, and Lambda is told why', async (_, env, why) => {
    const failed = await start(env)
    expect(await failed.ended).toBe(1)
    expect(failed.initError()).toContain(why)
    expect(failed.log()).toContain(why)
    expect(failed.log()).not.toContain('hunter2')
    await expect(failed.invoke(health)).rejects.toEqual(new NotInvoked(502, 'the function ended'))
  })

  test('a config file that is not right: it ends, and its log says all that is wrong', async () => {
    const failed = await start({
      WARRENER_PATH_SECRET: secret,
      WARRENER_CONFIG: 'webhook: {mutat: off}\nrules: {x: off}\n',
    })
    expect(await failed.ended).toBe(1)
    expect(failed.log()).toContain('WARRENER_CONFIG:1:11: there is no mutat here')
    expect(failed.log()).toContain('WARRENER_CONFIG:2:')
  })

  test('a config file counts', async () => {
    const wish = `rules: { ${rules.map(({ id }) => `${id}: off`).join(', ')} }`
    const lenient = await start({ WARRENER_PATH_SECRET: secret, WARRENER_CONFIG: wish })
    const denied = vectors.find(({ says }) => says === 'headless-service-deleted')
    const event = functionUrlEvent({
      method: 'POST',
      url: denied?.url ?? '',
      headers: json,
      body: Buffer.from(denied?.body ?? ''),
    })
    expect(JSON.parse((await lenient.invoke(event)).body)).toMatchObject({ response: { allowed: true } })
  })

  test('a kubeconfig that is none: it answers what needs no look-up, and says so without a word of it', async () => {
    const lost = await start({ WARRENER_PATH_SECRET: secret, WARRENER_KUBECONFIG: 'users: [{token: hunter2' })
    const { body } = await lost.invoke(soundEvent())
    expect(JSON.parse(body)).toMatchObject({ response: { allowed: true } })
    expect(body).toContain('the kubeconfig is not one')
    expect(lost.log()).toContain('the kubeconfig is not one')
    const ready = await lost.invoke({ ...health, rawPath: '/readyz' })
    expect(ready).toMatchObject({ statusCode: 503, body: 'not ready' })
    expect(body + lost.log()).not.toContain('hunter2')
  })

  test('a file of a kubeconfig, and none at all', async () => {
    const mounted = await start({ WARRENER_NO_PATH_SECRET: 'true', KUBECONFIG: api.kubeconfig })
    expect((await mounted.invoke(soundEvent('/validate'))).body).not.toContain('not evaluated')
    const alone = await start({ WARRENER_NO_PATH_SECRET: 'true' })
    expect((await alone.invoke(soundEvent('/validate'))).body).toContain('look-ups are switched off')
  })
})

test('what is no request of a function URL or an HTTP API is said to be none', async () => {
  for (const event of [{}, { version: '1.0', body: '{}' }, { requestContext: { http: { method: 'GET' } } }])
    expect(await shipped.invoke(event)).toMatchObject({
      statusCode: 400,
      body: expect.stringContaining('payload format 2.0'),
    })
})
