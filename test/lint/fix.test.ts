import { readdirSync, readFileSync } from 'node:fs'
import { load, loadAll } from 'js-yaml'
import { fix as fixAll, type InputFile, lint } from '../../index.ts'
import { fix } from '../../lint/fix.ts'
import { at } from '../../model/kube/address.ts'
import type { Edit } from '../../model/kube/edit.ts'
import { dig } from '../../model/kube/read.ts'
import { clusterRule, type Rule } from '../../model/rule/rule.ts'
import { cluster } from '../../policies/sample.ts'
import { describe, expect, test } from '../jest.ts'

const file = (name: string, text: string): InputFile => ({ name, text })
const unsafe = { unsafe: true }
const noRights = (name = 'rabbitmq'): string =>
  cluster({ without: ['Role', 'RoleBinding'] }).replace('  name: rabbitmq\n', `  name: ${name}\n`)
const count = (files: readonly InputFile[], what: RegExp): number =>
  files.map(({ text }) => text.match(what)?.length ?? 0).reduce((a, b) => a + b, 0)
const roles = /^kind: Role$/gm
const why = ({ notFixed }: ReturnType<typeof fix>): readonly string[] => notFixed.map(one => one.why)

/** A rule with an edit for each cluster; it speaks as long as `speaks` holds. */
const ruleWith = (
  id: string,
  severity: 'error' | 'warning',
  speaks: (spec: (key: string) => unknown) => boolean,
  edit?: (object: Parameters<typeof at>[0]) => Edit,
): Rule =>
  clusterRule({
    id,
    group: 'pairing',
    title: 'A rule of a test',
    worst: 'error',
    needs: [],
    rationale: '',
    sources: ['https://example.com'],
    evidence: { kind: 'source', where: '' },
    example: () => ({ bad: '', good: '' }),
    check({ cluster: { workload } }, tell) {
      if (!speaks(key => dig(workload.object.value, ['spec', key]))) return
      tell.report({
        at: at(workload.object, 'spec', 'replicas'),
        severity,
        message: id,
        why: id,
        help: id,
        ...(edit ? { fix: { title: id, safety: 'safe', edits: [edit(workload.object)] } } : {}),
      })
    },
  })

describe('a new object', () => {
  test('stands behind what is there', () => {
    const { files, report } = fixAll([file('a.yaml', noRights())], unsafe)
    expect(files[0]?.text.startsWith(`${noRights()}---\n`)).toBe(true)
    expect(report.findings).toEqual([])
  })
  test('is not written into JSON', () => {
    const documents: unknown[] = []
    loadAll(noRights(), document => documents.push(document))
    const list = { apiVersion: 'v1', kind: 'List', items: documents }
    const result = fixAll([file('a.json', JSON.stringify(list))], unsafe)
    expect(result.files).toEqual([])
    expect(why(result)).toEqual(['a JSON file has no place for another object'])
  })
  test('is not written where a line end before it would change a value', () => {
    const text = `${noRights()}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: other }\ndata:\n  text: |\n    no line end`
    const result = fixAll([file('a.yaml', text)], unsafe)
    expect(result.files).toEqual([])
    expect(why(result)).toEqual(['the text would mean something else'])
  })
  test('is not written where it cannot be read', () => {
    const object = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'x', generation: Number.POSITIVE_INFINITY },
    }
    const rule = ruleWith(
      'writes-one',
      'warning',
      () => true,
      beside => ({ op: 'create', object, beside }),
    )
    const result = fix([file('a.yaml', cluster())], [rule], unsafe)
    expect(result.files).toEqual([])
    expect(why(result)).toEqual(['the text would mean something else'])
  })
  test('is written once for clusters that share an account', () => {
    const second = noRights('second').split('---\n')[0] ?? ''
    for (const files of [
      [file('a.yaml', `${noRights()}---\n${second}`)],
      [file('a.yaml', noRights()), file('b.yaml', second)],
    ]) {
      const result = fixAll(files, unsafe)
      expect(count(result.files, roles)).toBe(1)
      expect(result.report.findings.map(({ rule }) => rule)).not.toContain('discovery-rights-missing')
    }
  })
  test('is written once into a base that two overlays share', () => {
    const overlay = (name: string): InputFile => file(`${name}/kustomization.yaml`, 'resources: [../base]\n')
    const base = [file('base/kustomization.yaml', 'resources: [all.yaml]'), file('base/all.yaml', noRights())]
    const result = fixAll([...base, overlay('eu'), overlay('us')], unsafe)
    expect(count(result.files, roles)).toBe(1)
    expect(result.report.findings).toEqual([])
  })
  test('is written into each folder that has a cluster of its own', () => {
    const result = fixAll([file('eu/a.yaml', noRights()), file('us/a.yaml', noRights())], unsafe)
    expect(result.files.map(({ text }) => count([file('', text)], roles))).toEqual([1, 1])
  })
  test.each(['namePrefix: eu-', 'namespace: other'])('is not written into what %s makes', line => {
    const files = [
      file('base/kustomization.yaml', 'resources: [all.yaml]'),
      file('base/all.yaml', noRights()),
      file('eu/kustomization.yaml', `resources: [../base]\n${line}\n`),
    ]
    const result = fixAll(files, unsafe)
    expect(count(result.files, roles)).toBe(0)
    expect(result.notFixed.map(({ finding }) => finding.rule)).toContain('discovery-rights-missing')
  })
  test('is not written where its context has it elsewhere', () => {
    const role =
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: { name: x, namespace: mq }\n'
    const object = load(role) as never
    const rule = ruleWith(
      'writes-role',
      'warning',
      () => true,
      beside => ({ op: 'create', object, beside }),
    )
    const files = [
      file('kustomization.yaml', 'resources: [rabbitmq.yaml, base]\n'),
      file('rabbitmq.yaml', role),
      file('base/kustomization.yaml', 'resources: [all.yaml]\n'),
      file('base/all.yaml', cluster()),
    ]
    const result = fix(files, [rule], unsafe)
    expect(result.files).toEqual([])
    expect(why(result)).toEqual(['its fix changes nothing'])
  })
  test('that does not end its finding is written once', () => {
    const object = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' } }
    const rule = ruleWith(
      'writes-one',
      'warning',
      () => true,
      beside => ({ op: 'create', object, beside }),
    )
    const result = fix([file('a.yaml', cluster())], [rule], unsafe)
    expect(count(result.files, /^kind: Secret$/gm)).toBe(1)
    expect(why(result)).toEqual(['what its fix writes does not end it'])
  })
})

