import { readInput } from '../../../lint/input.ts'
import { brokersIn } from '../../../model/broker/broker.ts'
import type { ContainerFiles } from '../../../model/pods/files.ts'
import { describe, expect, test } from '../../jest.ts'

/** The files of a container with these mounts of a ConfigMap `a` (x, w), one `b` (w, z), and a volume nobody knows. */
function filesWith(mounts: readonly string[]): ContainerFiles {
  const text = `apiVersion: v1
kind: ConfigMap
metadata: {name: a, namespace: mq}
data: {x: a-x, w: a-w}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: b, namespace: mq}
data: {w: b-w, z: b-z}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: mq, namespace: mq}
spec:
  selector: {matchLabels: {app: mq}}
  template:
    metadata: {labels: {app: mq}}
    spec:
      containers:
        - name: rabbitmq
          image: rabbitmq:3.13.7
          volumeMounts: [${mounts.map(mount => `{${mount}}`).join(', ')}]
      volumes:
        - {name: a, configMap: {name: a}}
        - {name: b, configMap: {name: b}}
        - {name: tree, configMap: {name: a, items: [{key: x, path: d/x}]}}
        - {name: disk, hostPath: {path: /srv}}
`
  const [world] = readInput([{ name: 'a.yaml', text }]).worlds
  const [broker] = world ? brokersIn(world, {}) : []
  if (!broker) throw new Error('no broker')
  return broker.files
}
const listed = (mounts: readonly string[]): string => {
  const { items, complete } = filesWith(mounts).list('/e')
  return [...items.map(({ path, value }) => `${path}=${value}`), ...(complete ? [] : ['?'])].join(' ')
}

describe('a folder shows what no mount in it hides', () => {
  test.each([
    [['name: a, mountPath: /e'], '/e/w=a-w /e/x=a-x'],
    [['name: a, mountPath: /e', 'name: b, mountPath: /e/w'], '/e/x=a-x'],
    [['name: a, mountPath: /e', 'name: b, mountPath: /e/w, subPath: w'], '/e/w=b-w /e/x=a-x'],
    [['name: a, mountPath: /e', 'name: disk, mountPath: /e/w'], '/e/x=a-x ?'],
    [['name: tree, mountPath: /', 'name: b, mountPath: /e'], '/e/w=b-w /e/z=b-z'],
    [['name: disk, mountPath: /', 'name: b, mountPath: /e'], '/e/w=b-w /e/z=b-z'],
    [['name: disk, mountPath: /e'], '?'],
    [[], ''],
  ])('%j', (mounts, expected) => expect(listed(mounts)).toBe(expected))
})

describe('the part of a volume that is mounted', () => {
  test.each([
    ['name: a, mountPath: /e/f, subPath: x', 'found'],
    ['name: a, mountPath: /e/f, subPath: ./x', 'found'],
    ['name: a, mountPath: /e/f, subPath: .//x/', 'found'],
    ['name: a, mountPath: /e/f, subPath: z', 'absent'],
    ['name: a, mountPath: /e/f, subPathExpr: $(NAME)', 'unknown'],
    ['name: tree, mountPath: /e, subPath: ./d', 'absent'],
  ])('%s', (mount, state) => {
    const files = filesWith([mount])
    expect(files.read('/e/f').state).toBe(state)
    const shown = files.mounts.map(each => files.shownBy(each).state)
    expect(shown).toEqual([state === 'unknown' ? 'unknown' : 'found'])
    expect(files.list('/e').complete).toBe(state !== 'unknown')
  })

  test('is the same for reading, listing and showing', () => {
    const files = filesWith(['name: tree, mountPath: /e, subPath: ./d'])
    expect(files.read('/e/x')).toMatchObject({ value: { value: 'a-x' } })
    expect(files.list('/e').items.map(({ path }) => path)).toEqual(['/e/x'])
    expect(files.mounts.map(mount => files.shownBy(mount))).toMatchObject([{ value: [{ path: '/e/x' }] }])
  })
})
