import type { Json } from '../../../model/kube/json.ts'
import { resourceOf } from '../../../source/kustomize/resource.ts'
import { mayMatch, maySelect } from '../../../source/kustomize/target.ts'
import { kubeObject } from '../../../source/objects.ts'
import { describe, expect, test } from '../../jest.ts'

describe('a pattern may match', () => {
  const rows: readonly (readonly [pattern: string, text: string, matches: boolean])[] = [
    ['rabbitmq', 'rabbitmq', true],
    ['rabbitmq', 'rabbitmq-nodes', false],
    ['rabbitmq', 'my-rabbitmq', false],
    ['rabbitmq.*', 'rabbitmq-nodes', true],
    ['.*', '', true],
    ['^rabbitmq$', 'rabbitmq', true],
    ['a.b', 'a.b', true],
    ['a.b', 'acb', true],
    ['a.b', 'ab.c', false],
    ['one|two', 'two', true],
    ['one|two', 'three', false],
    // What is not understood may match everything.
    ['rabbit(mq)?', 'other', true],
    ['(a+)+$', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', true],
    ['[', 'other', true],
  ]
  test.each(rows)('%s, %s: %s', (pattern, text, matches) => expect(mayMatch(pattern, text)).toBe(matches))
})

describe('a target may mean', () => {
  const object = kubeObject(
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'new', labels: { app: 'rabbitmq', tier: 'mq' } },
    },
    { from: 'api' },
  )
  const resource = { ...resourceOf(object), former: [{ name: 'old', namespace: '' }] }
  const rows: readonly (readonly [target: Json | undefined, meant: boolean])[] = [
    [undefined, true],
    [{}, true],
    [{ kind: 'StatefulSet' }, true],
    [{ kind: 'Deployment' }, false],
    [{ group: 'apps', version: 'v1beta1', kind: 'StatefulSet' }, true],
    [{ group: 'batch' }, false],
    [{ name: 'new' }, true],
    [{ name: 'old' }, true],
    [{ name: 'other' }, false],
    [{ namespace: 'default' }, true],
    [{ namespace: 'mq' }, false],
    [{ labelSelector: 'app=rabbitmq' }, true],
    [{ labelSelector: 'app == rabbitmq, tier!=web' }, true],
    [{ labelSelector: 'app=other' }, false],
    [{ labelSelector: 'tier!=mq' }, false],
    [{ labelSelector: 'missing!=x' }, true],
    [{ labelSelector: 'app in (other)' }, true],
    [{ annotationSelector: 'app=rabbitmq' }, false],
  ]
  test.each(rows)('%j: %s', (target, meant) => expect(maySelect(target, resource)).toBe(meant))
})
