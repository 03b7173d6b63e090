import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type JsonObject, listOf, member } from '../../model/kube/json.ts'
import { clusterReader } from '../../webhook/cluster-reader.ts'
import { readableKinds, secretKind } from '../../webhook/reader.ts'
import { warrener } from '../cli/run.ts'
import { controlPlaneBinary } from '../control-plane/build.ts'
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts'
import { sourceOf } from '../go-tool.ts'
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts'
import { type Front, frontCertificate, startFront } from '../lambda/front.ts'
import { type LambdaFunction, startFunction, unpacked } from '../lambda/function.ts'
import { build, folderWith, removeFolder, root } from '../process.ts'
import { pythonTool } from '../python-tool.ts'
import { objectsOf, pick } from '../webhook/ask.ts'
import { cluster } from '../webhook/cluster.ts'
import { crds } from './control-plane/crds.ts'
import { edited, only, referenceFiles } from './control-plane/rows/documents.ts'

/*
 * The webhook outside of the cluster: a real API server, docs/serverless.md word by word, and the zip that is shipped behind a URL.
 */

const folder = folderWith()
const bin = join(folder, 'bin')
let controlPlane: ControlPlane
let front: Front
let shipped: LambdaFunction
let before: readonly string[]

/** The commands of the page that are marked with a name. */
function commandsOf(name: string): string {
  const page = readFileSync(join(root, 'docs/serverless.md'), 'utf8')
  const found = new RegExp(`<!-- run: ${name} -->\\n\`\`\`sh\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1]
  if (found === undefined) throw new Error(`the page has no commands named ${name}`)
  return found
}

/** Runs commands as the reader of the page does, in a clone of the repository. Rejects where one of them fails. */
async function typed(commands: string): Promise<string> {
  const env = {
    PATH: `${bin}:${process.env.PATH}`,
    HOME: folder,
    KUBECONFIG: controlPlane.kubeconfig,
    host: front.host,
  }
  const running = promisify(execFile)('bash', ['--norc', '-euo', 'pipefail', '-c', commands], {
    cwd: folder,
    env,
  })
  const { stdout, stderr } = await running
  return stdout + stderr
}
const kubectl = (...args: string[]): ReturnType<ControlPlane['kubectl']> => controlPlane.kubectl(args)
const apply = (text: string, ...args: string[]): ReturnType<ControlPlane['kubectl']> =>
  controlPlane.kubectl(['apply', '-f', '-', ...args], text)
async function space(name: string): Promise<void> {
  await kubectl('create', 'namespace', name)
}
const inSpace = (text: string, name: string): string => text.replaceAll(/\bmq\b/g, name)

/** All that lies beside namespaces, and all that the webhook has in its own. */
async function everything(): Promise<readonly string[]> {
  const kinds = [
    ...['clusterroles', 'clusterrolebindings', 'priorityclasses', 'customresourcedefinitions'],
    ...['validatingwebhookconfigurations', 'mutatingwebhookconfigurations'],
    ...['validatingadmissionpolicies', 'validatingadmissionpolicybindings'],
  ]
  const { stdout } = await kubectl('get', kinds.join(), '--output', 'name')
  const own = ['serviceaccounts', 'secrets', 'services', 'configmaps', 'deployments', 'roles']
  const inside = await kubectl('get', own.join(), '--namespace', 'warrener-system', '--output', 'name')
  return [...stdout.trim().split('\n'), ...inside.stdout.trim().split('\n')].toSorted()
}

/** What kube-controller-manager does, which does not run here: it puts a token into the Secret that asks for one. */
async function giveToken(): Promise<void> {
  const { stdout } = await kubectl('create', 'token', 'warrener-serverless', '--namespace', 'warrener-system')
  const data = {
    token: Buffer.from(stdout.trim()).toString('base64'),
    'ca.crt': readFileSync(controlPlane.caFile).toString('base64'),
  }
  const patch = JSON.stringify({ data })
  await kubectl('patch', 'secret', 'warrener-serverless', '--namespace', 'warrener-system', '--patch', patch)
}

beforeAll(async () => {
  const certificate = frontCertificate()
  writeFileSync(join(folder, 'public-authorities.pem'), certificate.cert)
  mkdirSync(bin)
  writeFileSync(join(bin, 'kubectl'), `#!/bin/sh\nexec "${await controlPlaneBinary()}" kubectl "$@"\n`, {
    mode: 0o755,
  })
  cpSync(join(root, 'manifests'), join(folder, 'manifests'), { recursive: true })
  const trusted = join(folder, 'public-authorities.pem')
  controlPlane = await startControlPlane({ trusted, kubectlTimeoutMs: 60_000 })
  front = await startFront(certificate)
  await apply(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: crds }), '--server-side')
  await kubectl('wait', '--for=condition=Established', '--timeout=600s', 'crd', '--all')
  before = await everything()

  const [first = '', ...others] = commandsOf('access').split(/(?<=access\n)/)
  await typed(first)
  await giveToken()
  await typed(others.join(''))
  build('lambda', join(folder, 'dist'))
  shipped = await startFunction(unpacked(join(folder, 'dist/warrener-lambda.zip'), join(folder, 'task')), {
    // As the template takes them from Secrets Manager.
    WARRENER_PATH_SECRET: readFileSync(join(folder, 'path-secret'), 'utf8'),
    WARRENER_KUBECONFIG: readFileSync(join(folder, 'kubeconfig'), 'utf8'),
  })
  front.behind = shipped
  await typed(commandsOf('url'))
})
afterAll(async () => {
  await shipped?.stop()
  front?.close()
  await controlPlane?.stop()
  removeFolder(folder)
})

