import { type ControlPlane, startControlPlane } from '../control-plane/start.ts'
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts'
import { type Installed, installWebhook } from './control-plane/installed.ts'
import { play } from './control-plane/play.ts'
import { rows } from './control-plane/rollouts/rollouts.ts'

/*
 * The webhook among Kubernetes' own controllers, a scheduler and nodes that are played (kwok): pods come and go, and nothing
 * that has to happen is in its way.
 */

const nodes = Array.from({ length: 6 }, (_, index) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    name: `node-${index}`,
    labels: { 'kubernetes.io/hostname': `node-${index}`, 'topology.kubernetes.io/zone': `zone-${index % 3}` },
  },
}))
/** Nobody makes volumes: they are there. */
const volumes = Array.from({ length: 60 }, (_, index) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name: `volume-${index}` },
  spec: {
    capacity: { storage: '100Gi' },
    accessModes: ['ReadWriteOnce'],
    hostPath: { path: `/volume-${index}` },
  },
}))

describe.each(['accounts', 'one user'] as const)('controllers with %s', identity => {
  let controlPlane: ControlPlane
  let webhook: Installed
  beforeAll(async () => {
    controlPlane = await startControlPlane({ controllers: identity, kubectlTimeoutMs: 60_000 })
    webhook = await installWebhook(controlPlane)
    await webhook.use('enforce', true)
    const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [...nodes, ...volumes] })
    expect(await controlPlane.kubectl(['apply', '--server-side', '-f', '-'], list)).toMatchObject({ code: 0 })
  })
  afterAll(async () => {
    await webhook?.stop()
    await controlPlane?.stop()
  })

  const isPlayed = ({ name }: { name: string }): boolean =>
    identity === 'accounts' || !name.includes('rolls out')
  test.each(
    rows.filter(isPlayed).map((row, index) => ({ row, name: row.name, namespace: `rollout-${index + 1}` })),
  )('$name', async ({ row, namespace }) => play(row, namespace, { controlPlane, webhook }))
})
