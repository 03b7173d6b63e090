import fc from 'fast-check'
import { lower, lowering } from '../../engine/lower.ts'
import { confCodec } from '../../model/formats/conf/conf-codec.ts'
import { jsonCodec } from '../../model/formats/json/json.ts'
import { base64Codec, encodeBase64 } from '../../model/formats/text/base64.ts'
import { changed, sameJson } from '../../model/formats/text/change.ts'
import { applyPatch } from '../../model/kube/apply-patch.ts'
import type { Edit, JsonPatchOp } from '../../model/kube/edit.ts'
import type { Json } from '../../model/kube/json.ts'
import type { KubeObject } from '../../model/kube/object.ts'
import type { Step } from '../../model/kube/step.ts'
import { describe, expect, test } from '../jest.ts'
import { tries } from '../tries.ts'

const codecs = { conf: confCodec, json: jsonCodec, base64: base64Codec }
const definitions = '{\n  "users": [{"name": "guest", "tags": ""}]\n}'
const value = {
  spec: {
    replicas: 1,
    nothing: null,
    'a/b~c': 1,
    containers: [{ name: 'sidecar' }, { name: 'rabbitmq', env: [{ name: 'A', value: '1' }], args: ['x'] }],
  },
  data: {
    'rabbitmq.conf': '# kept\nheartbeat = 60\n',
    'definitions.json': encodeBase64(definitions),
    broken: 'no conf at all',
    number: 5,
  },
}
const object: KubeObject = {
  apiVersion: 'v1',
  group: '',
  kind: 'X',
  namespace: '',
  name: 'x',
  value,
  origin: { from: 'api' },
}
const set = (to: Json, ...path: readonly Step[]): Edit => ({ op: 'set', at: { object, path }, value: to })
const remove = (...path: readonly Step[]): Edit => ({ op: 'remove', at: { object, path } })
const rabbit: readonly Step[] = ['spec', 'containers', { name: 'rabbitmq' }]
const conf: readonly Step[] = ['data', 'rabbitmq.conf', { as: 'conf' }]
const users: readonly Step[] = ['data', 'definitions.json', { as: 'base64' }, { as: 'json' }, 'users']

const rows: readonly (readonly [name: string, edit: Edit, operation: JsonPatchOp | undefined])[] = [
  ['replaces what is there', set(3, 'spec', 'replicas'), { op: 'replace', path: '/spec/replicas', value: 3 }],
  ['nothing where nothing changes', set(1, 'spec', 'replicas'), undefined],
  ['adds what is not', set('x', 'spec', 'new'), { op: 'add', path: '/spec/new', value: 'x' }],
  [
    'adds with all that is missing above',
    set('x', 'spec', 'p', 'q', '-', 'r'),
    { op: 'add', path: '/spec/p', value: { q: [{ r: 'x' }] } },
  ],
  [
    'fills a null',
    set('x', 'spec', 'nothing', 'p'),
    { op: 'replace', path: '/spec/nothing', value: { p: 'x' } },
  ],
  [
    'a list item by its name',
    set('y', ...rabbit, 'image'),
    { op: 'add', path: '/spec/containers/1/image', value: 'y' },
  ],
  [
    'a list item by its name, in a list in a list',
    set('2', ...rabbit, 'env', { name: 'A' }, 'value'),
    { op: 'replace', path: '/spec/containers/1/env/0/value', value: '2' },
  ],
  [
    'a list item that is not there',
    set('2', ...rabbit, 'env', { name: 'B' }, 'value'),
    { op: 'add', path: '/spec/containers/1/env/-', value: { name: 'B', value: '2' } },
  ],
  [
    'at the end of a list',
    set('y', ...rabbit, 'args', '-'),
    { op: 'add', path: '/spec/containers/1/args/-', value: 'y' },
  ],
  ['keys with / and ~', set(2, 'spec', 'a/b~c'), { op: 'replace', path: '/spec/a~1b~0c', value: 2 }],
  ['removes', remove(...rabbit, 'env', { name: 'A' }), { op: 'remove', path: '/spec/containers/1/env/0' }],
  ['removes nothing where nothing is', remove('spec', 'p', 'q'), undefined],
  ['removes no item that is not there', remove(...rabbit, 'env', { name: 'Z' }), undefined],
  [
    'a key in a conf',
    set('30', ...conf, 'heartbeat'),
    { op: 'replace', path: '/data/rabbitmq.conf', value: '# kept\nheartbeat = 30\n' },
  ],
  ['the same in a conf', set('60', ...conf, 'heartbeat'), undefined],
  [
    'a conf that is not there',
    set('30', 'data', 'new.conf', { as: 'conf' }, 'heartbeat'),
    { op: 'add', path: '/data/new.conf', value: 'heartbeat = 30\n' },
  ],
  [
    'a conf that is not there is no less there',
    remove('data', 'new.conf', { as: 'conf' }, 'heartbeat'),
    undefined,
  ],
  [
    'JSON in base64',
    set('administrator', ...users, { name: 'guest' }, 'tags'),
    {
      op: 'replace',
      path: '/data/definitions.json',
      value: encodeBase64(definitions.replace('""', '"administrator"')),
    },
  ],
  ['the same JSON in base64', set('', ...users, { name: 'guest' }, 'tags'), undefined],
]

