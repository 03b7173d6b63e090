import { cluster, secret, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const pem = (what: string): string => `-----BEGIN ${what}-----\nbm90aGluZw==\n-----END ${what}-----\n`
const kustomization = (file: string): Readonly<Record<string, string>> => ({
  'kustomization.yaml': `resources: [all.yaml]
configMapGenerator:
  - name: tls
    namespace: mq
    files: [${file}]
`,
  [file]: pem('PRIVATE KEY'),
  'all.yaml': cluster({
    container: { volumeMounts: [{ name: 'tls', mountPath: '/tls' }] },
    pod: { volumes: [{ name: 'tls', configMap: { name: 'tls' } }] },
  }),
})

export default rows({
  valid: [
    { name: 'a certificate', manifests: cluster({ data: { 'tls.crt': pem('CERTIFICATE') } }) },
    { name: 'a public key', manifests: cluster({ data: { 'signing.pem': pem('PUBLIC KEY') } }) },
    {
      name: 'a key in a Secret',
      manifests: `${cluster({
        container: { volumeMounts: [{ name: 'tls', mountPath: '/tls' }] },
        pod: { volumes: [{ name: 'tls', secret: { secretName: 'tls' } }] },
      })}---
${yaml(secret('tls', { stringData: { 'tls.key': pem('PRIVATE KEY') } }))}`,
    },
    {
      name: 'words about one',
      manifests: cluster({ data: { README: 'put -----BEGIN PRIVATE KEY----- here' } }),
    },
    {
      name: 'a ConfigMap of another application',
      manifests: `${cluster()}---
apiVersion: v1
kind: ConfigMap
metadata: {name: web, namespace: mq}
data:
  tls.key: |
    -----BEGIN PRIVATE KEY-----
`,
    },
  ],
  invalid: [
    {
      name: 'a key',
      manifests: cluster({ data: { 'tls.key': pem('PRIVATE KEY') } }),
      findings: [
        {
          severity: 'warning',
          path: '/data/tls.key',
          message: /^ConfigMap rabbitmq holds a private key in tls\.key$/,
          why: /many roles that may not read Secrets can$/,
          help: /^make a new key, keep it in a Secret/,
        },
      ],
      after: cluster(),
    },
    ...['RSA PRIVATE KEY', 'EC PRIVATE KEY', 'ENCRYPTED PRIVATE KEY', 'OPENSSH PRIVATE KEY'].map(what => ({
      name: `a key of another form: ${what}`,
      manifests: cluster({ data: { 'server.pem': `${pem('CERTIFICATE')}${pem(what)}` } }),
      findings: [{ path: '/data/server.pem' }],
    })),
    {
      name: 'in base64',
      manifests: cluster({
        objects: [
          {
            kind: 'ConfigMap',
            metadata: { name: 'rabbitmq' },
            binaryData: { 'tls.key': Buffer.from(pem('PRIVATE KEY')).toString('base64') },
          },
        ],
      }),
      findings: [{ path: '/binaryData/tls.key' }],
    },
    {
      name: 'a generator of a kustomization',
      manifests: kustomization('tls.key'),
      findings: [{ path: '/data/tls.key' }],
    },
  ],
})
