import type { JsonObject } from '../../model/kube/json.ts'
import { rabbitmqCluster, secret, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const key = 'default_user.conf'
const named = rabbitmqCluster({ secretBackend: { externalSecret: { name: 'user' } } }, { namespace: 'mq' })
const beside = (object: JsonObject): string => yaml(named, object)
const external = (spec: JsonObject, name = 'user'): JsonObject => ({
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  metadata: { name, namespace: 'mq' },
  spec,
})
const fetched = [{ secretKey: 'password', remoteRef: { key: 'mq' } }]

export default rows({
  valid: [
    { name: 'the file is there', manifests: beside(secret('user', { data: { [key]: 'eA==' } })) },
    { name: 'no such backend', manifests: yaml(rabbitmqCluster(), secret('user', { data: {} })) },
    { name: 'a Secret that is elsewhere', manifests: yaml(named), gap: /Secret user is not among the files/ },
    {
      name: 'made by a template',
      manifests: beside(
        external({
          data: fetched,
          target: { template: { data: { [key]: 'default_pass = {{ .password }}' } } },
        }),
      ),
    },
    {
      name: 'fetched as it is',
      manifests: beside(
        external({ data: [{ secretKey: key, remoteRef: { key: 'mq' } }], target: { name: 'user' } }),
      ),
    },
    {
      name: 'whatever is there is fetched',
      manifests: beside(external({ dataFrom: [{ extract: { key: 'mq' } }] })),
      gap: /what ExternalSecret user fetches/,
    },
    {
      name: 'another ExternalSecret',
      manifests: beside(external({ data: fetched }, 'other')),
      gap: /Secret user is not among the files/,
    },
  ],
  invalid: [
    {
      name: 'only user and password',
      manifests: beside(secret('user', { stringData: { username: 'shop', password: 'swordfish' } })),
      findings: [
        {
          severity: 'error',
          message: /^Secret user has no key default_user\.conf$/,
          why: /^the operator mounts that key of Secret user, and the kubelet cannot: the pods stay in Init$/,
          help: /^add the key default_user\.conf/,
          path: '/stringData',
          fix: 'none',
        },
      ],
      after: beside(secret('user', { stringData: { username: 'shop', password: 'swordfish', [key]: 'x' } })),
    },
    {
      name: 'nothing at all',
      manifests: beside(secret('user', {})),
      findings: [{ severity: 'error', path: '' }],
    },
    {
      name: 'a template without it',
      manifests: beside(
        external(
          { data: fetched, target: { name: 'user', template: { data: { password: '{{ .password }}' } } } },
          'x',
        ),
      ),
      findings: [
        {
          severity: 'error',
          message: /^ExternalSecret x makes no key default_user\.conf$/,
          path: '/spec/target/template',
        },
      ],
    },
    {
      name: 'fetched without it',
      manifests: beside(external({ data: fetched })),
      findings: [{ severity: 'error', path: '/spec/data' }],
    },
  ],
})
