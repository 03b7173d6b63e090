import { chartValues, cluster, rabbitmqCluster, type Sample, secret, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const none = (sample: Sample = {}): string => cluster({ cookie: null, ...sample })
const variable = '/spec/template/spec/containers/0/env/RABBITMQ_ERLANG_COOKIE'
const home = '/var/lib/rabbitmq/.erlang.cookie'
const start = (script: string): Sample => ({
  pod: {
    initContainers: [
      {
        name: 'setup',
        image: 'busybox',
        command: ['sh', '-c', script],
        volumeMounts: [{ name: 'data', mountPath: '/var/lib/rabbitmq' }],
      },
    ],
  },
})

export default rows({
  valid: [
    { name: 'a variable from a Secret', manifests: cluster() },
    { name: 'one node', manifests: none({ replicas: 1 }) },
    { name: 'a mounted file', manifests: none({ data: { cookie: 'x' }, mounts: { cookie: home } }) },
    {
      name: 'a home directory from a Secret',
      manifests: none({
        storage: 'none',
        pod: { volumes: [{ name: 'home', secret: { secretName: 'home' } }] },
        container: { volumeMounts: [{ name: 'home', mountPath: '/var/lib/rabbitmq' }] },
        objects: [secret('home', { stringData: { '.erlang.cookie': 'x' } })],
      }),
    },
    {
      name: 'an init container that copies it',
      manifests: none(
        start(
          'cp /secret/cookie /var/lib/rabbitmq/.erlang.cookie && chmod 600 /var/lib/rabbitmq/.erlang.cookie',
        ),
      ),
    },
    {
      name: 'an init container that writes it',
      manifests: none(start('echo "$COOKIE" > /var/lib/rabbitmq/.erlang.cookie')),
    },
    {
      name: 'an argument of the runtime',
      manifests: none({ env: { RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-setcookie abc' } }),
    },
    {
      name: 'the image of Bitnami',
      manifests: none({ image: 'bitnami/rabbitmq:3.12.14', env: { RABBITMQ_ERL_COOKIE: 'x' } }),
    },
    { name: 'an operator gives it', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    {
      name: 'a volume that all pods share',
      manifests: none({
        storage: 'none',
        pod: { volumes: [{ name: 'home', persistentVolumeClaim: { claimName: 'home' } }] },
        container: { volumeMounts: [{ name: 'home', mountPath: '/var/lib/rabbitmq' }] },
      }),
      gap: /^the volume of the home directory may hold a cookie$/,
    },
    {
      name: 'variables from a Secret that was not seen',
      manifests: none({ container: { envFrom: [{ secretRef: { name: 'settings' } }] } }),
      gap: /takes variables from Secret settings/,
    },
    {
      name: 'a private image',
      manifests: none({ image: 'example.com/mq/rabbitmq-cluster:3.12.14' }),
      gap: /^the image may bring a cookie$/,
    },
    {
      name: 'a script that was not seen',
      manifests: none({
        container: {
          lifecycle: { postStart: { exec: { command: ['sh', '/config/start.sh'] } } },
          volumeMounts: [{ name: 'more', mountPath: '/config' }],
        },
        pod: { volumes: [{ name: 'more', configMap: { name: 'more' } }] },
      }),
      gap: /ConfigMap more/,
    },
    {
      name: 'values of a chart, which makes one',
      manifests: yaml(chartValues({ extraPlugins: 'rabbitmq_shovel' })),
    },
  ],
  invalid: [
    {
      name: 'none at all',
      manifests: none(),
      findings: [
        {
          severity: 'error',
          path: variable,
          message: /^the nodes of rabbitmq are given no Erlang cookie$/,
          why: /boots alone, one cluster per pod$/,
          help: /^set RABBITMQ_ERLANG_COOKIE from a Secret/,
        },
      ],
      after: cluster(),
    },
    {
      name: 'a release that goes by ordinals',
      manifests: none({ image: 'rabbitmq:4.2.1', storage: 'emptyDir' }),
      findings: [{ severity: 'error', path: variable, why: /wait for it for ever$/ }],
      after: cluster({ image: 'rabbitmq:4.2.1', storage: 'emptyDir' }),
    },
    {
      name: 'nothing that would join them',
      manifests: none({ discovery: '', nodeName: null, longNames: null }),
      findings: [{ severity: 'error', path: variable, why: /nothing can join them$/ }],
      after: cluster({ discovery: '', nodeName: null, longNames: null }),
    },
    {
      name: 'a variable that another image reads',
      manifests: none({ image: 'bitnami/rabbitmq:3.12.14', env: { ERLANG_COOKIE: 'x' } }),
      findings: [
        {
          severity: 'error',
          path: '/spec/template/spec/containers/0/env/RABBITMQ_ERL_COOKIE',
          help: /^set RABBITMQ_ERL_COOKIE/,
        },
      ],
    },
    {
      name: 'a variable that the image does not read',
      manifests: none({ env: { ERLANG_COOKIE: 'x' } }),
      findings: [{ severity: 'error', path: variable }],
      after: cluster({ env: { ERLANG_COOKIE: 'x' } }),
    },
    {
      name: 'a text that differs per pod',
      manifests: none({ env: { RABBITMQ_ERLANG_COOKIE: '$(MY_POD_NAME)' } }),
      findings: [{ severity: 'error', text: 'name: RABBITMQ_ERLANG_COOKIE' }],
    },
    {
      name: 'a Deployment',
      manifests: none({ kind: 'Deployment', storage: 'none' }),
      findings: [{ severity: 'error', path: variable }],
    },
  ],
})
