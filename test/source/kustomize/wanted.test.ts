import { isRemote } from '../../../source/kustomize/named-files.ts'
import { filesWanted } from '../../../source/kustomize/wanted.ts'
import { describe, expect, test } from '../../jest.ts'

describe('files wanted', () => {
  const kustomization = `resources: [here.yaml, gone.yaml, ../base, other/, "https://example.com/x", /etc/passwd]
components: [../metrics]
patches: [{path: p.yaml}, {patch: "[]"}]
patchesStrategicMerge: [s.yaml, "kind: X"]
patchesJson6902: [{target: {kind: X}, path: j.json}]
replacements: [{path: r.yaml}]
transformers: [t.yaml]
configMapGenerator: [{name: a, files: [rabbitmq.conf, key=plugins], envs: [e.env]}]
secretGenerator: [{name: b, env: s.env}]
`
  test('are what kustomizations name and is not there', () =>
    expect(
      filesWanted([
        { name: 'o/kustomization.yaml', text: kustomization },
        { name: 'o/here.yaml', text: '' },
        { name: 'o/other/kustomization.yml', text: 'resources: []' },
      ]),
    ).toEqual([
      'base',
      'base/Kustomization',
      'base/kustomization.yaml',
      'base/kustomization.yml',
      'metrics/Kustomization',
      'metrics/kustomization.yaml',
      'metrics/kustomization.yml',
      'o/e.env',
      'o/gone.yaml',
      'o/j.json',
      'o/p.yaml',
      'o/plugins',
      'o/r.yaml',
      'o/rabbitmq.conf',
      'o/s.env',
      'o/s.yaml',
    ]))
  test('may lie above', () =>
    expect(filesWanted([{ name: 'kustomization.yaml', text: 'resources: [../../x.yaml]' }])).toEqual([
      '../../x.yaml',
    ]))
  test('are none without kustomizations, or with one that cannot be read', () => {
    expect(filesWanted([{ name: 'a.yaml', text: 'resources: [b.yaml]' }])).toEqual([])
    expect(filesWanted([{ name: 'kustomization.yaml', text: 'resources: [' }])).toEqual([])
  })
})

test.each([
  ['https://github.com/example/repo//base?ref=v1', true],
  ['github.com/example/repo', true],
  ['git@example.com:x/y.git', true],
  ['git::https://example.com/x', true],
  ['ssh://git@example.com/x', true],
  ['user@host/x', true],
  ['../base', false],
  ['base@v1/x', true],
  ['a/b@c', false],
  ['github.company/base', false],
])('%s is remote: %s', (path, remote) => expect(isRemote(path)).toBe(remote))
