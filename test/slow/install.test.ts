import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import type { JsonObject } from '../../model/kube/json.ts'
import { dig } from '../../model/kube/read.ts'
import { type ControlPlane, freePort, startControlPlane } from '../control-plane/start.ts'
import { sourceOf } from '../go-tool.ts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '../jest.ts'
import { must as mustIn, verdicts } from '../kind/verdicts.ts'
import { pick } from '../webhook/ask.ts'
import { built } from '../webhook/built.ts'
import { selfSigned } from '../webhook/self-signed.ts'
import { crds } from './control-plane/crds.ts'
import { functionAt, urlAt } from './install/function.ts'
import { allObjects } from './install/objects.ts'
import { commandsOf, type Shell, shellFor } from './install/page.ts'
import { type StandIn, startStandIn } from './install/stand-in.ts'

/*
 * docs/install.md, command by command, on a real API server with the real kubectl and helm. Where cert-manager, a kubelet and
 * a network would be, something stands in for them (install/stand-in.ts). Each way is followed by a cluster that is refused, one
 * that is corrected and one that is clean, and taken out again without a trace.
 */

/** The real definitions: what we ship for these has to fit them. */
const definitions = [
  [
    { module: 'github.com/cert-manager/cert-manager', version: 'v1.21.2' },
    'deploy/crds/cert-manager.io_*.yaml',
  ],
  [
    { module: 'github.com/prometheus-operator/prometheus-operator', version: 'v0.85.0' },
    'example/prometheus-operator-crd/*_{servicemonitors,prometheusrules}.yaml',
  ],
] as const

let controlPlane: ControlPlane
let shell: Shell
let standIn: StandIn
const folder = mkdtempSync(join(tmpdir(), 'warrener-install-'))

const must = (commands: string): Promise<string> => mustIn(shell, commands)

beforeAll(async () => {
  controlPlane = await startControlPlane({ controllers: 'namespaces', kubectlTimeoutMs: 300_000 })
  shell = await shellFor(controlPlane)
})
afterAll(async () => {
  await standIn?.stop()
  await controlPlane?.stop()
  rmSync(folder, { recursive: true })
})

describe('without cert-manager nothing is half there', () => {
  test('by kustomize: the first command fails, the second is never reached', async () => {
    const before = await allObjects(controlPlane)
    const [commands = ''] = commandsOf('install.md', 'With kustomize and cert-manager')
    const { code, err } = await shell(commands)
    expect(code).not.toBe(0)
    expect(err).toContain('no matches for kind "Certificate" in version "cert-manager.io/v1"')
    await must('kubectl delete namespace warrener-system')
    expect(await allObjects(controlPlane)).toEqual(before)
  })

  test('by the chart: it says so, and makes nothing', async () => {
    const before = await allObjects(controlPlane)
    const install = 'helm install warrener manifests/chart --namespace default'
    const certificate = await shell(install)
    expect(certificate.code).not.toBe(0)
    expect(certificate.err).toContain(
      'cert-manager is not installed, and the webhook would have no certificate',
    )
    const monitor = await shell(
      `${install} --set certificate.mode=self-signed --set serviceMonitor.enabled=true`,
    )
    expect(monitor.err).toContain('the Prometheus Operator is not installed')
    const own = await shell(
      `${install} --set certificate.mode=secret --set certificate.authority="-----BEGIN CERTIFICATE-----"`,
    )
    expect(own.err).toContain('there is no Secret warrener-webhook-tls in the namespace default')
    expect(await allObjects(controlPlane)).toEqual(before)
  })
})

