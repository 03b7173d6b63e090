import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type JsonObject, objectOf } from '../../model/kube/json.ts'
import { carryOut } from '../../webhook/self-signed/carry-out.ts'
import { dataOf, type Held, heldIn } from '../../webhook/self-signed/held.ts'
import { dnsNamesOf, placeIn } from '../../webhook/self-signed/place.ts'
import { type ControlPlane, freePort, startControlPlane } from '../control-plane/start.ts'
import { afterAll, afterEach, beforeAll, expect, test } from '../jest.ts'
import { root } from '../process.ts'
import { selfSigned } from '../webhook/self-signed.ts'
import { must } from './control-plane/installed.ts'
import { play } from './control-plane/play.ts'
import { rows } from './control-plane/rows/mission.ts'
import { addresses, install, type Process, start } from './self-signed/replicas.ts'

/*
 * The webhook with certificates of its own on a real API server, with the rights of manifests/webhook/self-signed and no others: what Go
 * verifies, who wins, and what is said where something is missing.
 */

let controlPlane: ControlPlane
let port: number
let args: readonly string[]
const running = new Set<Process>()
beforeAll(async () => {
  controlPlane = await startControlPlane({ kubectlTimeoutMs: 60_000 })
  port = await freePort()
  args = await install(controlPlane, port)
})
afterEach(async () => {
  await Promise.all([...running].map(replica => replica.stop()))
  running.clear()
})
afterAll(() => controlPlane?.stop())

async function replica(host: string = addresses[0]): Promise<Process> {
  const started = await start(controlPlane, args, { host, port })
  running.add(started)
  return started
}
const space = ['--namespace', 'warrener-system']
const kubectl = (...line: readonly string[]): Promise<string> => must(controlPlane, [...line])
const secretData = async (): Promise<Readonly<Record<string, string>>> => {
  const secret = JSON.parse(await kubectl('get', 'secret', 'warrener-webhook-tls', ...space, '-o', 'json'))
  return Object.fromEntries(
    Object.entries(objectOf(secret.data)).map(([key, text]) => [
      key,
      Buffer.from(String(text), 'base64').toString(),
    ]),
  )
}
async function caBundles(): Promise<readonly string[]> {
  const kinds = 'validatingwebhookconfigurations,mutatingwebhookconfigurations'
  const { items } = JSON.parse(
    await kubectl('get', kinds, '--selector=app.kubernetes.io/name=warrener', '-o', 'json'),
  )
  const bundles = (items as { webhooks: { clientConfig: { caBundle?: string } }[] }[]).flatMap(
    ({ webhooks }) =>
      webhooks.map(({ clientConfig }) => Buffer.from(clientConfig.caBundle ?? '', 'base64').toString()),
  )
  return [...new Set(bundles)]
}
/** Has the API server ask the webhook: a Service that it corrects. */
async function corrects(name: string): Promise<boolean> {
  const service: JsonObject = {
    ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: `rabbitmq-${name}`, namespace: 'default' } },
    spec: { clusterIP: 'None', selector: { app: 'rabbitmq' }, ports: [{ name: 'epmd', port: 4369 }] },
  }
  const { stderr } = await controlPlane.kubectl(['create', '-f', '-'], JSON.stringify(service))
  return stderr.includes('set spec.publishNotReadyAddresses to true')
}

test('two replicas that start at once share one certificate, and the API server trusts it', async () => {
  const both = await Promise.all(addresses.map(host => replica(host)))
  await Promise.all(both.map(one => one.isReady()))
  const [first, second] = await Promise.all(both.map(one => one.serial()))
  expect(first).toBe(second)
  expect(await caBundles()).toEqual([(await secretData())['ca.crt']])
  const creations = controlPlane
    .audited(0)
    .events.filter(({ verb, objectRef }) => verb === 'create' && objectRef?.resource === 'secrets')
    .map(({ responseStatus }) => responseStatus?.code)
  expect(creations.filter(code => code === 201)).toHaveLength(1)
  expect(creations.filter(code => code !== 201 && code !== 409)).toEqual([])
  // Ours is not the only one that this must hold for: one refused, one corrected, one clean cluster.
  const webhook = { calls: async () => 0, reads: () => [] } as never
  for (const [index, row] of rows.slice(0, 3).entries())
    await play(row, `mission-${index}`, { controlPlane, webhook })
})

test('a caBundle that somebody empties is filled again, and one who starts again serves what there was', async () => {
  const before = await secretData()
  const nothing = '[{"op":"remove","path":"/webhooks/0/clientConfig/caBundle"}]'
  await kubectl('patch', 'mutatingwebhookconfiguration', 'warrener', '--type=json', '--patch', nothing)
  expect(await corrects('untrusted')).toBe(false)
  await (await replica()).isReady()
  expect(await caBundles()).toEqual([before['ca.crt']])
  expect(await secretData()).toEqual(before)
  expect(await corrects('trusted')).toBe(true)
})

