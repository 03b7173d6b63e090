import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from 'node:tls'
import { issue, type Pair } from '../../webhook/self-signed/issue.ts'
import { afterAll, afterEach, beforeAll, expect, test } from '../jest.ts'
import { builtCommand, removeFolder } from '../process.ts'
import { bundlesOf, installed, paths } from '../webhook/memory-api.ts'
import { replicaOf } from '../webhook/replica.ts'
import { start, stopAll } from '../webhook/served.ts'
import { bodies } from './load/bodies.ts'
import { clientOf, type Load, type Next, under } from './load/client.ts'

/*
 * Nothing is lost: whatever certificates and processes come and go, each of ten thousand requests on connections that are kept is
 * answered, by a client that never tries again.
 */

const most = 10_000
const at = 8
const host = '127.0.0.1'
const servername = 'warrener-webhook.warrener-system.svc'
const day = 86_400_000
const validity = { from: new Date(Date.now() - day), to: new Date(Date.now() + 300 * day) }
const authority = (name: string): Pair => issue({ name, ...validity })
const leafOf = (above: Pair): Pair => issue({ name: 'webhook', ...validity, dnsNames: [servername] }, above)

let built: ReturnType<typeof builtCommand>
beforeAll(() => {
  built = builtCommand()
})
afterAll(() => removeFolder(built.folder))
/** What the processes said, but for reviews. */
const said: string[] = []
const children: ChildProcess[] = []
const folders: string[] = []
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await stopAll()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** A folder as the kubelet mounts a Secret: files are links into a folder behind a link, which is swapped. */
function mounted(first: Pair): { readonly folder: string; readonly swap: (pair: Pair) => void } {
  const folder = mkdtempSync(join(tmpdir(), 'warrener-load-'))
  folders.push(folder)
  let count = 0
  const swap = ({ key, cert }: Pair): void => {
    const name = `..${++count}`
    mkdirSync(join(folder, name))
    writeFileSync(join(folder, name, 'tls.key'), key)
    writeFileSync(join(folder, name, 'tls.crt'), cert)
    symlinkSync(name, join(folder, '..data_tmp'))
    renameSync(join(folder, '..data_tmp'), join(folder, '..data'))
  }
  swap(first)
  for (const file of ['tls.key', 'tls.crt']) symlinkSync(join('..data', file), join(folder, file))
  return { folder, swap }
}

/** Sends requests until enough of them were answered and what happens meanwhile is over. */
async function during(
  next: () => Next,
  events: (client: ReturnType<typeof clientOf>) => Promise<void>,
): Promise<Load> {
  const load: Load = { answered: 0, failed: [] }
  const client = clientOf(servername, next)
  let over = false
  const happening = events(client).finally(() => {
    over = true
  })
  const until = (): boolean => over && load.answered + load.failed.length >= most
  await Promise.all([happening, under(client, bodies, { at, until, load })])
  client.forget()
  return load
}

test('certificates that are replaced in their folder', async () => {
  const [first, second] = [authority('first'), authority('second')]
  const { folder, swap } = mounted(leafOf(first))
  const { port, logged } = await start({
    tls: { cert: join(folder, 'tls.crt'), key: join(folder, 'tls.key') },
  })
  // As cert-manager renews: below one authority, and, both being trusted, below another.
  let ca = first.cert
  const load = await during(
    () => ({ host, port, ca }),
    async client => {
      for (let count = 0; count < 20; count++) {
        if (count === 10) ca = first.cert + second.cert
        swap(leafOf(count < 10 ? first : second))
        await sleep(150)
        client.forget()
      }
      await logged('was replaced')
      ca = second.cert
      client.forget()
      await sleep(150)
    },
  )
  expect(load.failed).toEqual([])
  expect(load.answered).toBeGreaterThanOrEqual(most)
})

test('certificates of its own that are all made again', async () => {
  const api = installed()
  let server: Server | undefined
  const replica = replicaOf(
    api,
    () => new Date(),
    pair => server?.setSecureContext(pair),
    () => sleep(500),
  )
  await replica.look()
  server = createServer({ ...replica.pair(), keepAliveTimeout: 120_000 }, async (request, response) => {
    const { request: asked } = JSON.parse(Buffer.concat(await request.toArray()).toString())
    response.end(asked.uid)
  })
  server.listen(0, host)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  let made = 0
  const load = await during(
    () => ({ host, port, ca: bundlesOf(api)[0] ?? '' }),
    async client => {
      for (; made < 10; made++) {
        api.objects.delete(paths.secret)
        await replica.look()
        client.forget()
        await sleep(50)
      }
    },
  )
  expect(load.failed).toEqual([])
  expect(load.answered).toBeGreaterThanOrEqual(most)
  expect(new Set(api.writes.filter(write => write.startsWith('POST'))).size).toBe(1)
  replica.stop()
  server.close()
})

test('a connection that was opened in advance, and is used later', async () => {
  const own = authority('own')
  const { folder } = mounted(leafOf(own))
  const { port } = await start({ tls: { cert: join(folder, 'tls.crt'), key: join(folder, 'tls.key') } })
  const socket = connect({ host, port, servername, ca: own.cert })
  await once(socket, 'secureConnect')
  // Node's own patience with a connection that says nothing is shorter.
  await sleep(20_000)
  const [first] = bodies
  const body = first?.body ?? ''
  socket.write(
    `POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
  const [answer] = await once(socket, 'data')
  expect(String(answer)).toMatch(/^HTTP\/1.1 200 /)
  socket.destroy()
})

interface Pod {
  readonly port: number
  readonly child: ChildProcess
}
/** Starts the command as a container does, and gives its port once it is ready. */
async function pod(folder: string): Promise<Pod> {
  const args = [
    'webhook',
    '--tls-cert=tls.crt',
    '--tls-key=tls.key',
    '--port=0',
    '--no-cluster',
    '--no-config',
  ]
  const child = spawn(process.execPath, [built.launcher, ...args], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  children.push(child)
  const lines = createInterface(child.stderr)
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  lines.on('line', line => {
    const port = /"message":"listening","port":(\d+)/.exec(line)?.[1]
    if (port !== undefined) resolve(Number(port))
    if (!line.includes('"message":"review"')) said.push(line)
  })
  child.once('exit', code => reject(new Error(`ended with ${code}`)))
  return { port: await promise, child }
}

test('a rolling restart: who goes answers until nobody asks any more', async () => {
  const own = authority('own')
  const { folder } = mounted(leafOf(own))
  let behind: readonly Pod[] = await Promise.all([pod(folder), pod(folder)])
  let turn = 0
  const ends: Promise<unknown>[] = []
  const load = await during(
    () => ({ host, port: behind[turn++ % behind.length]?.port ?? 0, ca: own.cert }),
    async () => {
      for (const old of behind) {
        const fresh = await pod(folder)
        ends.push(once(old.child, 'exit'))
        old.child.kill('SIGTERM')
        // Until whoever sends requests to the Service has heard of it.
        await sleep(1500)
        behind = [...behind.filter(one => one !== old), fresh]
      }
      expect(await Promise.all(ends)).toEqual([
        [0, null],
        [0, null],
      ])
    },
  )
  // Whatever they log besides.
  expect({ failed: load.failed, said: said.filter(line => !line.includes('"message":"listening"')) }).toEqual(
    {
      failed: [],
      said: [],
    },
  )
  expect(load.answered).toBeGreaterThanOrEqual(most)
})
