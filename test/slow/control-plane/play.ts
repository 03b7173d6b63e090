import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ControlPlane } from '../../control-plane/start.ts'
import { expect } from '../../jest.ts'
import { helm } from '../charts/helm.ts'
import type { Installed } from './installed.ts'
import { type Look, type Row, type Step, stepsOf } from './rows/row.ts'

/** What a row is played on. */
export interface Stage {
  readonly controlPlane: ControlPlane
  readonly webhook: Installed
}

/** For what the cluster takes time to notice. */
const patienceMs = 300_000

/** Plays a row in a new namespace and expects what it says. */
export async function play(row: Row, namespace: string, stage: Stage): Promise<void> {
  const { controlPlane } = stage
  const named = (text: string): string => text.replaceAll(/\bmq\b/g, namespace)
  const { labels = {}, given = '', files = {} } = row
  const space = JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } })
  const prepared = await controlPlane.kubectl(['apply', '-f', '-'], `${space}\n---\n${named(given)}`)
  expect(prepared).toMatchObject({ code: 0 })
  const folder = join(dirname(controlPlane.kubeconfig), 'files', namespace)
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), named(text))
  }
  for (const step of stepsOf(row)) {
    const deadline = Date.now() + patienceMs
    const attempt = (): Promise<void> => take(step, { namespace, named, ...stage })
    while (step.eventually && Date.now() < deadline && !(await succeeded(attempt))) await sleep(300)
    if (!step.eventually || Date.now() >= deadline)
      await attempt().catch(error => shown(error, namespace, stage))
  }
}

/** Says with an error what there is in the namespace: of what somebody waited for in vain it tells why. */
async function shown(error: unknown, namespace: string, { controlPlane }: Stage): Promise<never> {
  const { stdout } = await controlPlane.kubectl([
    '--namespace',
    namespace,
    'get',
    'pods,pvc,events',
    '-o',
    'wide',
  ])
  if (error instanceof Error) error.stack = `${error.stack}\n${stdout}`
  throw error
}

const succeeded = (attempt: () => Promise<void>): Promise<boolean> =>
  attempt().then(
    () => true,
    () => false,
  )

interface Scene extends Stage {
  readonly namespace: string
  readonly named: (text: string) => string
}

async function take(step: Step, scene: Scene): Promise<void> {
  const { controlPlane, webhook, named } = scene
  const counts = step.calls !== undefined || step.reads !== undefined
  const before = counts ? { calls: await webhook.calls(), reads: webhook.reads() } : undefined
  const from = step.audited ? controlPlane.audited(0).end : 0

  const { code, stdout, stderr } = await run(step, scene)
  const parts = [...list(step.refused), ...list(step.warned)].map(named)
  const unsaid = list(step.unsaid).map(named)
  const isSaid =
    step.stderr === undefined && parts.length > 0
      ? parts.every(part => stderr.includes(part)) && !unsaid.some(part => stderr.includes(part))
      : stderr === named(step.stderr ?? '')
  expect({ code, stderr }).toEqual({
    code: step.code ?? (step.refused === undefined ? 0 : 1),
    stderr: isSaid
      ? stderr
      : named(step.stderr ?? [...parts, ...unsaid.map(text => `not ${text}`)].join(' ... ')),
  })
  for (const part of list(step.prints)) expect(stdout).toContain(named(part))

  if (step.audited)
    expect(annotations(scene, from)).toEqual(expect.arrayContaining(wanted(step.audited, named)))
  if (step.calls !== undefined) expect((await webhook.calls()) - (before?.calls ?? 0)).toBe(step.calls)
  if (step.reads !== undefined) expect(webhook.reads().slice(before?.reads.length)).toHaveLength(step.reads)
  for (const [look, prints] of looks(step.after)) {
    const seen = await kubectl(scene, ['get', ...look.split(' ').map(named)])
    const shown = seen.stdout || seen.stderr || (seen.code === 0 ? '' : `kubectl ended with ${seen.code}`)
    expect(shown.trim()).toBe(named(prints))
  }
}

const list = (texts: string | readonly string[] | undefined): readonly string[] =>
  texts === undefined ? [] : typeof texts === 'string' ? [texts] : texts

const looks = (after: Look | readonly Look[] | undefined): readonly Look[] =>
  after === undefined ? [] : typeof after[0] === 'string' ? [after as Look] : (after as readonly Look[])

type Output = Awaited<ReturnType<ControlPlane['kubectl']>>

const kubectl = (
  { controlPlane, namespace }: Scene,
  args: readonly string[],
  input?: string,
): Promise<Output> => controlPlane.kubectl(['--namespace', namespace, ...args], input)

function run(step: Step, scene: Scene): Promise<Output> {
  const { named } = scene
  const input = step.input === undefined ? undefined : named(step.input)
  if (step.helm !== undefined) return runHelm(named(step.helm).split(' '), scene)
  const args = step.kubectl ?? 'apply -f -'
  return kubectl(scene, (typeof args === 'string' ? args.split(' ') : args).map(named), input)
}

async function runHelm(args: readonly string[], { controlPlane, namespace }: Scene): Promise<Output> {
  const program = await helm()
  const cwd = dirname(controlPlane.kubeconfig)
  const env = { PATH: process.env.PATH, HOME: join(cwd, 'home'), KUBECONFIG: controlPlane.kubeconfig }
  return new Promise(resolve => {
    execFile(program, ['--namespace', namespace, ...args], { cwd, env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr })
    })
  })
}

/** The audit annotations of requests in this namespace since a place in the log: `key: value`, without the webhook's name. */
function annotations({ controlPlane, namespace }: Scene, from: number): readonly string[] {
  return controlPlane
    .audited(from)
    .events.filter(({ objectRef }) => objectRef?.namespace === namespace)
    .flatMap(event => Object.entries(event.annotations ?? {}))
    .map(([key, value]) => `${key.split('/').at(-1)}: ${value}`)
}
const wanted = (audited: NonNullable<Step['audited']>, named: (text: string) => string): unknown[] =>
  Object.entries(audited).map(([key, value]) =>
    typeof value === 'string'
      ? `${key}: ${named(value)}`
      : expect.stringMatching(new RegExp(`^${key}: .*(?:${named(value.source)})`, value.flags)),
  )