describe('lowering', () => {
  test.each(rows)('%s', (_, edit, operation) => {
    expect(lower(edit, value, codecs)).toEqual(operation)
  })
  test.each<[string, Edit, RegExp]>([
    ['through a scalar', set(1, 'spec', 'replicas', 'x'), /neither object nor list/],
    ['a key of a list', set(1, 'spec', 'containers', 'x'), /./],
    ['an index beyond the end', set(1, 'spec', 'containers', 7), /./],
    ['the object itself', remove(), /removes the object/],
    ['text in a number', set(1, 'data', 'number', { as: 'conf' }, 'x'), /no text/],
    ['text that cannot be read', set('1', 'data', 'broken', { as: 'conf' }, 'x'), /./],
    ['a format nobody edits', set('1', 'data', 'broken', { as: 'erlang' }, 'x'), /cannot be edited/],
    ['an item that contradicts its name', set({ name: 'q' }, ...rabbit, 'env', { name: 'Z' }), /./],
    ['a new object', { op: 'create', object: {}, beside: object }, /new object/],
  ])('%s cannot be written', (_, edit, why) => {
    const lowered = lowering(edit, value, codecs)
    expect(lowered).toEqual({ state: 'impossible', why: expect.stringMatching(why) })
    expect(lower(edit, value, codecs)).toBeUndefined()
  })
  test('one after the other', () => {
    const first = lower(set('30', ...conf, 'heartbeat'), value, codecs)
    const between = first ? applyPatch(value, first) : null
    const second = lower(set('true', ...conf, 'log.console'), between, codecs)
    expect(second && applyPatch(between, second)).toMatchObject({
      data: { 'rabbitmq.conf': '# kept\nheartbeat = 30\nlog.console = true\n' },
    })
  })
  test('the operation does what the edit says', () => {
    const step = fc.constantFrom<Step>(
      'spec',
      'containers',
      'env',
      'p',
      'name',
      0,
      1,
      '-',
      { name: 'rabbitmq' },
      { name: 'A' },
      { name: 'Z' },
    )
    const steps = fc.array(step, { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(steps, fc.constantFrom<Json | undefined>(undefined, 'x', { p: 1 }), (path, to) => {
        const operation = lower(to === undefined ? remove(...path) : set(to, ...path), value)
        const wanted = changed(value, path, to === undefined ? 'remove' : { set: to })
        if (operation) expect(sameJson(applyPatch(value, operation), wanted)).toBe(true)
        else expect(wanted === undefined || sameJson(wanted, value)).toBe(true)
      }),
      tries(500),
    )
  })
})
