import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isString, type JsonObject, listOf, member } from '../../../model/kube/json.ts'
import { dig } from '../../../model/kube/read.ts'
import { root } from '../../process.ts'

/** A process in the place of the pods of a Deployment. */
export interface Pod {
  /** Whether the kubelet would call it ready. */
  isReady(): Promise<boolean>
  log(): string
  stop(): Promise<void>
}

/** What a pod finds where it runs. */
export interface Surroundings {
  /** Address and port at which the API server finds it. */
  readonly host: string
  readonly port: number
  readonly kubeconfig: JsonObject
  /** The data of a volume, by the name of its Secret or ConfigMap. */
  readonly volume: (name: string) => Readonly<Record<string, string>>
}

/** Starts the container of a Deployment, with its own arguments; what it mounts lies in a folder. */
export function startPod(deployment: JsonObject, { host, port, kubeconfig, volume }: Surroundings): Pod {
  const folder = mkdtempSync(join(tmpdir(), 'warrener-pod-'))
  const spec = dig(deployment, ['spec', 'template', 'spec'])
  const container = dig(spec, ['containers', 0])
  const volumes = new Map(listOf(member(spec, 'volumes')).map(one => [member(one, 'name'), one]))
  const paths: (readonly [mounted: string, own: string])[] = []
  for (const mount of listOf(member(container, 'volumeMounts'))) {
    const name = String(member(mount, 'name'))
    const own = join(folder, name)
    paths.push([String(member(mount, 'mountPath')), own])
    const from = volumes.get(name)
    const source = dig(from, ['secret', 'secretName']) ?? dig(from, ['configMap', 'name'])
    if (!isString(source)) continue
    for (const [file, text] of Object.entries(volume(source))) writeFileSync(`${own}-${file}`, text)
  }
  const inFolder = (text: string): string =>
    paths.reduce((all, [mounted, own]) => all.replace(`=${mounted}/`, `=${own}-`), text)
  const args = listOf(member(container, 'args')).map(arg =>
    String(arg).startsWith('--port=') ? `--port=${port}` : inFolder(String(arg)),
  )
  writeFileSync(join(folder, 'kubeconfig.json'), JSON.stringify(kubeconfig), { mode: 0o600 })
  const own = [`--host=${host}`, '--kubeconfig=kubeconfig.json']
  const child = spawn(
    process.execPath,
    [
      join(root, 'cli/bin.ts'),
      ...args,
      ...own,
      ...(args.some(arg => arg.startsWith('--config=')) ? [] : ['--no-config']),
    ],
    { cwd: folder, stdio: ['ignore', 'inherit', 'pipe'] },
  )
  let log = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text
  })
  return {
    isReady: async () => {
      if (child.exitCode !== null) throw new Error(`the webhook ended with ${child.exitCode}: ${log}`)
      return (await answerOf(host, port)) === 200
    },
    log: () => log,
    async stop() {
      await ended(child)
      rmSync(folder, { recursive: true })
    },
  }
}

/** As the kubelet asks: whoever signed the certificate. */
const answerOf = (host: string, port: number): Promise<number> =>
  new Promise(resolve => {
    const asked = get({ host, port, path: '/readyz', rejectUnauthorized: false, agent: false }, response => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    asked.once('error', () => resolve(0))
  })

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}
