import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, helmRelease, rabbitmqCluster, secret, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const certificate = 'ssl_options.cacertfile = /etc/rabbitmq/certs/ca.crt'
const custom = 'registry.example.com/mq/broker:3.13.7'
const withCerts = (volume: JsonObject, conf: string, ...objects: readonly JsonObject[]): string =>
  cluster({
    conf,
    container: { volumeMounts: [{ name: 'certs', mountPath: '/etc/rabbitmq/certs' }] },
    pod: { volumes: [{ name: 'certs', ...volume }] },
    objects,
  })
const copying = (script: string): string =>
  cluster({
    env: { RABBITMQ_CONFIG_FILE: '/scratch/rabbitmq.conf' },
    container: { command: ['sh', '-c', script] },
  })
const fromSecret = { secret: { secretName: 'certs' } }
const certs = secret('certs', { stringData: { 'ca.crt': 'x' } })

const pair = { 'tls.crt': 'x', 'tls.key': 'x' }
const tls = secret('tls', { stringData: pair })
const operated = (more: JsonObject = {}, ...objects: readonly JsonObject[]): string =>
  yaml(
    rabbitmqCluster(
      {
        tls: { secretName: 'tls', ...more },
        rabbitmq: { additionalConfig: 'management.ssl.cacertfile = /etc/rabbitmq-tls/ca.crt\n' },
      },
      { namespace: 'mq' },
    ),
    ...objects,
  )

const certified = (file: string) => ({
  auth: { tls: { enabled: true, existingSecret: 'certificates' } },
  extraConfiguration: `management.ssl.certfile = /opt/bitnami/rabbitmq/certs/${file}`,
})

export default rows({
  valid: [
    { name: 'definitions that are mounted', manifests: cluster({ definitions: '{"users": []}' }) },
    { name: 'no file is named', manifests: cluster() },
    {
      name: 'a Secret of TLS that the operator mounts, and that was not seen',
      manifests: operated(),
      gap: /Secret tls/,
    },
    {
      name: 'the authority in a Secret of its own',
      manifests: operated({ caSecretName: 'ca' }, tls, secret('ca', { stringData: { 'ca.crt': 'x' } })),
    },
    {
      name: 'the authority in the Secret of the certificate, which depends on the operator',
      manifests: operated({}, secret('tls', { stringData: { ...pair, 'ca.crt': 'x' } })),
      gap: /operator/,
    },
    {
      name: 'in a Secret that is there',
      manifests: withCerts(fromSecret, certificate, certs),
    },
    {
      name: 'in a Secret that was not seen',
      manifests: withCerts(fromSecret, certificate),
      gap: /Secret certs/,
    },
    {
      name: 'on a volume of another kind',
      manifests: withCerts({ hostPath: { path: '/srv' } }, certificate),
      gap: /certs/,
    },
    {
      name: 'in the image',
      manifests: cluster({ conf: 'ssl_options.cacertfile = /etc/ssl/certs/ca-certificates.crt' }),
      gap: /image/,
    },
    {
      name: 'in an image of its own',
      manifests: cluster({ image: custom, conf: certificate }),
      gap: /image may carry/,
    },
    {
      name: 'the token of the account',
      manifests: cluster({
        conf: 'cluster_formation.k8s.token_path = /var/run/secrets/kubernetes.io/serviceaccount/token',
      }),
    },
    {
      name: 'a configuration without its ending',
      manifests: cluster({ env: { RABBITMQ_CONFIG_FILE: '/etc/rabbitmq/conf.d/90-cluster' } }),
    },
    {
      name: 'copied there by the command of the container',
      manifests: copying(
        'cp /etc/rabbitmq/conf.d/90-cluster.conf $RABBITMQ_CONFIG_FILE; exec docker-entrypoint.sh rabbitmq-server',
      ),
    },
    {
      name: 'made there by the command of the container',
      manifests: copying(
        'envsubst < /srv/x > $RABBITMQ_CONFIG_FILE; exec docker-entrypoint.sh rabbitmq-server',
      ),
      gap: /command of the container writes/,
    },
    {
      name: 'a list of plugins that the node writes',
      manifests: cluster({
        env: {
          RABBITMQ_ENABLED_PLUGINS_FILE: '/tmp/plugins',
          RABBITMQ_ENABLED_PLUGINS: 'rabbitmq_management',
        },
      }),
    },
  ],
  invalid: [
    {
      name: 'a certificate as its Secret calls it, where the chart of Bitnami mounts it',
      manifests: yaml(helmRelease('bitnami', '12.0.4', certified('tls.crt'))),
      after: yaml(helmRelease('bitnami', '12.0.4', certified('server_certificate.pem'))),
      findings: [
        {
          severity: 'error',
          path: '/spec/values/extraConfiguration',
          message:
            /^management\.ssl\.certfile names \/opt\/bitnami\/rabbitmq\/certs\/tls\.crt, which no mount provides$/,
        },
      ],
    },
    {
      name: 'an authority that no Secret of the operator brings',
      manifests: operated({}, tls),
      findings: [
        {
          severity: 'error',
          message: /ca\.crt, which no mount provides$/,
          inner: 'management.ssl.cacertfile',
        },
      ],
    },

    {
      name: 'definitions that nobody mounts',
      manifests: cluster({ conf: 'load_definitions = /etc/rabbitmq/definitions.json' }),
      findings: [
        {
          severity: 'error',
          message: /^load_definitions names \/etc\/rabbitmq\/definitions\.json, which no mount provides$/,
          why: /does not boot/,
          inner: 'load_definitions',
          text: '/etc/rabbitmq/definitions.json',
          fix: 'none',
        },
      ],
    },
    {
      name: 'a mount that has other files',
      manifests: withCerts(fromSecret, 'ssl_options.cacertfile = /etc/rabbitmq/certs/root.crt', certs),
      findings: [{ severity: 'error', message: /root\.crt/, text: '/etc/rabbitmq/certs/root.crt' }],
    },
    {
      name: 'a variable',
      manifests: cluster({ env: { RABBITMQ_CONFIG_FILE: '/config/rabbitmq' } }),
      findings: [{ severity: 'error', why: /boots without it/, text: '"/config/rabbitmq' }],
    },
    {
      name: 'one node, unknown release',
      manifests: cluster({ replicas: 1, image: 'rabbitmq:latest', conf: certificate }),
      findings: [{ severity: 'error', text: '/etc/rabbitmq/certs/ca.crt' }],
    },
    {
      name: 'in a Secret, whose paths are not shown',
      manifests: cluster({ conf: certificate, filesIn: 'Secret' }),
      findings: [
        {
          message: /^ssl_options\.cacertfile names a file that no mount provides$/,
          path: '/stringData/rabbitmq.conf',
        },
      ],
    },
  ],
})
