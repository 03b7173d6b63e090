import type { InputFile } from '../../index.ts'
import { app, cluster, each, type GrowthCase, list } from './input.ts'

const kustomization = (text: string, folder: string): InputFile => ({
  name: `${folder}/kustomization.yaml`,
  text: `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${text}`,
})

export const kustomizations: readonly GrowthCase[] = [
  {
    name: 'overlays of one base',
    from: 50,
    files: n => [
      { name: 'base/a.yaml', text: cluster() },
      kustomization('resources: [a.yaml]\n', 'base'),
      ...list(n, index =>
        kustomization(`namespace: n${index}\nresources: [../../base]\n`, `overlays/o${index}`),
      ),
    ],
  },
  {
    name: 'resources of one kustomization',
    from: 500,
    files: n => [
      kustomization(
        `namespace: shop\nnamePrefix: my-\nresources:\n${each(n, index => `  - a${index}.yaml\n`)}`,
        'k',
      ),
      { name: 'k/a0.yaml', text: cluster() },
      ...list(n - 1, index => ({ name: `k/a${index + 1}.yaml`, text: app(`app-${index}`) })),
    ],
  },
  {
    name: 'patches of one kustomization',
    from: 50,
    files: n => [
      kustomization(
        `resources: [a.yaml]\npatches:\n${each(
          n,
          index =>
            `  - target: {kind: StatefulSet, name: b${index}}\n    patch: |-\n      - {op: add, path: /spec/replicas, value: 2}\n  - patch: |-\n      apiVersion: apps/v1\n      kind: StatefulSet\n      metadata:\n        name: b${index}\n      spec:\n        minReadySeconds: 5\n`,
        )}`,
        'k',
      ),
      { name: 'k/a.yaml', text: list(n, index => cluster({ name: `b${index}` })).join('---\n') },
    ],
  },
]
