import type { Json, JsonObject } from '../../../model/kube/json.ts'
import { touchedByMerge, touchedByOperations } from '../../../source/kustomize/touched.ts'
import { kubeObject } from '../../../source/objects.ts'
import { describe, expect, test } from '../../jest.ts'

const object = (apiVersion: string, kind: string, spec: JsonObject) =>
  kubeObject({ apiVersion, kind, metadata: { name: 'x' }, spec }, { from: 'api' })
const statefulSet = object('apps/v1', 'StatefulSet', {
  template: {
    spec: {
      containers: [{ name: 'rabbitmq', env: [{ name: 'A', value: '1' }], args: ['a'] }, { image: 'no-name' }],
      tolerations: [{ key: 'a' }],
    },
  },
})
const operated = object('rabbitmq.com/v1beta1', 'RabbitmqCluster', {})
const paths = (touched: readonly (readonly string[])[]): readonly string[] =>
  touched.map(path => path.join('/'))

describe('a strategic merge patch touches', () => {
  const rows: readonly (readonly [name: string, patch: JsonObject, touched: readonly string[]])[] = [
    [
      'each leaf that it sets',
      { spec: { a: 1, b: { c: null, d: 'x' } } },
      ['spec/a', 'spec/b/c', 'spec/b/d'],
    ],
    ['not what only finds the object', { metadata: { name: 'x', namespace: 'y' } }, []],
    ['labels', { metadata: { name: 'x', labels: { a: 'b' } } }, ['metadata/labels/a']],
    ['an empty map', { spec: { emptyDir: {} } }, ['spec/emptyDir']],
    [
      'items by name',
      { spec: { containers: [{ name: 'a', env: [{ name: 'B', value: 'c' }] }] } },
      ['spec/containers/a/env/B/value'],
    ],
    ['an item that it only names: it may be new', { spec: { volumes: [{ name: 'a' }] } }, ['spec/volumes/a']],
    ['a list without names', { spec: { containers: [{ image: 'a' }] } }, ['spec/containers']],
    ['a list that is merged by another key', { spec: { ports: [{ name: 'a', port: 1 }] } }, ['spec/ports']],
    ['a list of texts', { spec: { command: ['a'] } }, ['spec/command']],
    [
      'what is around a directive',
      { spec: { strategy: { $patch: 'replace', type: 'x' } } },
      ['spec/strategy'],
    ],
    [
      'the list of an item with a directive',
      { spec: { containers: [{ name: 'a', $patch: 'delete' }] } },
      ['spec/containers'],
    ],
    ['what is around an order', { spec: { '$setElementOrder/containers': [], a: 1 } }, ['spec']],
    ['everything with a directive at the top', { $patch: 'replace', spec: {} }, ['']],
  ]
  test.each(rows)('%s', (_, patch, touched) =>
    expect(paths(touchedByMerge(patch, statefulSet))).toEqual(touched),
  )
  test('lists of other kinds as a whole', () =>
    expect(paths(touchedByMerge({ spec: { containers: [{ name: 'a', image: 'b' }] } }, operated))).toEqual([
      'spec/containers',
    ]))
  test('the name, where it may', () =>
    expect(paths(touchedByMerge({ metadata: { name: 'y' } }, statefulSet, true))).toEqual(['metadata/name']))
})

describe('JSON Patch operations touch', () => {
  const inPods = '/spec/template/spec'
  const rows: readonly (readonly [name: string, operation: Json, touched: readonly string[]])[] = [
    ['their path', { op: 'add', path: '/spec/a~1b/c~0d', value: 1 }, ['spec/a/b/c~d']],
    [
      'an item by its name',
      { op: 'replace', path: `${inPods}/containers/0/image`, value: 1 },
      ['spec/template/spec/containers/rabbitmq/image'],
    ],
    [
      'items within items',
      { op: 'replace', path: `${inPods}/containers/0/env/0/value` },
      ['spec/template/spec/containers/rabbitmq/env/A/value'],
    ],
    [
      'the list to which they add',
      { op: 'add', path: `${inPods}/containers/0/env/-` },
      ['spec/template/spec/containers/rabbitmq/env'],
    ],
    [
      'the list from which they remove',
      { op: 'remove', path: `${inPods}/containers/0` },
      ['spec/template/spec/containers'],
    ],
    [
      'the list of an item without a name',
      { op: 'replace', path: `${inPods}/containers/1/image` },
      ['spec/template/spec/containers'],
    ],
    [
      'the list of an item that is not there',
      { op: 'replace', path: `${inPods}/containers/7/image` },
      ['spec/template/spec/containers'],
    ],
    [
      'other lists as a whole',
      { op: 'replace', path: `${inPods}/tolerations/0/key` },
      ['spec/template/spec/tolerations'],
    ],
    ['both ends of a move', { op: 'move', from: '/spec/a', path: '/spec/b' }, ['spec/b', 'spec/a']],
    ['only the end of a copy', { op: 'copy', from: '/spec/a', path: '/spec/b' }, ['spec/b']],
    ['nothing where they test', { op: 'test', path: '/spec/a', value: 1 }, []],
    ['everything at the root', { op: 'replace', path: '', value: {} }, ['']],
    ['everything where they are none', { operation: 'add' }, ['']],
  ]
  test.each(rows)('%s', (_, operation, touched) =>
    expect(touchedByOperations([operation], statefulSet).map(path => path.join('/'))).toEqual(touched),
  )
})
