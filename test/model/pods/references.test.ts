import { referencesOf } from '../../../model/pods/references.ts'
import { cluster } from '../../../policies/sample.ts'
import { expect, test } from '../../jest.ts'
import { clusterIn } from '../cluster-of.ts'

test('each place where a pod names an object, and whether it starts without', () => {
  const text = cluster({
    storage: 'none',
    only: ['StatefulSet'],
    objects: [
      {
        kind: 'StatefulSet',
        metadata: { name: 'rabbitmq' },
        spec: {
          volumeClaimTemplates: [{ metadata: { name: 'own' }, spec: {} }],
          template: {
            spec: {
              serviceAccountName: 'account',
              imagePullSecrets: [{ name: 'pull' }, {}],
              initContainers: [
                { name: 'first', image: 'x', envFrom: [{ secretRef: { name: 'init', optional: true } }] },
              ],
              containers: [
                {
                  name: 'rabbitmq',
                  env: null,
                  envFrom: [{ configMapRef: { name: 'all' } }, { secretRef: { name: 'secret-all' } }],
                  volumeMounts: null,
                },
                {
                  name: 'beside',
                  image: 'x',
                  env: [
                    { name: 'A', valueFrom: { configMapKeyRef: { name: 'one', key: 'k' } } },
                    {
                      name: 'B',
                      valueFrom: { secretKeyRef: { name: 'secret-one', key: 'k', optional: true } },
                    },
                    { name: 'C', value: 'x' },
                  ],
                },
              ],
              volumes: [
                { name: 'a', configMap: { name: 'map' } },
                { name: 'b', secret: { secretName: 'secret', optional: true } },
                { name: 'c', persistentVolumeClaim: { claimName: 'claim' } },
                {
                  name: 'd',
                  projected: {
                    sources: [{ configMap: { name: 'part' } }, { secret: { name: 'secret-part' } }],
                  },
                },
                { name: 'own', persistentVolumeClaim: { claimName: 'replaced' } },
                { name: 'e', configMap: { name: '' } },
              ],
            },
          },
        },
      },
    ],
  })
  const shown = referencesOf(clusterIn(text).workload).map(
    ({ kind, name, isNeeded, container, generated }) =>
      `${kind.kind} ${name}${isNeeded ? '' : ', optional'}${container === undefined ? '' : `, of ${container.name}`}${generated ? ', generated' : ''}`,
  )
  expect(shown).toEqual([
    'ConfigMap rabbitmq',
    'ConfigMap map',
    'Secret secret, optional',
    'PersistentVolumeClaim claim',
    'ConfigMap part',
    'Secret secret-part',
    'Secret init, optional, of first',
    'ConfigMap all, of rabbitmq',
    'Secret secret-all, of rabbitmq',
    'ConfigMap one, of beside',
    'Secret secret-one, optional, of beside',
    'ServiceAccount account',
    'Secret pull, optional',
  ])
})