describe('a function behind a URL', () => {
  test('the API server is told of it, and trusts its certificate by itself', async () => {
    const secret = readFileSync(join(folder, 'path-secret'), 'utf8')
    expect(secret).toMatch(/^[0-9a-f]{64}$/)
    const { stdout } = await kubectl(
      'get',
      'validatingwebhookconfiguration,mutatingwebhookconfiguration',
      '--output',
      'json',
    )
    const entries = listOf(JSON.parse(stdout).items).flatMap(object => listOf(member(object, 'webhooks')))
    expect(entries.map(entry => member(entry, 'clientConfig'))).toEqual(
      ['validate', 'validate/warn', 'mutate'].map(path => ({
        url: `https://${front.host}/${secret}/${path}`,
      })),
    )
    for (const entry of entries) expect(entry).toMatchObject({ failurePolicy: 'Ignore', timeoutSeconds: 10 })
    expect(await typed(`curl --silent --cacert public-authorities.pem "https://$host/healthz"`)).toBe('ok')
    expect(
      await typed('curl --silent --cacert public-authorities.pem "https://$host/$(cat path-secret)/readyz"'),
    ).toBe('ok')
  })

  test('the page tells how to see that it works', async () => {
    expect(await typed(commandsOf('check'))).toMatch(/^Warning: warrener: /m)
    front.behind = undefined
    expect(await typed(commandsOf('check'))).not.toContain('warrener:')
    front.behind = shipped
  })

  test('refuses a StatefulSet without its Service', async () => {
    await space('refused')
    const { code, stderr } = await apply(inSpace(only('StatefulSet', cluster), 'refused'))
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining('governing-service-missing'),
    })
  })

  test('corrects a headless Service', async () => {
    await space('corrected')
    const service = edited(only('Service', cluster), '  publishNotReadyAddresses: true\n', '')
    expect(await apply(inSpace(service, 'corrected'))).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('not-ready-addresses-unpublished'),
    })
    const { stdout } = await kubectl(
      ...['get', 'service', 'rabbitmq-nodes', '--namespace', 'corrected'],
      ...['--output', 'jsonpath={.spec.publishNotReadyAddresses}'],
    )
    expect(stdout).toBe('true')
  })

  test('says nothing of a sound cluster, whose parts it found one by one', async () => {
    await space('sound')
    for (const text of Object.entries(referenceFiles('rabbitmq-3.13'))
      .filter(([name]) => name !== 'kustomization.yaml' && name !== 'statefulset.yaml')
      .map(([, text]) => text))
      expect(await apply(inSpace(text, 'sound'))).toMatchObject({ code: 0, stderr: '' })
    const set = inSpace(only('StatefulSet', cluster), 'sound')
    expect(await apply(set)).toMatchObject({ code: 0, stderr: '' })
    const deleted = await kubectl('delete', 'service', 'rabbitmq-nodes', '--namespace', 'sound')
    expect(deleted).toMatchObject({ code: 1, stderr: expect.stringContaining('headless-service-deleted') })
  })

  test('has the rights that it uses, and no other', async () => {
    const reader = clusterReader(join(folder, 'kubeconfig'), true)
    const signal = AbortSignal.timeout(60_000)
    for (const kind of readableKinds.filter(({ inPassing }) => !inPassing))
      for (const verb of kind.verbs)
        await (verb === 'get'
          ? reader.get(kind, 'sound', 'nothing', signal)
          : reader.list(kind, 'sound', signal))
    await expect(reader.get(secretKind, 'sound', 'nothing', signal)).rejects.toMatchObject({
      message: expect.stringContaining('forbidden'),
    })
    const right = {
      namespace: 'sound',
      account: 'rabbitmq',
      verb: 'get',
      resource: 'endpoints',
      name: undefined,
    } as const
    expect(await reader.may(right, signal)).toBe(true)
    const user = 'system:serviceaccount:warrener-system:warrener-serverless'
    const asked = controlPlane.audited(0).events.filter(({ user: { username } }) => username === user)
    expect(asked.length).toBeGreaterThan(20)
    const refused = asked.filter(({ responseStatus }) => responseStatus?.code === 403)
    expect(refused.map(({ objectRef }) => objectRef?.resource)).toEqual(['secrets'])
    const can = async (what: string): Promise<string> =>
      (await kubectl('auth', 'can-i', ...what.split(' '), '--as', user)).stdout.trim()
    for (const what of [
      'watch services',
      'list configmaps',
      'create services',
      'delete statefulsets',
      'list secrets',
    ])
      expect([what, await can(what)]).toEqual([what, 'no'])
  })

  test('lets pass while it is away, and what does not know the secret changes nothing', async () => {
    await space('away')
    const set = inSpace(only('StatefulSet', cluster), 'away')
    front.behind = undefined
    expect(await apply(set)).toMatchObject({ code: 0 })
    front.behind = shipped
    await kubectl('delete', 'statefulset', 'rabbitmq', '--namespace', 'away')
    expect(await apply(set)).toMatchObject({ code: 1 })
    const { stdout } = await kubectl('get', '--raw', '/metrics')
    expect(stdout).toMatch(
      /apiserver_admission_webhook_fail_open_count\{name="validate.warrener.dev"[^}]*\} [1-9]/,
    )
  })

  test('its log has neither the secret nor a token', () => {
    const kubeconfig = readFileSync(join(folder, 'kubeconfig'), 'utf8')
    const token = /token: (\S+)/.exec(kubeconfig)?.[1] ?? ''
    expect(token.length).toBeGreaterThan(100)
    expect(shipped.log()).toContain('"verdict":"denied"')
    for (const secret of [token, readFileSync(join(folder, 'path-secret'), 'utf8')])
      expect(shipped.log()).not.toContain(secret)
  })
})

