import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { type JsonObject, listOf, member } from '../../model/kube/json.ts'
import { dig } from '../../model/kube/read.ts'
import { goTool } from '../go-tool.ts'
import { beforeAll, expect, test } from '../jest.ts'
import { root } from '../process.ts'
import { pick } from '../webhook/ask.ts'
import { built } from '../webhook/built.ts'
import { objectsIn } from './install/chart.ts'

/* manifests/webhook by the real kustomize. */

let program: string
beforeAll(async () => {
  const module = 'sigs.k8s.io/kustomize/kustomize/v5'
  program = await goTool({ name: 'kustomize', module, version: 'v5.8.1', path: '' })
})

const build = (folder: string): readonly JsonObject[] =>
  objectsIn(execFileSync(program, ['build', folder], { encoding: 'utf8' }))
const sorted = (objects: readonly JsonObject[]): readonly JsonObject[] =>
  objects.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
const key = ({ kind, metadata }: JsonObject): string => `${kind} ${member(metadata, 'name')}`

/** What kustomize makes of a kustomization, with other files beside it. */
function composed(text: string, files: Readonly<Record<string, string>> = {}): readonly JsonObject[] {
  const folder = mkdtempSync(join(tmpdir(), 'warrener-kustomize-'))
  try {
    const local = text.replaceAll('manifests/', `${relative(folder, root)}/manifests/`)
    for (const [name, content] of Object.entries({ ...files, 'kustomization.yaml': local }))
      writeFileSync(join(folder, name), content)
    return build(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test.each(['namespace', 'certificate', 'base', 'enforce', 'warn-first', 'self-signed'])('%s', part =>
  expect(sorted(build(join(root, 'manifests/webhook', part)))).toEqual(sorted(built(part))),
)

test.each([
  ['enforce', 'configuration'],
  ['base', 'monitoring'],
  ['warn-first', 'self-signed/component'],
  ['enforce', 'own-certificate'],
])('%s with the component %s', (form, component) => {
  const text = `resources: [manifests/webhook/${form}]\ncomponents: [manifests/webhook/${component}]\n`
  expect(sorted(composed(text))).toEqual(sorted(built(form, component)))
})

/** The block of YAML of docs/install.md that has a text in it. */
function onPage(part: string): string {
  const page = readFileSync(join(root, 'docs/install.md'), 'utf8')
  const blocks = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => text)
  return blocks.find(text => text.includes(part)) ?? ''
}

test('the kustomization of docs/install.md that puts all together', () => {
  const file = onPage('enforce: warn')
  const objects = composed(onPage('configMapGenerator:'), { 'warrener.yaml': file })
  const name = 'registry.example.org/warrener/warrener'
  const expected = built('namespace', 'base', 'self-signed/component', 'config-file', 'monitoring').map(
    object =>
      object.kind === 'Deployment'
        ? JSON.parse(JSON.stringify(object).replace('ghcr.io/warrener/warrener', name))
        : object,
  )
  const config = pick(built('warn-first'), 'ConfigMap')
  expect(sorted(objects)).toEqual(sorted([...expected, { ...config, data: { 'warrener.yaml': file } }]))
})

test('the kustomization of docs/install.md for a certificate of your own', () => {
  const objects = composed(onPage('secretGenerator:'), {
    'tls.crt': 'certificate',
    'tls.key': 'key',
    'ca.crt': 'authority',
  })
  expect(pick(objects, 'Secret')).toMatchObject({
    metadata: { name: 'warrener-webhook-tls', namespace: 'warrener-system' },
  })
  const webhooks = objects.flatMap(object => listOf(object.webhooks))
  expect(webhooks).toHaveLength(3)
  for (const webhook of webhooks)
    expect(dig(webhook, ['clientConfig', 'caBundle'])).toBe(Buffer.from('authority').toString('base64'))
  expect(JSON.stringify(objects)).not.toContain('cert-manager')
})
