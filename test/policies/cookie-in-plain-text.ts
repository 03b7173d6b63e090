import type { JsonObject } from '../../model/kube/json.ts'
import { chartValues, cluster, overNode, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const written = (value: string, sample: Sample = {}): string =>
  cluster({
    ...sample,
    container: { env: [{ name: 'RABBITMQ_ERLANG_COOKIE', value, valueFrom: null }], ...sample.container },
  })
const withoutCookie = (sample: Sample): Sample => ({
  ...sample,
  container: {
    ...sample.container,
    env: [{ name: 'RABBITMQ_ERLANG_COOKIE', value: '', valueFrom: null }],
  },
})
const values = (more: JsonObject): string =>
  yaml(chartValues({ extraConfiguration: 'heartbeat = 60', ...more }))

export default rows({
  valid: [
    { name: 'from a Secret', manifests: cluster() },
    { name: 'filled in later', manifests: written('{{ cookie }}') },
    { name: 'another variable', manifests: cluster({ env: { COOKIE: 'swordfish' } }) },
    { name: 'the chart takes a Secret', manifests: values({}), gap: /render the chart/ },
  ],
  invalid: [
    {
      name: 'in a variable',
      manifests: written('swordfish'),
      findings: [
        {
          severity: 'warning',
          message: /^the Erlang cookie stands in plain text in RABBITMQ_ERLANG_COOKIE$/,
          why: /runs what they like on it$/,
          help: /^take it from a Secret, by secretKeyRef$/,
          text: '"swordfish"',
          fix: 'none',
        },
      ],
      after: cluster(),
    },
    {
      name: 'in a variable, one node',
      manifests: written('swordfish', { replicas: 1, kind: 'Deployment' }),
      findings: [{ severity: 'warning', help: /^leave it out: one node makes up/, text: '"swordfish"' }],
    },
    {
      name: 'in a ConfigMap that variables come from',
      manifests: cluster(
        withoutCookie({
          container: { envFrom: [{ configMapRef: { name: 'rabbitmq' } }] },
          data: { ERLANG_COOKIE: 'swordfish' },
        }),
      ),
      findings: [{ message: /in ERLANG_COOKIE$/, path: '/data/ERLANG_COOKIE' }],
    },
    {
      name: 'as an argument',
      manifests: cluster(
        withoutCookie({ env: { RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '+S 2 -setcookie swordfish' } }),
      ),
      findings: [{ message: /in RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS$/, text: '"+S 2' }],
    },
    {
      name: 'as a file of a ConfigMap',
      manifests: cluster(
        withoutCookie({
          data: { cookie: 'swordfish' },
          mounts: { cookie: '/var/lib/rabbitmq/.erlang.cookie' },
        }),
      ),
      findings: [{ message: /in \/var\/lib\/rabbitmq\/\.erlang\.cookie$/, path: '/data/cookie' }],
    },
    {
      name: 'in a script',
      manifests: cluster(
        withoutCookie({
          pod: {
            initContainers: [
              {
                name: 'cookie',
                image: 'busybox:1.36',
                command: ['sh', '-c', 'echo swordfish > /var/lib/rabbitmq/.erlang.cookie'],
              },
            ],
          },
        }),
      ),
      findings: [{ message: /in a script$/, path: '/spec/template/spec/initContainers/0/command/2' }],
    },
    {
      name: 'for the operator',
      manifests: yaml(
        rabbitmqCluster({
          replicas: 3,
          override: overNode({ env: [{ name: 'RABBITMQ_ERLANG_COOKIE', value: 'swordfish' }] }),
        }),
      ),
      findings: [{ help: /^leave it out: the operator makes one up/, text: '"swordfish"' }],
    },
    {
      name: 'in values of a chart',
      manifests: values({ auth: { erlangCookie: 'swordfish' } }),
      findings: [
        {
          message: /in auth\.erlangCookie$/,
          help: /^set auth\.existingErlangSecret$/,
          path: '/auth/erlangCookie',
        },
      ],
      gap: /render the chart/,
    },
    {
      name: 'in values of the CloudPirates chart',
      manifests: yaml({
        replicaCount: 3,
        peerDiscoveryK8sPlugin: { enabled: true },
        auth: { erlangCookie: 'swordfish' },
      }),
      findings: [{ help: /^set auth\.existingSecret$/, path: '/auth/erlangCookie' }],
      gap: /render the chart/,
    },
    {
      name: 'in values of the groundhog2k chart',
      manifests: yaml({ replicaCount: 3, authentication: { erlangCookie: { value: 'swordfish' } } }),
      findings: [
        { help: /^set authentication\.existingSecret$/, path: '/authentication/erlangCookie/value' },
      ],
      gap: /render the chart/,
    },
  ],
})