describe('on Knative', () => {
  const crd = async (): Promise<string> => {
    const source = await sourceOf({
      name: 'knative',
      module: 'knative.dev/serving',
      version: 'v0.51.0',
      path: '',
    })
    return readFileSync(join(source, 'config/core/300-resources/service.yaml'), 'utf8')
  }
  beforeAll(async () => {
    const text = await crd()
    // Nobody converts here: there is one version.
    const definition = pick(objectsOf(text), 'CustomResourceDefinition')
    const { conversion: _, ...spec } = definition.spec as JsonObject
    await apply(JSON.stringify({ ...definition, spec }), '--server-side')
    await kubectl('wait', '--for=condition=Established', '--timeout=600s', 'crd', '--all')
  })
  afterAll(async () => {
    await kubectl('delete', 'crd', 'services.serving.knative.dev')
  })

  test('what is shipped is taken by the schema, with the commands of the page', async () => {
    const dry = commandsOf('knative')
      .replace(/^kubectl create /m, 'kubectl create --dry-run=server ')
      .replace(/^kubectl apply /m, 'kubectl apply --dry-run=server --validate=strict ')
    const said = await typed(dry)
    expect(said).toContain('service.serving.knative.dev/warrener created (server dry run)')
    expect(said).not.toContain('Warning')
  })

  test('so is the one for Cloud Run', async () => {
    const text = readFileSync(join(root, 'manifests/serverless/cloud-run/service.yaml'), 'utf8')
    expect(await apply(text, '--dry-run=server', '--validate=strict')).toMatchObject({ code: 0, stderr: '' })
    const wrong = edited(text, 'containerConcurrency', 'containerConcurency')
    expect(await apply(wrong, '--dry-run=server', '--validate=strict')).toMatchObject({ code: 1 })
  })
})