test('the API server trusts the next authority, a certificate of it, and what the one before it signed', async () => {
  const held = heldIn(await secretData()) as Held
  const making = { now: new Date(), dnsNames: dnsNamesOf(placeIn('warrener-system')), trusted: [] }
  const coming = carryOut('next authority', held, making)
  const steps = { coming, switched: carryOut('switch', coming, making) }
  for (const [name, step] of Object.entries(steps)) {
    await put(dataOf(step))
    const one = await replica()
    await one.isReady()
    const [bundle = ''] = await caBundles()
    expect(bundle.split('BEGIN CERTIFICATE')).toHaveLength(3)
    expect(await corrects(name)).toBe(true)
    await one.stop()
  }
})

async function put(texts: Readonly<Record<string, string>>): Promise<void> {
  const data = Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, Buffer.from(text).toString('base64')]),
  )
  const patch = JSON.stringify([{ op: 'replace', path: '/data', value: data }])
  await kubectl('patch', 'secret', 'warrener-webhook-tls', ...space, '--type=json', '--patch', patch)
}

test('all of it anew, and nothing of before is trusted: the commands of docs/certificates.md', async () => {
  const before = await secretData()
  const page = readFileSync(join(root, 'docs/certificates.md'), 'utf8')
  const [first = ''] = page.split('**From cert-manager').slice(0, 1)
  const commands = first.split('\n').filter(line => line.startsWith('    kubectl '))
  expect(commands).toHaveLength(4)
  for (const command of commands) {
    const line = command.trim().split(' ').slice(1)
    // There are no pods: the last line brings all back as it was, at our address.
    if (line[0] === 'apply') await install(controlPlane, port)
    else await kubectl(...line)
  }
  await (await replica()).isReady()
  const [bundle = '', ...others] = await caBundles()
  expect(others).toEqual([])
  expect(bundle.split('BEGIN CERTIFICATE')).toHaveLength(2)
  expect(bundle).not.toBe(before['ca.crt'])
  expect(await corrects('anew')).toBe(true)
})

/** Ends once a replica gives this reason for not being ready, and then looks whether its log does. */
async function says(one: Process, reason: RegExp): Promise<void> {
  while (!reason.test(await one.readiness())) await sleep(100)
  expect(one.log()).toContainEqual(
    expect.objectContaining({
      level: 'error',
      message: 'the certificates are not as they are to be',
      reason: expect.stringMatching(reason),
    }),
  )
  expect(JSON.stringify(one.log())).not.toContain('PRIVATE KEY')
}

test('who does not trust the certificate is seen in the log', async () => {
  const one = await replica()
  await one.isReady()
  const caBundle = Buffer.from(selfSigned(['x']).cert).toString('base64')
  const other = `[{"op":"replace","path":"/webhooks/0/clientConfig/caBundle","value":"${caBundle}"}]`
  await kubectl('patch', 'mutatingwebhookconfiguration', 'warrener', '--type=json', '--patch', other)
  expect(await corrects('elsewhere')).toBe(false)
  while (!one.log().some(({ message }) => message === 'a TLS handshake failed')) await sleep(100)
  expect(one.log()).toContainEqual(
    expect.objectContaining({ level: 'warn', reason: expect.stringMatching(/bad certificate|unknown ca/i) }),
  )
  expect(await one.readiness()).toMatch(/^ok\n.*who asks does not trust the certificate$/)
})

test('a Secret of somebody else is left as it is, and both the log and /readyz say so', async () => {
  await kubectl('delete', 'secret', 'warrener-webhook-tls', ...space)
  const data = { 'tls.crt': 'eA==', 'tls.key': 'eA==' }
  const metadata = { name: 'warrener-webhook-tls', namespace: 'warrener-system' }
  const foreign = { apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/tls', metadata, data }
  await must(controlPlane, ['create', '-f', '-'], JSON.stringify(foreign))
  const one = await replica()
  await says(
    one,
    /^the Secret warrener-system\/warrener-webhook-tls was not written by --self-signed .*delete it/,
  )
  expect(await secretData()).toEqual({ 'tls.crt': 'x', 'tls.key': 'x' })
  // What it says to do is done.
  await kubectl('delete', 'secret', 'warrener-webhook-tls', ...space)
  await one.isReady()
  expect(await corrects('own')).toBe(true)
})

test('a right that is missing is named', async () => {
  await kubectl('delete', 'secret', 'warrener-webhook-tls', ...space)
  const role = await kubectl('get', 'rolebinding', 'warrener-webhook-certificate', ...space, '-o', 'json')
  await kubectl('delete', 'rolebinding', 'warrener-webhook-certificate', ...space)
  const one = await replica()
  await says(
    one,
    /secrets "warrener-webhook-tls" is forbidden: .* cannot get resource "secrets".*; manifests\/webhook\/self-signed gives the rights/,
  )
  const { metadata, ...binding } = JSON.parse(role)
  const { name, namespace, labels } = metadata
  await must(
    controlPlane,
    ['create', '-f', '-'],
    JSON.stringify({ ...binding, metadata: { name, namespace, labels } }),
  )
  await one.isReady()
  await one.stop()
  await kubectl('delete', 'clusterrolebinding', 'warrener-webhook-authority')
  await says(
    await replica(),
    /validatingwebhookconfigurations\/warrener cannot be read.*cannot get resource "validatingwebhookconfigurations"/,
  )
})
