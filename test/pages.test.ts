import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pageForTerminal } from '../cli/formats/page.ts'
import { lookOfFile } from '../cli/formats/terminal.ts'
import { widthOf } from '../cli/formats/text.ts'
import { rules } from '../index.ts'
import { cluster, service } from '../policies/sample.ts'
import { difference } from '../scripts/pages/difference.ts'
import { jqPath } from '../scripts/pages/gitops.ts'
import { describe, expect, test } from './jest.ts'
import { root } from './process.ts'

const pageOf = (id: string): string => readFileSync(join(root, 'docs/rules', `${id}.md`), 'utf8')

test('of each rule the page on admission says by which requests it is found, or why it is not', () => {
  const page = readFileSync(join(root, 'docs/admission.md'), 'utf8')
  expect(rules.map(({ id }) => id).filter(id => !page.includes(`[${id}](`))).toEqual([])
})

test('a place that admission adds to, as jq and Argo CD select it', () => {
  expect(jqPath({ path: ['metadata', 'annotations', 'a.b/c'], value: 'true' })).toBe(
    '.metadata.annotations["a.b/c"]',
  )
  expect(jqPath({ path: ['spec', 'containers', { name: 'mq' }, 'env', '-'], value: { name: 'A' } })).toBe(
    '.spec.containers[] | select(.name == "mq") | .env[] | select(.name == "A")',
  )
  expect(jqPath({ path: ['spec', 'containers', { name: 'mq' }], value: {} })).toBe(
    '.spec.containers[] | select(.name == "mq")',
  )
})

describe('what differs between two texts of objects', () => {
  test('a line, and where it is', () => {
    expect(difference(cluster({ podManagementPolicy: null }), cluster())).toEqual([
      '@@ StatefulSet rabbitmq spec @@',
      '+podManagementPolicy: Parallel',
    ])
    expect(difference(cluster({ conf: 'heartbeat: 60' }), cluster({ conf: 'heartbeat = 60' }))).toEqual([
      '@@ ConfigMap rabbitmq data.rabbitmq.conf @@',
      '-heartbeat: 60',
      '+heartbeat = 60',
    ])
    expect(difference(cluster(), cluster({ env: { A: '1' } }))).toEqual([
      '@@ StatefulSet rabbitmq spec.template.spec.containers.rabbitmq.env @@',
      '+- name: A',
      '+  value: "1"',
    ])
  })

  test('an object that is in one of them only: in full where it is short', () => {
    expect(difference(cluster(), cluster({ without: ['Role', 'ServiceAccount'] }))).toEqual([
      '@@ ServiceAccount rabbitmq @@',
      '-apiVersion: v1',
      '-kind: ServiceAccount',
      '-metadata:',
      '-  name: rabbitmq',
      '-  namespace: mq',
      '- Role rabbitmq',
    ])
  })

  test('another name of the only object of its kind', () => {
    expect(
      difference(cluster({ account: 'a', subject: 'x' }), cluster({ account: 'b', subject: 'x' })),
    ).toEqual([
      '@@ StatefulSet rabbitmq spec.template.spec @@',
      '-serviceAccountName: a',
      '+serviceAccountName: b',
      '@@ ServiceAccount a metadata @@',
      '-name: a',
      '+name: b',
    ])
  })

  test('a long line is shown around what differs', () => {
    const of = (value: number): string => `kind: A\ntext: ${'x'.repeat(90)} ${value} ${'y'.repeat(90)}\n`
    expect(difference(of(1), of(2))).toEqual([
      '@@ A @@',
      `-...${'x'.repeat(29)} 1 ${'y'.repeat(29)}...`,
      `+...${'x'.repeat(29)} 2 ${'y'.repeat(29)}...`,
    ])
  })

  test('one more object in both changes nothing', () => {
    const objects = [service('more', { ports: [{ port: 1 }] })]
    for (const other of [{ replicas: 5 }, { storage: 'none' }, { without: ['Role'] }] as const)
      expect(difference(cluster({ objects }), cluster({ ...other, objects }))).toEqual(
        difference(cluster(), cluster(other)),
      )
  })
})

describe('pages', () => {
  test('there is one for each rule', () => {
    expect(readdirSync(join(root, 'docs/rules')).filter(name => name !== 'README.md')).toEqual(
      rules.map(({ id }) => `${id}.md`),
    )
  })

  test.each(rules.map(({ id }) => id))('%s is short, on a terminal too', id => {
    expect(pageOf(id).split('\n').length).toBeLessThanOrEqual(50)
    const lines = pageForTerminal(pageOf(id), lookOfFile).split('\n')
    expect(lines.length).toBeLessThanOrEqual(60)
    expect(lines[0]).toBe(id)
    // Only lines of a diff, names and addresses are longer: they have no place to be broken.
    for (const line of lines.filter(line => widthOf(line) > 80)) expect(line).toMatch(/^ {2}[-+@ ]|^ *\S+$/)
    expect(lines.join('\n')).not.toMatch(/\*\*|\n\n\n|<https/)
  })
})
