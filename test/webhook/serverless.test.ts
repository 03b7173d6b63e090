import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { withWebhookOptions } from '../../cli/commands/webhook-command.ts'
import { rules } from '../../index.ts'
import { isString, type Json, type JsonObject, listOf, member } from '../../model/kube/json.ts'
import { dig } from '../../model/kube/read.ts'
import { serveOptions } from '../../webhook/options.ts'
import { rightsWithoutWatching } from '../../webhook/reader.ts'
import { describe, expect, test } from '../jest.ts'
import { root } from '../process.ts'
import { objectsOf, pick } from './ask.ts'
import { built } from './built.ts'

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const read = (path: string): string => readFileSync(join(root, 'manifests/serverless', path), 'utf8')
const texts = (value: Json | undefined): readonly string[] => listOf(value).filter(isString)
const only = (path: string): JsonObject => objectsOf(read(path))[0] ?? {}

test('the ClusterRole allows what is asked where nothing is followed, and nothing else', () => {
  const role = pick(objectsOf(read('access/rbac.yaml')), 'ClusterRole')
  const allowed = listOf(role.rules).flatMap(rule =>
    texts(member(rule, 'apiGroups')).flatMap(group =>
      texts(member(rule, 'resources')).flatMap(resource =>
        texts(member(rule, 'verbs')).map(verb => `${verb} ${group}/${resource}`),
      ),
    ),
  )
  expect(allowed.toSorted()).toEqual([...rightsWithoutWatching].toSorted())
  expect(allowed.filter(right => /^(?!get |list |create authorization)|secrets/.test(right))).toEqual([])
})

describe('where a container is run for us', () => {
  const container = (path: string): Json | undefined =>
    dig(only(path), ['spec', 'template', 'spec', 'containers', 0])

  test.each(['cloud-run/service.yaml', 'knative/service.yaml'])('%s: its arguments are right', path => {
    const [command, ...args] = texts(member(container(path), 'args'))
    expect(command).toBe('webhook')
    const flags = withWebhookOptions(new Command()).exitOverride().parse(args, { from: 'user' }).opts()
    const port = Number(dig(container(path), ['ports', 0, 'containerPort']))
    const around = {
      env: { PORT: String(port) },
      rules,
      docs: (rule: string) => rule,
      write: () => undefined,
    }
    const options = serveOptions(flags as Parameters<typeof serveOptions>[0], {}, around)
    expect(options).toMatchObject({ port, host: '0.0.0.0', cluster: { watches: false } })
    expect(options.tls).toBeUndefined()
    const mounts = listOf(member(container(path), 'volumeMounts')).map(mount => member(mount, 'mountPath'))
    const files = [options.pathSecretFile, path.startsWith('cloud') ? String(flags.kubeconfig) : undefined]
    for (const file of files.filter(name => name !== undefined))
      expect(mounts).toContain(file.slice(0, file.lastIndexOf('/')))
  })

  test('one is always awake', () => {
    const annotation = (path: string, key: string): Json | undefined =>
      dig(only(path), ['spec', 'template', 'metadata', 'annotations', key])
    expect(annotation('cloud-run/service.yaml', 'autoscaling.knative.dev/minScale')).toBe('1')
    expect(annotation('knative/service.yaml', 'autoscaling.knative.dev/min-scale')).toBe('1')
  })

  test('the image is that of this version', () => {
    const [image] = listOf(only('knative/kustomization.yaml').images)
    expect(`${member(image, 'newName')}:${member(image, 'newTag')}`).toBe(
      dig(pick(built('base'), 'Deployment'), ['spec', 'template', 'spec', 'containers', 0, 'image']),
    )
    expect(member(container('cloud-run/service.yaml'), 'image')).toBe(
      `REGION-docker.pkg.dev/PROJECT/ghcr/warrener/warrener:${manifest.version}`,
    )
  })
})

test('the template runs what the zip holds', () => {
  const { Resources } = only('aws/template.yaml')
  const properties = dig(Resources, ['Webhook', 'Properties'])
  expect(properties).toMatchObject({
    CodeUri: '../../../dist/warrener-lambda.zip',
    Handler: 'lambda.handler',
    Runtime: `nodejs${/\d+/.exec(manifest.devDependencies.node)?.[0]}.x`,
    Timeout: 10,
    FunctionUrlConfig: { AuthType: 'NONE' },
  })
})

test('by URL, all are asked about that are asked about in a cluster', () => {
  const { patches = [], resources } = only('url/kustomization.yaml')
  expect(resources).toEqual(['../../webhook/base'])
  const patched = (kind: string): readonly string[] =>
    listOf(patches)
      .filter(patch => dig(patch, ['target', 'kind']) === kind)
      .flatMap(patch => [
        ...String(member(patch, 'patch')).matchAll(/\/webhooks\/(\d+)\/clientConfig.*SECRET(\S+)/g),
      ])
      .map(([, index, path]) => `${index} ${path}`)
  for (const kind of ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'])
    expect(patched(kind)).toEqual(
      listOf(pick(built('base'), kind).webhooks).map(
        (webhook, index) => `${index} ${dig(webhook, ['clientConfig', 'service', 'path'])}`,
      ),
    )
  // What is not taken out there is installed.
  const kept = new Set([
    ...['ValidatingWebhookConfiguration warrener', 'MutatingWebhookConfiguration warrener'],
    ...['ValidatingAdmissionPolicy namespace-labels.warrener.dev', 'ClusterRole warrener-enforcement'],
    'ValidatingAdmissionPolicyBinding namespace-labels.warrener.dev',
  ])
  const removes = listOf(patches).filter(patch => String(member(patch, 'patch')).startsWith('$patch: delete'))
  const isRemoved = ({ kind, metadata }: JsonObject): boolean =>
    removes.some(patch => {
      const { kind: kinds = '', name = member(metadata, 'name') } = member(patch, 'target') as JsonObject
      return String(kinds).split('|').includes(String(kind)) && name === member(metadata, 'name')
    })
  expect(
    built('base')
      .filter(object => !isRemoved(object))
      .map(({ kind, metadata }) => `${kind} ${member(metadata, 'name')}`)
      .toSorted(),
  ).toEqual([...kept].toSorted())
})

test('the page names what there is', () => {
  const page = readFileSync(join(root, 'docs/serverless.md'), 'utf8')
  for (const [path = ''] of page.matchAll(/manifests\/serverless\/[\w./-]+/g))
    expect(['manifests/serverless/url/address.env', ...globSync(path, { cwd: root })]).toContain(path)
})
