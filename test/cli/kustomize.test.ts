import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { gather } from '../../cli/gather.ts'
import { afterAll, describe, expect, test } from '../jest.ts'
import { folderWith, removeFolder } from '../process.ts'
import { warrener } from './run.ts'

const tree = folderWith({
  'repo/.git/HEAD': '',
  'repo/base/Kustomization':
    'resources: [sts.yaml, ../more]\nconfigMapGenerator: [{name: c, files: [rabbitmq.conf, k=../secret.conf]}]\n',
  'repo/base/sts.yaml': 'kind: StatefulSet\n',
  'repo/base/rabbitmq.conf': 'a = b\n',
  'repo/secret.conf': 'inside the repository\n',
  'repo/more/kustomization.yml': 'resources: [../base, missing.yaml, https://example.test/x]\n',
  'repo/overlay/kustomization.yaml':
    'resources: [../base]\npatches: [{path: p.yaml}, {path: inline.txt}]\nconfigMapGenerator: [{name: d, files: [../../outside.conf, link.conf, /etc/hostname, far/outside.conf]}]\n',
  'repo/overlay/p.yaml': 'kind: StatefulSet\n',
  'repo/overlay/inline.txt': 'kind: StatefulSet\n',
  'outside.conf': 'not of this repository\n',
})
symlinkSync('../../outside.conf', join(tree, 'repo/overlay/link.conf'))
symlinkSync('../..', join(tree, 'repo/overlay/far'))
afterAll(() => removeFolder(tree))

const names = async (cwd: string, ...paths: readonly string[]): Promise<readonly string[]> => {
  const args = { context: [], allowEmpty: false, stdinFilename: '' }
  const { files } = await gather(paths, args, { cwd: join(tree, cwd) }, async () => Buffer.alloc(0))
  return files.map(({ name }) => name).sort()
}

describe('files that kustomizations name', () => {
  test('are read, also beside the PATHs, and what those name', async () => {
    expect(await names('repo', 'overlay')).toEqual([
      'base/Kustomization',
      'base/rabbitmq.conf',
      'base/sts.yaml',
      'more/kustomization.yml',
      'overlay/inline.txt',
      'overlay/kustomization.yaml',
      'overlay/p.yaml',
      'secret.conf',
    ])
    expect(await names('repo/overlay', '.')).toContain('../base/rabbitmq.conf')
  })
  test('outside of the repository, and behind symbolic links, are not', async () => {
    const all = await names('repo', '.')
    expect(all.filter(name => /outside|link|hostname/.test(name))).toEqual([])
  })
})

test('what is not among the PATHs is not changed', async () => {
  const cwd = folderWith({
    '.git/HEAD': '',
    'overlay/kustomization.yaml': 'resources: [../base]\n',
    'base/kustomization.yaml': 'resources: [svc.yaml, sts.yaml, cm.yaml]\n',
    'base/svc.yaml':
      'apiVersion: v1\nkind: Service\nmetadata: {name: q}\nspec: {clusterIP: None, selector: {app: q}, ports: [{port: 5672}]}\n',
    'base/cm.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: q}\ndata:\n  rabbitmq.conf: |\n    cluster_formation.peer_discovery_backend = k8s\n    cluster_formation.k8s.service_name = q\n',
    'base/sts.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: q}
spec:
  serviceName: q
  replicas: 3
  selector: {matchLabels: {app: q}}
  template:
    metadata: {labels: {app: q}}
    spec:
      containers:
        - name: rabbitmq
          image: rabbitmq:3.13.7
          volumeMounts: [{name: conf, mountPath: /etc/rabbitmq/rabbitmq.conf, subPath: rabbitmq.conf}]
      volumes: [{name: conf, configMap: {name: q}}]
`,
  })
  const fixed = await warrener(['fix', 'overlay'], { cwd })
  expect(fixed.err).toContain('warrener: not written: base/svc.yaml is not among the PATHs\n')
  expect((await warrener(['fix'], { cwd })).out).toMatch(/Mended \d in 1 file: .*base\/svc\.yaml:\d/)
  removeFolder(cwd)
})
