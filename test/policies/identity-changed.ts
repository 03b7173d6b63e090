import { cluster, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const other = 'mq@$(MY_POD_NAME).rabbitmq-headless.mq.svc.cluster.local'
const cookie = (value: string, more: Sample = {}): string =>
  cluster({ ...more, container: { env: [{ name: 'RABBITMQ_ERLANG_COOKIE', value, valueFrom: null }] } })
const counted = (start: number): string =>
  cluster({
    objects: [{ kind: 'StatefulSet', metadata: { name: 'rabbitmq' }, spec: { ordinals: { start } } }],
  })
const claim = (
  name: string,
  { size = '10Gi', ...spec }: { size?: string; storageClassName?: string } = {},
) => ({
  metadata: { name },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: size } }, ...spec },
})
const claimed = (...volumeClaimTemplates: readonly ReturnType<typeof claim>[]): string =>
  cluster({
    objects: [{ kind: 'StatefulSet', metadata: { name: 'rabbitmq' }, spec: { volumeClaimTemplates } }],
  })
const elsewhere = {
  name: 'RABBITMQ_ERLANG_COOKIE',
  valueFrom: { secretKeyRef: { name: 'new', key: 'cookie' } },
}

export default rows({
  valid: [
    { name: 'another image', before: cluster(), manifests: cluster({ image: 'rabbitmq:3.13.8' }) },
    {
      name: 'a mount that shows the same place',
      before: cluster(),
      manifests: cluster({
        dataAt: '/srv/data',
        env: { RABBITMQ_MNESIA_BASE: '/srv/data/mnesia' },
      }),
    },
    {
      name: 'nothing runs, and nothing is kept',
      before: cluster({ replicas: 0, storage: 'emptyDir' }),
      manifests: cluster({ replicas: 0, storage: 'emptyDir', nodeName: other }),
    },
    {
      name: 'another cookie while nothing runs',
      before: cookie('a', { replicas: 0 }),
      manifests: cookie('b', { replicas: 0 }),
    },
    {
      name: 'one node without data that is kept',
      before: cluster({ replicas: 1, storage: 'emptyDir' }),
      manifests: cluster({ replicas: 1, storage: 'emptyDir', nodeName: other }),
    },
    {
      name: 'another cookie for one node',
      before: cookie('a', { replicas: 1 }),
      manifests: cookie('b', { replicas: 1 }),
    },
    {
      name: 'a cookie of another Secret',
      before: cluster(),
      manifests: cluster({ container: { env: [elsewhere] } }),
      gap: /whether the cookie stays the same/,
    },
    {
      name: 'a larger disk for the operator to make',
      before: yaml(rabbitmqCluster({ persistence: { storage: '10Gi' } }, { namespace: 'mq' })),
      manifests: yaml(rabbitmqCluster({ persistence: { storage: '20Gi' } }, { namespace: 'mq' })),
    },
  ],
  invalid: [
    {
      name: 'other names',
      before: cluster(),
      manifests: cluster({ nodeName: other }),
      findings: [
        {
          severity: 'error',
          message: /node names of StatefulSet rabbitmq change/,
          why: /unread on the disk$/,
          text: `"${other.slice(0, 20)}`,
        },
      ],
    },
    {
      name: 'other names without data that is kept',
      before: cluster({ storage: 'emptyDir' }),
      manifests: cluster({ storage: 'emptyDir', nodeName: other }),
      findings: [{ severity: 'error', why: /stays a member that is down$/, text: `"${other.slice(0, 20)}` }],
    },
    {
      name: 'another name for one node',
      before: cluster({ replicas: 1 }),
      manifests: cluster({ replicas: 1, nodeName: other }),
      findings: [
        {
          severity: 'error',
          why: /^the node starts empty: its data lies in a folder/,
          text: `"${other.slice(0, 20)}`,
        },
      ],
    },
    ...(
      [
        [0, 0],
        [3, 0],
        [0, 3],
      ] as const
    ).map(([from, to]) => ({
      name: `other names while nothing runs: ${from} and then ${to}`,
      before: cluster({ replicas: from }),
      manifests: cluster({ replicas: to, nodeName: other }),
      findings: [
        {
          severity: 'warning' as const,
          why: /^where it has run before, .* unread on the disk$|^where it has run before, the node starts empty/,
          text: `"${other.slice(0, 20)}`,
        },
      ],
    })),
    {
      name: 'the data elsewhere while nothing runs',
      before: cluster({ replicas: 0 }),
      manifests: cluster({ replicas: 0, env: { RABBITMQ_MNESIA_BASE: '/var/lib/rabbitmq/db' } }),
      findings: [{ severity: 'warning', path: '/spec/template/spec/containers/0/volumeMounts/2' }],
    },
    {
      name: 'the data elsewhere',
      before: cluster(),
      manifests: cluster({ env: { RABBITMQ_MNESIA_BASE: '/var/lib/rabbitmq/db' } }),
      findings: [
        {
          severity: 'error',
          message: /moves from volume data, \/mnesia to volume data, \/db$/,
          why: /^each node that restarts starts empty/,
          path: '/spec/template/spec/containers/0/volumeMounts/2',
        },
      ],
    },
    {
      name: 'the data of one node on no volume',
      before: cluster({ replicas: 1 }),
      manifests: cluster({ replicas: 1, dataAt: '/srv' }),
      findings: [
        {
          message: /to \/var\/lib\/rabbitmq\/mnesia in the container$/,
          why: /^the node starts empty: its data stays/,
          path: '',
        },
      ],
    },
    {
      name: 'another cookie',
      before: cookie('old'),
      manifests: cookie('new'),
      findings: [{ severity: 'error', why: /refuse each other/, text: '"new"' }],
    },
    {
      name: 'other numbers',
      before: counted(0),
      manifests: counted(1),
      findings: [
        { severity: 'error', message: /from 1 instead of 0$/, path: '/spec/ordinals/start', text: '1' },
      ],
    },
    {
      name: 'fields that cannot change',
      before: cluster({ diskSize: '10Gi' }),
      manifests: cluster({ diskSize: '20Gi', serviceName: 'rabbitmq-client' }),
      findings: [
        { severity: 'error', message: /^serviceName of/, path: '/spec/serviceName' },
        {
          severity: 'error',
          message: /^volumeClaimTemplates of/,
          help: /resize the claims themselves/,
          path: '/spec/volumeClaimTemplates',
        },
      ],
    },
    {
      name: 'a claim template goes',
      before: claimed(claim('data'), claim('logs')),
      manifests: claimed(claim('data')),
      findings: [
        {
          help: /to do without logs, delete .* apply it again: the claims and their data stay$/,
          path: '/spec/volumeClaimTemplates',
        },
      ],
    },
    {
      name: 'a claim template comes',
      before: claimed(claim('data')),
      manifests: claimed(claim('data'), claim('logs')),
      findings: [
        {
          help: /to add logs, delete .* apply it again, and delete its pods/,
          path: '/spec/volumeClaimTemplates',
        },
      ],
    },
    {
      name: 'a claim template under another name',
      before: claimed(claim('data'), claim('logs')),
      manifests: claimed(claim('data'), claim('log')),
      findings: [
        {
          help: /to have log in place of logs, .* new, empty claims, and the old ones stay$/,
          path: '/spec/volumeClaimTemplates',
        },
      ],
    },
    {
      name: 'smaller claims',
      before: claimed(claim('data'), claim('logs')),
      manifests: claimed(claim('data'), claim('logs', { size: '1Gi' })),
      findings: [
        {
          help: /to change it, delete .* apply it again: claims that are there stay as they are$/,
          path: '/spec/volumeClaimTemplates',
        },
      ],
    },
    {
      name: 'a claim of another class',
      before: claimed(claim('data')),
      manifests: claimed(claim('data', { storageClassName: 'fast', size: '20Gi' })),
      findings: [
        {
          help: /to change it, delete .* apply it again: claims that are there stay as they are$/,
          path: '/spec/volumeClaimTemplates',
        },
      ],
    },
  ],
})