describe('with all that it needs', () => {
  let before: readonly string[]
  beforeAll(async () => {
    const files = await Promise.all(
      definitions.map(async ([source, pattern]) => {
        const cwd = await sourceOf({ name: '', path: '', ...source })
        return globSync(pattern, { cwd }).map(file => readFileSync(join(cwd, file), 'utf8'))
      }),
    )
    const items = [...crds, ...files.flat().flatMap(text => parseAllDocuments(text).map(one => one.toJS()))]
    const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items })
    expect(await controlPlane.kubectl(['apply', '--server-side', '-f', '-'], list)).toMatchObject({ code: 0 })
    await must('kubectl wait --for=condition=Established --timeout=300s crd --all')
    standIn = startStandIn(controlPlane)
    before = await allObjects(controlPlane)
  })
  /** Each of them leaves the cluster as it was. */
  afterEach(async () => expect(await allObjects(controlPlane)).toEqual(before))

  const ways = [
    'With kustomize and cert-manager',
    'With Helm',
    'Without cert-manager',
    'With a certificate of your own',
  ]
  test.each(ways)('%s', async heading => {
    const pair = selfSigned(['warrener-webhook.warrener-system.svc'])
    const own = { 'tls.crt': pair.cert, 'tls.key': pair.key, 'ca.crt': pair.cert }
    for (const [name, text] of Object.entries(own)) writeFileSync(join(folder, name), text)
    /** The three files lie beside what the commands name. */
    const run = (commands: string): Promise<string> =>
      must(commands.replaceAll(/(?<==)(tls\.crt|tls\.key|ca\.crt)\b/g, join(folder, '$1')))
    const [install = '', uninstall = ''] = commandsOf('install.md', heading)
    await run(install)
    await standIn.settled()
    await verdicts(shell)
    await run(uninstall)
  })

  test('Take it out, with one command: the brake first, and then the rest', async () => {
    const [install = ''] = commandsOf('install.md', 'Without cert-manager')
    const [uninstall = '', brake = ''] = commandsOf('install.md', 'Take it out, with one command')
    await must(install)
    await standIn.settled()
    const installed = await allObjects(controlPlane)
    expect(installed).toContain('Secret warrener-system/warrener-webhook-tls')
    await must(brake)
    expect(await allObjects(controlPlane)).toEqual(
      installed.filter(object => !/^(?:Validating|Mutating)WebhookConfiguration /.test(object)),
    )
    await must(uninstall)
    await must('kubectl wait --for=delete --timeout=2m namespace/warrener-system')
  })

  test('By URL: a function answers, with the rights of the account that is made for it', async () => {
    const pair = selfSigned(['localhost'])
    const authority = join(folder, 'function.crt')
    writeFileSync(authority, pair.cert)
    const kubeconfig = join(folder, 'function.json')
    const [install = '', uninstall = ''] = commandsOf('install.md', 'By URL')
    const port = await freePort()
    const told = install.replace('https://warrener.example.org/SECRET', urlAt(port)).trimEnd()
    await must(`${told} --set-file certificate.authority=${authority}`)
    const token = await must('kubectl create token warrener-webhook --namespace warrener-system')
    const admin = JSON.parse(readFileSync(controlPlane.kubeconfig, 'utf8'))
    const users = [{ name: 'admin', user: { token: token.trim() } }]
    writeFileSync(kubeconfig, JSON.stringify({ ...admin, users }))
    const stop = await functionAt(port, pair, kubeconfig)
    try {
      await verdicts(shell)
    } finally {
      await stop()
    }
    await must(uninstall)
  })

  test('Helm upgrades, to rules that are all newer than what is enforced, and goes back', async () => {
    const [install = '', uninstall = ''] = commandsOf('install.md', 'With Helm')
    await must(install)
    await standIn.settled()
    const policy = (): Promise<string> =>
      must(
        "kubectl get validatingwebhookconfiguration warrener --output=jsonpath='{.webhooks[0].failurePolicy} {.webhooks[0].clientConfig.caBundle}'",
      )
    const [, ca] = (await policy()).split(' ')
    expect(ca).toMatch(/^.{100}/)
    const upgrade =
      'helm upgrade warrener manifests/chart --namespace warrener-system --set enforce=true,configuration=true --set-string config.webhook.enforceSince=0.0'
    await must(upgrade)
    expect(await policy()).toBe(`Fail ${ca}`)
    await standIn.settled()
    const submit = (): ReturnType<Shell> => shell('kubectl apply -f examples/broken-cluster')
    await must('kubectl create namespace shop')
    const newer = await submit()
    expect(newer).toMatchObject({ code: 0, err: expect.stringContaining('Warning: warrener: ') })
    await must('kubectl delete statefulset orders-mq --namespace shop')
    await must('helm rollback warrener 1 --namespace warrener-system')
    expect(await policy()).toBe(`Ignore ${ca}`)
    await standIn.settled()
    expect((await submit()).err).toContain('denied the request')
    await must(`${uninstall}kubectl delete namespace shop`)
  })

  test('Rolled out: warned of first, and refused then', async () => {
    const [install = '', uninstall = ''] = commandsOf('install.md', 'With kustomize and cert-manager')
    await must(install.replace('manifests/webhook/base', 'manifests/webhook/warn-first'))
    await standIn.settled()
    await must('kubectl create namespace shop')
    const from = controlPlane.audited(0).end
    const warned = await shell('kubectl apply -f examples/broken-cluster')
    expect(warned).toMatchObject({ code: 0, err: expect.stringContaining('Warning: warrener: ') })
    const notes = controlPlane
      .audited(from)
      .events.flatMap(({ annotations = {} }) => Object.keys(annotations))
    expect(notes).toContain('validate.warrener.dev/warned')
    await must('kubectl delete -f examples/broken-cluster && kubectl apply -k manifests/webhook/base')
    await standIn.settled()
    const refused = await shell('kubectl apply -f examples/broken-cluster')
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('denied the request: warrener: ') })
    await must(`kubectl delete namespace shop\n${uninstall}`)
  })

  test('the API server takes each object of each form as it is', async () => {
    await must('kubectl apply -k manifests/webhook/namespace')
    const apply = 'kubectl apply --server-side --force-conflicts --dry-run=server --validate=strict'
    for (const part of ['certificate', 'base', 'enforce', 'warn-first', 'self-signed'])
      await must(`${apply} -k manifests/webhook/${part}`)
    const all = 'configuration=true,serviceMonitor.enabled=true,prometheusRule.enabled=true'
    await must(
      `helm template warrener manifests/chart --kube-version 1.37.0 --namespace warrener-system --set ${all} | ${apply} -f -`,
    )
    // What the controller of Deployments would make, where only what is restricted is taken.
    const { metadata, spec } = dig(pick(built('base'), 'Deployment'), ['spec', 'template']) as JsonObject
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { ...(metadata as JsonObject), name: 'webhook' },
      spec,
    }
    // The priority class is there in dry runs only.
    const classless = { ...pod, spec: { ...(spec as JsonObject), priorityClassName: undefined } }
    const made = ['create', '--dry-run=server', '--namespace=warrener-system', '-f', '-']
    expect(await controlPlane.kubectl(made, JSON.stringify(classless))).toMatchObject({ code: 0, stderr: '' })
    const open = { ...classless, spec: { ...classless.spec, securityContext: {} } }
    expect((await controlPlane.kubectl(made, JSON.stringify(open))).stderr).toContain(
      'violates PodSecurity "restricted',
    )
    await must('kubectl delete -k manifests/webhook/namespace')
  })
})

test('without a cluster: one review', async () => {
  const [commands = ''] = commandsOf('install.md', 'Without a cluster')
  const { out } = await shell(commands.replaceAll('18080', String(await freePort())))
  expect(JSON.parse(out)).toMatchObject({ response: { allowed: false } })
})
