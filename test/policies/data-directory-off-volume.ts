import { cluster, overNode, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const elsewhere = (path: string, more: Sample = {}): string => cluster({ ...more, dataAt: path })
const place = '/spec/template/spec/containers/0/volumeMounts/2'

export default rows({
  valid: [
    { name: 'at the home directory', manifests: cluster() },
    { name: 'at the data directory', manifests: elsewhere('/var/lib/rabbitmq/mnesia') },
    {
      name: 'where a variable says',
      manifests: elsewhere('/data', { env: { RABBITMQ_MNESIA_BASE: '/data/mnesia' } }),
    },
    { name: 'no claim', manifests: cluster({ storage: 'none' }) },
    { name: 'an emptyDir elsewhere', manifests: elsewhere('/data', { storage: 'emptyDir' }) },
    ...['/var/log/rabbitmq', '/backup', '/etc/rabbitmq/certs'].map(path => ({
      name: `a claim for something else, at ${path}`,
      manifests: elsewhere(path),
    })),
    {
      name: 'a claim that is only read',
      manifests: cluster({
        container: { volumeMounts: [{ name: 'data', mountPath: '/seed', readOnly: true }] },
        dataAt: '/seed',
      }),
    },
    { name: 'the paths of Bitnami', manifests: elsewhere('/bitnami', { image: 'bitnami/rabbitmq:3.13.7' }) },
    {
      name: 'a variable from a Secret',
      manifests: elsewhere('/data', {
        env: { RABBITMQ_MNESIA_DIR: { secretKeyRef: { name: 'x', key: 'dir' } } },
      }),
      gap: /RABBITMQ_MNESIA_DIR/,
    },
    { name: 'the operator', manifests: yaml(rabbitmqCluster()) },
  ],
  invalid: [
    {
      name: "the data on the container's own layer",
      manifests: elsewhere('/data'),
      findings: [
        {
          severity: 'warning',
          path: place,
          message:
            /^StatefulSet rabbitmq mounts claim data at \/data, and keeps its data in \/var\/lib\/rabbitmq\/mnesia$/,
          why: /^the data lies on the container's own layer/,
          help: /^mount it at \/var\/lib\/rabbitmq\/mnesia$/,
        },
      ],
      after: elsewhere('/var/lib/rabbitmq/mnesia'),
    },
    {
      name: 'below the home directory, beside the data; one node',
      manifests: elsewhere('/var/lib/rabbitmq/data', { replicas: 1 }),
      findings: [{ severity: 'warning', path: place }],
    },
    {
      name: 'the path of another image',
      manifests: elsewhere('/bitnami/rabbitmq/mnesia'),
      findings: [{ path: place }],
    },
    {
      name: 'the data on an emptyDir',
      manifests: elsewhere('/data', {
        container: { volumeMounts: [{ name: 'work', mountPath: '/var/lib/rabbitmq' }] },
        pod: { volumes: [{ name: 'work', emptyDir: {} }] },
      }),
      findings: [
        { path: '/spec/template/spec/containers/0/volumeMounts/2', why: /^the data lies on the volume work/ },
      ],
    },
    {
      name: 'a Deployment on a claim',
      manifests: elsewhere('/data', { kind: 'Deployment', replicas: 1 }),
      findings: [{ severity: 'warning', path: place, message: /^Deployment rabbitmq mounts claim data/ }],
    },
    {
      name: 'the operator, with a variable',
      manifests: yaml(
        rabbitmqCluster({
          override: overNode({ env: [{ name: 'RABBITMQ_MNESIA_BASE', value: '/data' }] }),
        }),
      ),
      findings: [
        {
          severity: 'warning',
          path: '/spec/override/statefulSet/spec/template/spec/containers/0/env/0/value',
          help: /^leave RABBITMQ_MNESIA_BASE out: the data then lies below \/var\/lib\/rabbitmq\/mnesia$/,
        },
      ],
      after: yaml(rabbitmqCluster()),
    },
  ],
})
