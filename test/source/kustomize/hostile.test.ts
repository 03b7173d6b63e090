import fc from 'fast-check'
import { lint } from '../../../index.ts'
import { cluster } from '../../../policies/sample.ts'
import { filesWanted } from '../../../source/kustomize/wanted.ts'
import { readTree } from '../../../source/tree.ts'
import { describe, expect, test } from '../../jest.ts'
import { tries } from '../../tries.ts'

const options = { named: new Set<string>(), complete: true, unread: [] }
const fields = [
  'resources',
  'bases',
  'components',
  'patches',
  'patchesStrategicMerge',
  'patchesJson6902',
  'namespace',
  'namePrefix',
  'nameSuffix',
  'labels',
  'commonLabels',
  'commonAnnotations',
  'images',
  'replicas',
  'configMapGenerator',
  'secretGenerator',
  'generatorOptions',
  'replacements',
  'vars',
  'transformers',
  'helmCharts',
  'openapi',
  'kind',
] as const
const words = [
  'name',
  'namespace',
  'path',
  'patch',
  'target',
  'kind',
  'files',
  'literals',
  'envs',
  'behavior',
  'merge',
  'pairs',
  'newTag',
  'count',
  'select',
  'targets',
  'fieldPaths',
  'a.yaml',
  'b',
  '.',
  '..',
  'StatefulSet',
  'rabbitmq',
  '__proto__',
  'constructor',
  '$patch',
  '[{"op":"add","path":"/metadata/name"}]',
  'kind: StatefulSet\nmetadata: {name: rabbitmq}\n$patch: delete',
]

const value = fc.letrec(tie => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(...words, null, true, 3, ''),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...words), tie('any'), { maxKeys: 4 }),
  ),
})).any
const kustomization = fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 6 })

describe('a kustomization of whatever content', () => {
  test('is read, and named files are listed, without a throw', () => {
    fc.assert(
      fc.property(kustomization, kustomization, (one, two) => {
        const files = [
          { name: 'kustomization.yaml', text: JSON.stringify(one) },
          { name: 'b/kustomization.yaml', text: JSON.stringify(two) },
          { name: 'a.yaml', text: cluster() },
        ]
        filesWanted(files)
        const report = lint(files)
        expect(report.defects).toEqual([])
      }),
      tries(40),
    )
  })
  test('cannot change what objects are', () => {
    const files = [
      {
        name: 'kustomization.yaml',
        text: 'resources: [a.yaml]\ncommonLabels: {__proto__: polluted}\nconfigMapGenerator: [{name: x, literals: [__proto__=polluted]}]',
      },
      { name: 'a.yaml', text: cluster() },
    ]
    const [build] = readTree(files, options).builds
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    const generated = build?.objects.find(({ name }) => name === 'x')
    expect(JSON.stringify(generated?.value.data)).toBe('{"__proto__":"polluted"}')
  })
})

describe('a tree of kustomizations is bounded', () => {
  test('in depth', () => {
    const files = Array.from({ length: 200 }, (_, depth) => ({
      name: `k${depth}/kustomization.yaml`,
      text: `resources: [../k${depth + 1}] # rabbitmq`,
    }))
    const [build] = readTree(files, options).builds
    expect(build?.failures.map(({ reason }) => reason)).toEqual(['../k40 is included too deep'])
  })
  test('in size, where each doubles the next', () => {
    const files = Array.from({ length: 16 }, (_, depth) => [
      {
        name: `a${depth}/kustomization.yaml`,
        text: `namePrefix: a\nresources: [../a${depth + 1}, ../b${depth + 1}]`,
      },
      {
        name: `b${depth}/kustomization.yaml`,
        text: `namePrefix: b\nresources: [../a${depth + 1}, ../b${depth + 1}]`,
      },
    ]).flat()
    const last = ['a16', 'b16'].map(folder => ({
      name: `${folder}/kustomization.yaml`,
      text: 'configMapGenerator: [{name: x}]',
    }))
    const { builds } = readTree([...files, ...last], options)
    // The two wholes cannot be built, the largest parts that can are read by themselves.
    expect(builds.map(({ failures }) => failures.length > 0)).toEqual([true, false, true, false])
    for (const { objects } of builds) expect(objects.length).toBeLessThanOrEqual(5000)
  })
})