describe('a fix that does harm is taken back', () => {
  const harmful = ruleWith(
    'fix-harmful',
    'warning',
    spec => spec('replicas') === 3,
    object => ({
      op: 'set',
      at: at(object, 'spec', 'replicas'),
      value: 5,
    }),
  )
  const error = ruleWith('five-replicas', 'error', spec => spec('replicas') === 5)
  const good = ruleWith(
    'fix-good',
    'warning',
    spec => spec('minReadySeconds') === undefined,
    object => ({
      op: 'set',
      at: at(object, 'spec', 'minReadySeconds'),
      value: 5,
    }),
  )
  test.each([{ rules: [harmful, error, good] }, { rules: [good, error, harmful] }])(
    'and others are kept',
    ({ rules }) => {
      const result = fix([file('a.yaml', cluster())], rules, unsafe)
      expect(result.files.map(({ text }) => text.match(/^ {2}(?:replicas|minReadySeconds): \d$/gm))).toEqual([
        ['  replicas: 3', '  minReadySeconds: 5'],
      ])
      expect(result.fixed.map(({ rule }) => rule)).toEqual(['fix-good'])
      expect(why(result)).toEqual(['it would bring an error: five-replicas'])
    },
  )
  test('also where a kustomization could no longer be built', () => {
    const rename = ruleWith(
      'fix-renames',
      'warning',
      () => true,
      object => ({ op: 'set', at: at(object, 'metadata', 'name'), value: 'other' }),
    )
    const namesake = '{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: other, namespace: mq}}'
    const files = [
      file('kustomization.yaml', 'resources: [all.yaml, other.yaml]\n'),
      file('all.yaml', cluster()),
      file('other.yaml', namesake),
    ]
    const result = fix(files, [rename], unsafe)
    expect(result.files).toEqual([])
    expect(why(result)).toEqual(['a document could no longer be read'])
  })
})

test('of two fixes that take items out of one list, the second looks again where its own is', () => {
  const ports = [15672, 5672, 4369, 15671, 25672].map(port => ({ name: `p-${port}`, port }))
  const balancer = { metadata: { name: 'rabbitmq-client' }, spec: { type: 'LoadBalancer', ports } }
  const text = cluster({ objects: [{ kind: 'Service', ...balancer }] })
  const result = fixAll([file('a.yaml', text)], unsafe)
  expect(result.fixed.map(({ rule }) => rule).sort()).toEqual(['management-exposed', 'peer-ports-exposed'])
  expect(result.files[0]?.text.match(/name: p-\d+/g)).toEqual(['name: p-5672'])
})

test('the broken example comes out clean of one run', () => {
  const folder = 'examples/broken-cluster'
  const files = readdirSync(folder).map(name => file(name, readFileSync(`${folder}/${name}`, 'utf8')))
  const { before, report, notFixed } = fixAll(files, unsafe)
  expect(before.summary.errors).toBeGreaterThan(4)
  expect(report.findings.filter(({ severity }) => severity !== 'info')).toEqual([])
  const names = ({ clusters }: typeof report) => clusters.map(({ name, replicas }) => ({ name, replicas }))
  expect(names(report)).toEqual(names(before))
  expect(notFixed).toEqual([])
})

test('many clusters in one file are fixed at once', () => {
  const text = Array.from({ length: 12 }, (_, index) =>
    noRights().replaceAll('namespace: mq', `namespace: mq-${index}`),
  )
    .join('---\n')
    .replaceAll('.mq.svc', '.mq-0.svc')
  const before = lint([file('a.yaml', text)])
  const result = fixAll([file('a.yaml', text)], unsafe)
  expect(before.findings.filter(({ rule }) => rule === 'discovery-rights-missing')).toHaveLength(12)
  expect(count(result.files, roles)).toBe(12)
})
