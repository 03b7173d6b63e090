/**
 * How long the webhook takes from its start to its first answer, as a multiple of an express HTTPS server that does
 * nothing: `node bench/webhook.ts [runs]`. Whole processes, bundled alike, medians of runs in turns.
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { selfSigned } from '../test/webhook/self-signed.ts'

const root = join(import.meta.dirname, '..')
const runs = Number(process.argv[2] ?? 15)
const folder = mkdtempSync(join(tmpdir(), 'warrener-bench-'))
/** Once the process listens, it prints a line of JSON with its port on standard error. */
const empty = `
  import { readFileSync } from 'node:fs'
  import { createServer } from 'node:https'
  import express from 'express'
  const app = express()
  app.use(express.json())
  app.post('/validate', (_, response) => void response.json({}))
  const server = createServer({ cert: readFileSync('tls.crt'), key: readFileSync('tls.key') }, app)
  server.listen(0, () => console.error(JSON.stringify({ port: server.address().port })))`

const webhook = [
  'bin/warrener.cjs',
  'webhook',
  '--no-config',
  '--port=0',
  '--tls-cert=tls.crt',
  '--tls-key=tls.key',
]
interface Contender {
  readonly name: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}
const contenders: readonly Contender[] = [
  { name: 'empty express server', args: ['empty.cjs'] },
  { name: 'webhook --no-cluster', args: [...webhook, '--no-cluster'] },
  { name: 'webhook', args: [...webhook, '--kubeconfig=kubeconfig.json'] },
  {
    name: 'webhook --no-cluster, no compile cache',
    args: [...webhook, '--no-cluster'],
    env: { NODE_DISABLE_COMPILE_CACHE: '1' },
  },
]
/** The promise, for the second: at most so many times as long as the first. */
const most = 1.5

const review = JSON.stringify({
  apiVersion: 'admission.k8s.io/v1',
  kind: 'AdmissionReview',
  request: {
    uid: '1',
    kind: { group: 'apps', version: 'v1', kind: 'StatefulSet' },
    resource: { group: 'apps', version: 'v1', resource: 'statefulsets' },
    operation: 'CREATE',
    name: 'rabbitmq',
    namespace: 'mq',
    object: {
      metadata: { name: 'rabbitmq', namespace: 'mq' },
      spec: {
        replicas: 3,
        serviceName: 'rabbitmq-nodes',
        template: { spec: { containers: [{ name: 'rabbitmq', image: 'rabbitmq:4.2.1' }] } },
      },
    },
  },
})

/** Builds what is measured; the certificate, and a kubeconfig whose API server refuses the connection, lie beside it. */
async function prepare(ca: { readonly key: string; readonly cert: string }): Promise<void> {
  execFileSync(process.execPath, [join(root, 'scripts/build.ts'), 'command', join(folder, 'dist')])
  mkdirSync(join(folder, 'bin'))
  copyFileSync(join(root, 'bin/warrener.cjs'), join(folder, 'bin/warrener.cjs'))
  await build({
    stdin: { contents: empty, resolveDir: root },
    outfile: join(folder, 'empty.cjs'),
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  })
  writeFileSync(join(folder, 'tls.crt'), ca.cert)
  writeFileSync(join(folder, 'tls.key'), ca.key)
  const kubeconfig = {
    clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }],
    users: [{ name: 'u', user: { token: 't' } }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'x',
  }
  writeFileSync(join(folder, 'kubeconfig.json'), JSON.stringify(kubeconfig))
}

/**
 * Milliseconds from the start of a process to its first answer.
 * @param end SIGTERM lets Node write its compile cache, SIGKILL is quicker
 */
async function firstAnswer(
  { args, env }: Contender,
  ca: string,
  end: 'SIGTERM' | 'SIGKILL',
): Promise<number> {
  const start = performance.now()
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  try {
    const { promise: listening, resolve, reject } = Promise.withResolvers<string>()
    child.once('error', reject)
    child.once('exit', code => reject(new Error(`ended with ${code}`)))
    child.stderr.setEncoding('utf8').once('data', resolve)
    const status = await post(JSON.parse((await listening).split('\n')[0] ?? '').port, ca)
    if (status !== 200) throw new Error(`answered ${status}`)
    return performance.now() - start
  } finally {
    const ended = once(child, 'exit')
    child.kill(end)
    await ended
  }
}

const post = (port: number, ca: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' }
    const options = {
      host: '127.0.0.1',
      port,
      path: '/validate',
      method: 'POST',
      headers,
      ca,
      servername: 'localhost',
      agent: false,
    }
    const sent = request(options, response => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0))
    })
    sent.once('error', reject)
    sent.end(review)
  })

try {
  const pair = selfSigned(['localhost'])
  await prepare(pair)
  const times = contenders.map((): number[] => [])
  // One run more than is counted: the first fills the caches.
  for (let run = 0; run <= runs; run++)
    for (const [index, contender] of contenders.entries()) {
      const time = await firstAnswer(contender, pair.cert, run === 0 ? 'SIGTERM' : 'SIGKILL')
      if (run > 0) times[index]?.push(time)
    }
  const medians = times.map(all => all.toSorted((a, b) => a - b)[runs >> 1] ?? Number.NaN)
  const ratio = (index: number): number => (medians[index] ?? Number.NaN) / (medians[0] ?? Number.NaN)
  for (const [index, { name }] of contenders.entries())
    console.log(`${name}: ${medians[index]?.toFixed(0)} ms, ${ratio(index).toFixed(2)} x`)
  console.log(
    `${ratio(1) <= most ? 'met' : 'MISSED'}: first answer at most ${most} x that of an empty server`,
  )
} finally {
  rmSync(folder, { recursive: true })
}
