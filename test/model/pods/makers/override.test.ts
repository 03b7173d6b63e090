import type { Json } from '../../../../model/kube/json.ts'
import type { Step } from '../../../../model/kube/step.ts'
import { inOverride, merged } from '../../../../model/pods/makers/override.ts'
import { describe, expect, test } from '../../../jest.ts'

const base = {
  containers: [
    {
      name: 'a',
      env: [{ name: 'X', value: '1' }],
      volumeMounts: [
        { name: 'v', mountPath: '/one/' },
        { name: 'v', mountPath: '/two' },
      ],
      command: ['x', 'y'],
    },
  ],
  nodeSelector: { b: '1' },
}

describe('an override over what the operator makes', () => {
  test.each<[string, Json, Json]>([
    ['maps', { nodeSelector: { c: '2' } }, { ...base, nodeSelector: { b: '1', c: '2' } }],
    ['a member taken away', { nodeSelector: null }, { containers: base.containers }],
    [
      'variables by name',
      { containers: [{ name: 'a', env: [{ name: 'X', value: '2' }, { name: 'Y' }] }] },
      {
        ...base,
        containers: [{ ...base.containers[0], env: [{ name: 'X', value: '2' }, { name: 'Y' }] }],
      },
    ],
    [
      'mounts by path, also two of one volume',
      { containers: [{ name: 'a', volumeMounts: [{ name: 'w', mountPath: '/one' }] }] },
      {
        ...base,
        containers: [
          {
            ...base.containers[0],
            volumeMounts: [
              { name: 'w', mountPath: '/one' },
              { name: 'v', mountPath: '/two' },
            ],
          },
        ],
      },
    ],
    [
      'other lists whole',
      { containers: [{ name: 'a', command: ['z'] }] },
      { ...base, containers: [{ ...base.containers[0], command: ['z'] }] },
    ],
    ['an item taken away', { containers: [{ name: 'a', $patch: 'delete' }] }, { ...base, containers: [] }],
    [
      'one more',
      { containers: [{ name: 'b' }] },
      { ...base, containers: [...base.containers, { name: 'b' }] },
    ],
  ])('%s', (_, patch, expected) => expect(merged(base, patch)).toEqual(expected))

  test.each<[string, readonly Step[], readonly Step[] | undefined]>([
    [
      'a mount',
      ['containers', { name: 'a' }, 'volumeMounts', 1],
      ['containers', { name: 'a' }, 'volumeMounts', 0],
    ],
    ['a mount of the operator', ['containers', { name: 'a' }, 'volumeMounts', 0], undefined],
    ['by name', ['containers', { name: 'a' }, 'env', { name: 'X' }], undefined],
  ])('where %s comes from', (_, path, expected) => {
    const override = { containers: [{ name: 'a', volumeMounts: [{ name: 'w', mountPath: '/two/' }] }] }
    expect(inOverride(merged(base, override), override, path)).toEqual(expected)
  })
})