describe('on AWS', () => {
  const lint = async (text: string): Promise<string> => {
    const file = join(folder, 'aws', 'template.yaml')
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    const program = await pythonTool('cfn-lint', '1.51.0')
    return promisify(execFile)(program, [file]).then(
      ({ stdout }) => stdout,
      error => error.stdout,
    )
  }
  const template = readFileSync(join(root, 'manifests/serverless/aws/template.yaml'), 'utf8')

  test('cfn-lint has nothing to say of the template', async () => {
    expect(await lint(template)).toBe('')
  })

  test('and it would', async () => {
    expect(await lint(edited(template, 'nodejs24.x', 'nodejs4'))).toContain('nodejs4')
  })
})

test('without the file that says where it is, nothing is applied', async () => {
  const { code, stderr } = await controlPlane.kubectl(['kustomize', join(root, 'manifests/serverless/url')])
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('address.env') })
})

/** What kube-controller-manager does, which does not run here: a namespace goes once it is empty. */
async function finalize(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const { stdout } = await kubectl('get', 'namespace', 'warrener-system', '--output', 'json')
    const namespace = JSON.parse(stdout || '{}')
    const path = '/api/v1/namespaces/warrener-system/finalize'
    if (namespace.metadata?.deletionTimestamp !== undefined) {
      const text = JSON.stringify({ ...namespace, spec: { finalizers: [] } })
      await controlPlane.kubectl(['replace', '--raw', path, '-f', '-'], text)
      return
    }
    await wait(200)
  }
}

test('it is taken away without a trace', async () => {
  const installed = (await everything()).filter(name => !before.includes(name))
  const { out } = await warrener(['uninstall', '--dry-run', '--kubeconfig', controlPlane.kubeconfig], {
    cwd: folder,
  })
  const named = (lines: readonly string[]): readonly string[] =>
    lines.map(line => line.split(/[ /]/).at(-1) ?? '').toSorted()
  // One command would, too, and the namespace with it.
  expect(named(out.trim().split('\n'))).toEqual(named([...installed, 'Namespace warrener-system']))
  const done = new AbortController()
  const finalized = finalize(done.signal)
  await typed(commandsOf('away'))
  done.abort()
  await finalized
  const left = await everything()
  expect(left.filter(name => !before.includes(name))).toEqual([])
  expect(left).toEqual(before)
  await space('after')
  expect(await apply(inSpace(only('StatefulSet', cluster), 'after'))).toMatchObject({ code: 0, stderr: '' })
})
