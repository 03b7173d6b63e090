import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Contender } from './contender.ts'

const root = join(import.meta.dirname, '../..')
interface Pair {
  readonly key: string
  readonly cert: string
}

/** Once the process listens, it prints a line of JSON with its port on standard error. */
const empty = `
  import { readFileSync } from 'node:fs'
  import { createServer } from 'node:https'
  import express from 'express'
  const app = express()
  app.use(express.json({ limit: '8mb' }))
  app.post('/validate', (_, response) => void response.json({}))
  const server = createServer({ cert: readFileSync('tls.crt'), key: readFileSync('tls.key') }, app)
  server.listen(0, () => console.error(JSON.stringify({ port: server.address().port })))`

/** One policy for StatefulSets and Services, as short as one can be. It says where it listens once it has its store, and answers. */
const peprModule = `
  import { get } from 'node:https'
  import { Capability, PeprModule, a } from 'pepr'
  const capability = new Capability({ name: 'bench', description: 'bench', namespaces: [] })
  for (const kind of [a.StatefulSet, a.Service])
    capability.When(kind).IsCreatedOrUpdated().Validate(request =>
      request.Raw.metadata?.name === '' ? request.Deny('no name') : request.Approve())
  const port = Number(process.env.BENCH_PORT)
  const pepr = { uuid: 'bench', onError: 'reject', alwaysIgnore: { namespaces: [] } }
  new PeprModule({ description: 'bench', pepr }, [capability], { deferStart: true }).start(port)
  const again = () => setTimeout(ready, 10)
  const ready = () => get({ port, path: '/healthz', rejectUnauthorized: false, agent: false }, response => {
    response.resume()
    if (response.statusCode === 200) console.error(JSON.stringify({ port }))
    else again()
  }).on('error', again)
  ready()`

export interface Contenders {
  readonly empty: Contender
  /** Undefined where it could not be installed. */
  readonly pepr: Contender | undefined
  /** Without look-ups. */
  readonly alone: Contender
  /** Asks the API server for each review. */
  readonly asking: Contender
  /** Follows the cluster. */
  readonly following: Contender
}

/** Builds what is measured, all of it bundled alike, in a folder. */
export async function contendersIn(folder: string, pair: Pair, kubeconfig: string): Promise<Contenders> {
  const webhooks = webhooksIn(folder, pair, kubeconfig)
  await bundle(empty, root, join(folder, 'empty.cjs'))
  return {
    empty: { name: 'express, empty', args: ['empty.cjs'], cwd: folder },
    pepr: await pepr(folder, kubeconfig),
    ...webhooks,
  }
}

/** Builds the webhook in a folder. */
export function webhooksIn(
  folder: string,
  pair: Pair,
  kubeconfig: string,
): Pick<Contenders, 'alone' | 'asking' | 'following'> {
  execFileSync(process.execPath, [join(root, 'scripts/build.ts'), 'command', join(folder, 'dist')])
  mkdirSync(join(folder, 'bin'))
  copyFileSync(join(root, 'bin/warrener.cjs'), join(folder, 'bin/warrener.cjs'))
  writeFileSync(join(folder, 'tls.crt'), pair.cert)
  writeFileSync(join(folder, 'tls.key'), pair.key)
  const files = ['--no-config', '--port=0', '--tls-cert=tls.crt', '--tls-key=tls.key']
  const deployment = readFileSync(join(root, 'manifests/webhook/base/deployment.yaml'), 'utf8')
  /** As it is shipped. */
  const memory = { NODE_OPTIONS: /value: (--max-old-space-size.*)/.exec(deployment)?.[1] ?? '' }
  const webhook = (name: string, args: readonly string[], env: Contender['env'] = {}): Contender => ({
    ...{ name, cwd: folder, env: { ...memory, ...env } },
    args: ['bin/warrener.cjs', 'webhook', ...files, ...args],
  })
  return {
    alone: webhook('webhook, no look-ups', ['--no-cluster']),
    asking: webhook('webhook, asks', [`--kubeconfig=${kubeconfig}`], { PORT: '1' }),
    following: webhook('webhook, follows', [`--kubeconfig=${kubeconfig}`]),
  }
}

const bundle = (contents: string, resolveDir: string, outfile: string): Promise<unknown> =>
  build({
    stdin: { contents, resolveDir },
    // Pepr knows kinds by the names of classes.
    ...{ outfile, bundle: true, minify: true, keepNames: true },
    ...{ platform: 'node', format: 'cjs', logLevel: 'error' },
  })

/** Installed into the user's cache folder once, as it has more dependencies than we do. */
async function pepr(folder: string, kubeconfig: string): Promise<Contender | undefined> {
  const home = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'warrener', 'bench-pepr-1.1.4')
  const port = 20_000 + (process.pid % 20_000)
  try {
    if (!existsSync(join(home, 'node_modules/pepr'))) {
      mkdirSync(home, { recursive: true })
      writeFileSync(join(home, 'package.json'), '{"private":true}')
      execFileSync('npm', ['install', 'pepr@1.1.4', '--ignore-scripts', '--no-audit', '--no-fund'], {
        cwd: home,
        stdio: 'ignore',
      })
    }
    await bundle(peprModule, home, join(folder, 'pepr.cjs'))
  } catch {
    return undefined
  }
  return {
    ...{ name: 'pepr 1.1.4', args: ['pepr.cjs'], cwd: folder, path: '/validate/token' },
    env: {
      ...{ SSL_KEY_PATH: 'tls.key', SSL_CERT_PATH: 'tls.crt', PEPR_API_PATH: 'token' },
      ...{ KUBECONFIG: kubeconfig, BENCH_PORT: `${port}` },
    },
  }
}
