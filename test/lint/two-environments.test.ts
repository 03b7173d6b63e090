import { reviewFiles } from '../../index.ts'
import type { InputFile } from '../../lint/input.ts'
import type { ReportedFinding } from '../../lint/report.ts'
import { cluster } from '../../policies/sample.ts'
import { describe, expect, test } from '../jest.ts'

/*
 * Staging and production hold clusters of one name. What a change does to one of them is said of that one, and the other
 * one neither hides it nor suffers from it.
 */
type Files = readonly InputFile[]
interface Environment {
  readonly folder: string
  readonly replicas?: number
  /** Something that is wrong from the start. */
  readonly storage?: 'emptyDir'
  readonly without?: string[]
}
const file = (name: string, text: string): InputFile => ({ name, text })

const plain = (environments: readonly Environment[]): Files =>
  environments.flatMap(({ folder, ...sample }) =>
    inFiles(sample).map(([name, text]) => file(`${folder}/${name}`, text)),
  )

/** Each folder a kustomization of its own files. */
const kustomized = (environments: readonly Environment[]): Files =>
  environments.flatMap(({ folder, ...sample }) => {
    const files = inFiles(sample)
    const kustomization = `resources: [${files.map(([name]) => name).join(', ')}]\n`
    return [
      file(`${folder}/kustomization.yaml`, kustomization),
      ...files.map(([name, text]) => file(`${folder}/${name}`, text)),
    ]
  })

/** Each folder an overlay of one base, which is sound: what is wrong in one of them is so by its own doing. */
const overlaid = (environments: readonly Environment[]): Files => [
  file('base/kustomization.yaml', 'resources: [all.yaml]\n'),
  file('base/all.yaml', cluster()),
  ...environments.map(({ folder, replicas, storage }) =>
    file(
      `${folder}/kustomization.yaml`,
      [
        'resources: [../../base]',
        ...(replicas === undefined ? [] : [`replicas: [{ name: rabbitmq, count: ${replicas} }]`]),
        ...(storage === undefined ? [] : ['images: [{ name: rabbitmq, newTag: latest }]']),
        '',
      ].join('\n'),
    ),
  ),
]
const inFiles = (sample: Omit<Environment, 'folder'>): readonly (readonly [string, string])[] =>
  cluster(sample)
    .split('---\n')
    .map((text, index) => [`part-${index}.yaml`, text])

const both: readonly Environment[] = [{ folder: 'env/staging' }, { folder: 'env/production' }]
const at = (findings: readonly ReportedFinding[]): readonly string[] =>
  findings.map(({ rule, file: name, contexts }) => `${rule} ${contexts?.join() ?? name}`)
const names = (list: readonly { readonly cluster: { readonly name: string }; readonly context: string }[]) =>
  list.map(({ cluster: { name }, context }) => `${name} in ${context}`)

describe.each([
  ['plain folders', plain],
  ['kustomizations', kustomized],
  ['overlays of one base', overlaid],
] as const)('%s', (_, tree) => {
  const review = (before: readonly Environment[], after: readonly Environment[]) => {
    const { introduced, fixed, left, newlyVisible, clusters } = reviewFiles(tree(before), tree(after))
    return {
      introduced: at(introduced),
      fixed: at(fixed),
      left: at(left),
      newlyVisible: at(newlyVisible),
      come: names(clusters.come),
      gone: names(clusters.gone),
      moved: clusters.moved.map(({ from, to }) => names([from, to]).join(' -> ')),
    }
  }
  const nothing = { introduced: [], fixed: [], left: [], newlyVisible: [], come: [], gone: [], moved: [] }
  const wrong = { folder: 'env/staging', storage: 'emptyDir' as const }
  const known = tree === overlaid ? 'image-tag-missing' : 'storage-not-persistent'

  test('nothing changes', () => expect(review(both, both)).toEqual(nothing))

  test('one of them goes', () =>
    expect(review(both, both.slice(1))).toEqual({ ...nothing, gone: ['mq/rabbitmq in env/staging'] }))

  test('one of them comes', () =>
    expect(review(both.slice(1), both)).toEqual({ ...nothing, come: ['mq/rabbitmq in env/staging'] }))

  test('one of them goes, with what is wrong in it', () => {
    const { fixed, introduced, gone } = review([wrong, ...both.slice(1)], both.slice(1))
    expect([introduced, gone]).toEqual([[], ['mq/rabbitmq in env/staging']])
    expect(fixed).toContain(`${known} env/staging`)
  })

  test('the folder of one has another name: what is wrong in it was there before', () => {
    const renamed = { ...wrong, folder: 'env/stage' }
    const { left, ...rest } = review([wrong, ...both.slice(1)], [renamed, ...both.slice(1)])
    expect(rest).toMatchObject({
      introduced: [],
      fixed: [],
      come: [],
      gone: [],
      moved: ['mq/rabbitmq in env/staging -> mq/rabbitmq in env/stage'],
    })
    expect(left).toContain(`${known} env/stage`)
  })

  test('one of them is scaled in', () =>
    expect(review(both, [{ folder: 'env/staging', replicas: 1 }, ...both.slice(1)])).toMatchObject({
      introduced: ['scale-down env/staging', 'single-replica-cluster env/staging'],
      gone: [],
      moved: [],
    }))

  test('one of them is scaled in while its folder gets another name', () =>
    expect(review(both, [{ folder: 'env/stage', replicas: 1 }, ...both.slice(1)])).toMatchObject({
      introduced: ['scale-down env/stage', 'single-replica-cluster env/stage'],
      moved: ['mq/rabbitmq in env/staging -> mq/rabbitmq in env/stage'],
    }))

  if (tree !== overlaid)
    test('one of them loses its Service', () =>
      expect(
        review(both, [{ folder: 'env/staging', without: ['Service'] }, ...both.slice(1)]).introduced,
      ).toEqual(['headless-service-deleted env/staging', 'client-service-without-amqp env/staging']))
})

test('a folder that is gone has no share in what comes elsewhere', () => {
  const before = [...plain(both), ...plain([{ folder: 'env/test' }])]
  const after = [
    ...plain(both.slice(1)),
    file('shop/all.yaml', cluster({ namespace: 'shop', storage: 'emptyDir' })),
  ]
  const { introduced, clusters } = reviewFiles(before, after)
  expect(introduced.map(({ rule, cluster: name, contexts }) => [rule, name, contexts])).toContainEqual([
    'storage-not-persistent',
    'shop/rabbitmq',
    undefined,
  ])
  expect(names(clusters.come)).toEqual(['shop/rabbitmq in '])
  expect(names(clusters.gone)).toEqual(['mq/rabbitmq in env/staging', 'mq/rabbitmq in env/test'])
})
