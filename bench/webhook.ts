/**
 * How long the webhook takes from its start to its first answer, as a multiple of an express HTTPS server that does
 * nothing: `node bench/webhook.ts`. Whole processes, both bundled alike; medians of runs in turns.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { selfSigned } from '../test/webhook/self-signed.ts'

const root = join(import.meta.dirname, '..')
const runs = 15

/** What is answered first, and by whom. Each program prints its port as JSON once it listens. */
interface Contender {
  readonly program: string
  readonly path: string
  readonly method: 'GET' | 'POST'
}
const contenders: Readonly<Record<string, Contender>> = {
  'empty express server': {
    method: 'GET',
    path: '/',
    program: `
      import { readFileSync } from 'node:fs'
      import { createServer } from 'node:https'
      import express from 'express'
      const [cert, key] = process.argv.slice(2).map(file => readFileSync(file))
      const app = express()
      app.get('/', (_, response) => void response.send('ok'))
      const server = createServer({ cert, key }, app)
      server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })))`,
  },
  'webhook, first review': { method: 'POST', path: '/validate', program: webhook("{ cluster: 'none' }") },
  'webhook with look-ups, first review': { method: 'POST', path: '/validate', program: webhook('{}') },
}

function webhook(other: string): string {
  return `
    import { rules } from './policies/index.ts'
    import { serve, serveOptions } from './webhook/main.ts'
    const [tlsCert, tlsKey] = process.argv.slice(2)
    const around = { env: {}, rules, docs: rule => rule, write: line => process.stdout.write(line) }
    const options = serveOptions({ port: '0', tls: true, cluster: true, tlsCert, tlsKey }, {}, around)
    void serve({ ...options, host: '127.0.0.1', ...${other} })`
}

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

/** Bundled as the product is: CommonJS, the look-ups in a file of their own. */
async function bundle(folder: string, name: string, contents: string): Promise<string> {
  const outfile = join(folder, `${name.replaceAll(/\W+/g, '-')}.cjs`)
  await build({
    absWorkingDir: root,
    stdin: { contents, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node22.19',
    format: 'cjs',
    mainFields: ['module', 'main'],
    logLevel: 'error',
    plugins: [
      {
        name: 'look-ups apart',
        setup: ({ onResolve }) =>
          onResolve({ filter: /\/cluster-reader\.ts$/ }, ({ kind }) =>
            kind === 'dynamic-import' ? { path: './look-ups.cjs', external: true } : undefined,
          ),
      },
    ],
  })
  return outfile
}

/** Milliseconds from the start of a process to its first answer. */
function firstAnswer(
  file: string,
  pair: readonly string[],
  ca: string,
  { path, method }: Contender,
): Promise<number> {
  const start = performance.now()
  const child = spawn(process.execPath, [file, ...pair], { stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.stdout.setEncoding('utf8').once('data', (text: string) => {
      const { port } = JSON.parse(text.split('\n')[0] ?? '')
      const headers = { 'content-type': 'application/json' }
      const sent = request(
        { host: '127.0.0.1', port, path, method, headers, ca, servername: 'localhost' },
        response => {
          response.resume().once('end', () => {
            const time = performance.now() - start
            child.kill('SIGKILL')
            if (response.statusCode === 200) resolve(time)
            else reject(new Error(`answered ${response.statusCode}`))
          })
        },
      )
      sent.once('error', reject)
      sent.end(method === 'POST' ? review : undefined)
    })
  })
}

const folder = mkdtempSync(join(tmpdir(), 'warrener-bench-'))
try {
  const { cert, key } = selfSigned(['localhost'])
  const pair = [join(folder, 'tls.crt'), join(folder, 'tls.key')]
  writeFileSync(pair[0] ?? '', cert)
  writeFileSync(pair[1] ?? '', key)
  await bundle(folder, 'look-ups', "export * from './webhook/cluster-reader.ts'")
  const bundles = new Map<string, string>()
  for (const [name, { program }] of Object.entries(contenders))
    bundles.set(name, await bundle(folder, name, program))
  const times = new Map(Object.keys(contenders).map(name => [name, [] as number[]]))
  for (let run = 0; run < runs; run++)
    for (const [name, contender] of Object.entries(contenders))
      times.get(name)?.push(await firstAnswer(bundles.get(name) ?? '', pair, cert, contender))
  const median = (name: string): number =>
    (times.get(name) ?? []).toSorted((a, b) => a - b)[runs >> 1] ?? Number.NaN
  const [empty = ''] = Object.keys(contenders)
  for (const name of Object.keys(contenders))
    console.log(`${name}: ${median(name).toFixed(0)} ms, ${(median(name) / median(empty)).toFixed(2)} x`)
} finally {
  rmSync(folder, { recursive: true })
}
