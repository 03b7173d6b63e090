import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, type Sample } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const deployment = (strategy?: JsonObject, more: Sample = {}): string =>
  cluster({
    kind: 'Deployment',
    replicas: 1,
    nodeName: null,
    longNames: null,
    discovery: '',
    pod: { hostname: 'rabbitmq' },
    ...more,
    objects:
      strategy === undefined
        ? []
        : [{ kind: 'Deployment', metadata: { name: 'rabbitmq' }, spec: { strategy } }],
  })

export default rows({
  valid: [
    { name: 'Recreate', manifests: deployment({ type: 'Recreate' }) },
    ...[0, '0%'].map(maxSurge => ({
      name: `never one more: ${maxSurge}`,
      manifests: deployment({ type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable: 1 } }),
    })),
    { name: 'no claim', manifests: deployment(undefined, { storage: 'emptyDir' }) },
    { name: 'a StatefulSet', manifests: cluster() },
    { name: 'a Pod', manifests: deployment(undefined, { kind: 'Pod' }) },
  ],
  invalid: [
    {
      name: 'no strategy',
      manifests: deployment(),
      findings: [
        {
          severity: 'warning',
          path: '/spec/strategy',
          message: /^Deployment rabbitmq starts its new pod beside the old one, on the claim of volume data$/,
          why: /^the new pod waits for the disk that the old one holds/,
          help: /^set strategy: \{ type: Recreate \}$/,
          fix: 'unsafe',
        },
      ],
      fixed: deployment({ type: 'Recreate' }),
    },
    {
      name: 'one more for a while',
      manifests: deployment({ type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }),
      findings: [{ severity: 'warning', path: '/spec/strategy', fix: 'unsafe' }],
      fixed: deployment({ type: 'Recreate' }),
    },
  ],
})
