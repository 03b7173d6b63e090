import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const certificate = 'ssl_options.cacertfile = /etc/rabbitmq/certs/ca.crt'
const custom = 'registry.example.com/mq/broker:3.13.7'
const withCerts = (volume: string, conf: string): string =>
  cluster({ conf })
    .replace(
      '            - name: config\n              mountPath: /etc/rabbitmq/enabled_plugins\n',
      '            - name: certs\n              mountPath: /etc/rabbitmq/certs\n            - name: config\n              mountPath: /etc/rabbitmq/enabled_plugins\n',
    )
    .replace('      volumes:\n', `      volumes:\n        - name: certs\n          ${volume}\n`)
const copying = (script: string): string =>
  cluster({ env: { RABBITMQ_CONFIG_FILE: '/scratch/rabbitmq.conf' } }).replace(
    '          env:\n',
    `          command: [sh, -c, '${script}']\n          env:\n`,
  )
const secret = `---
apiVersion: v1
kind: Secret
metadata: {name: certs, namespace: mq}
stringData: {ca.crt: x}
`

export default rows({
  valid: [
    { name: 'definitions that are mounted', manifests: cluster({ definitions: '{"users": []}' }) },
    { name: 'no file is named', manifests: cluster() },
    {
      name: 'in a Secret that is there',
      manifests: withCerts('secret: {secretName: certs}', certificate) + secret,
    },
    {
      name: 'in a Secret that was not seen',
      manifests: withCerts('secret: {secretName: certs}', certificate),
      gap: /Secret certs/,
    },
    {
      name: 'on a volume of another kind',
      manifests: withCerts('hostPath: {path: /srv}', certificate),
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
      manifests: withCerts('secret: {secretName: certs}', certificate.replace('ca.crt', 'root.crt')) + secret,
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
  ],
})
