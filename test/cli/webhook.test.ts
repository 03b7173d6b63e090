import { type ChildProcess, spawn } from 'node:child_process'
import { request } from 'node:https'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { docsUrl } from '../../lint/docs-url.ts'
import { exported } from '../../webhook/vap/export.ts'
import { afterAll, afterEach, beforeAll, expect, test } from '../jest.ts'
import { builtCommand, folderWith, removeFolder, runNode } from '../process.ts'
import { objectsOf } from '../webhook/ask.ts'

const kubeconfig = `apiVersion: v1
kind: Config
current-context: c
contexts: [{name: c, context: {cluster: c, user: u}}]
clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
users: [{name: u, user: {token: t}}]
`
let built: ReturnType<typeof builtCommand>
const folder = folderWith({ kubeconfig, 'wrong/.warrener.yaml': 'webhook: {mutat: off}\n' })
let child: ChildProcess | undefined
beforeAll(() => {
  built = builtCommand()
})
afterEach(() => {
  child?.kill('SIGKILL')
})
afterAll(() => {
  removeFolder(built.folder)
  removeFolder(folder)
})

/** Starts the webhook on a free port and waits until it says which. */
const start = (...args: readonly string[]): Promise<number> =>
  startWith('--no-tls', '--no-path-secret', ...args)
async function startWith(...args: readonly string[]): Promise<number> {
  const argv = [built.launcher, 'webhook', '--port', '0', ...args]
  const started = spawn(process.execPath, argv, { cwd: folder, stdio: ['ignore', 'inherit', 'pipe'] })
  child = started
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(started.stderr).once('line', resolve)
    started.once('exit', code => reject(new Error(`ended with ${code}`)))
  })
  return JSON.parse(line).port
}

test.each<[string, readonly string[], number]>([
  ['without look-ups', ['--no-cluster'], 200],
  ['with look-ups, none of which was answered yet', ['--kubeconfig', 'kubeconfig'], 503],
])('%s', async (_, args, readiness) => {
  const port = await start(...args)
  const get = async (path: string): Promise<number> => (await fetch(`http://127.0.0.1:${port}${path}`)).status
  expect(await get('/healthz')).toBe(200)
  expect(await get('/readyz')).toBe(readiness)
  const request = {
    uid: 'u',
    kind: { group: '', version: 'v1', kind: 'Pod' },
    resource: { group: '', version: 'v1', resource: 'pods' },
    operation: 'CREATE',
    object: {},
  }
  const response = await fetch(`http://127.0.0.1:${port}/validate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request }),
  })
  expect(await response.json()).toMatchObject({ response: { uid: 'u', allowed: true } })
})

test('with a certificate of its own it says how it is before there is one', async () => {
  const port = await startWith('--self-signed', '--kubeconfig', 'kubeconfig')
  const get = (path: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const sent = request({ port, path, rejectUnauthorized: false }, async response =>
        resolve(`${response.statusCode} ${(await response.toArray()).join('')}`),
      )
      sent.once('error', reject).end()
    })
  expect(await get('/healthz')).toBe('200 ok')
  expect(await get('/readyz')).toMatch(/^503 .*(?:ECONNREFUSED|prepared)/)
})

test.each(['webhook --help', 'help webhook'])('%s lists the options of the webhook', line => {
  const { code, out } = runNode([built.launcher, ...line.split(' ')], { cwd: folder })
  expect([code, out]).toEqual([0, expect.stringContaining('--tls-cert')])
})

test('rules as policies are printed, and nothing is served', () => {
  const { code, out, err } = runNode([built.launcher, 'webhook', '--export-vap', '--no-config'], {
    cwd: folder,
  })
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(objectsOf(out)).toEqual(JSON.parse(JSON.stringify(exported(docsUrl))))
})

test('without the launcher the command starts it too', () => {
  const ran = runNode([join(built.folder, 'dist/warrener.cjs'), 'webhook'], { cwd: folder })
  expect(ran).toEqual({ code: 2, out: '', err: expect.stringContaining('give --tls-cert and --tls-key') })
})

test.each<[string, readonly string[], string]>([
  ['no certificate', [], 'give --tls-cert and --tls-key'],
  ['a certificate that is not there', ['--tls-cert', 'nix', '--tls-key', 'nix'], 'ENOENT'],
  ['no port', ['--no-tls', '--no-path-secret', '--port', 'http'], 'not a port: http'],
  ['an option of later', ['--later'], 'unknown option --later'],
  ['two certificates', ['--self-signed', '--tls-cert', 'nix'], '--self-signed makes the certificate'],
  [
    'a config file that is not right',
    ['--no-tls', '--config', join('wrong', '.warrener.yaml')],
    'wrong/.warrener.yaml:1:11: there is no mutat here',
  ],
])('%s: exit 2', (_, args, message) => {
  const ran = runNode([built.launcher, 'webhook', ...args], { cwd: folder })
  expect(ran).toEqual({ code: 2, out: '', err: expect.stringContaining(message) })
})
