import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, rabbitmqCluster, secret, topology, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const beside = (name: string, content: JsonObject): string => cluster({ objects: [secret(name, content)] })

export default rows({
  valid: [
    { name: 'Secrets that are elsewhere', manifests: cluster() },
    {
      name: 'one that nothing here names',
      manifests: beside('other', { stringData: { password: 'swordfish' } }),
    },
    { name: 'nothing in it yet', manifests: beside('rabbitmq-cookie', { stringData: { cookie: '' } }) },
    {
      name: 'filled in later',
      manifests: beside('rabbitmq-cookie', { stringData: { cookie: '{{ cookie }}' } }),
    },
    {
      name: 'encrypted by SOPS',
      manifests: beside('rabbitmq-cookie', { data: { cookie: 'ZW5j' }, sops: { version: '3.9.0' } }),
    },
    { name: 'for the operator', manifests: yaml(rabbitmqCluster()) },
  ],
  invalid: [
    {
      name: 'a cookie',
      manifests: beside('rabbitmq-cookie', { data: { cookie: 'c3dvcmRmaXNo' } }),
      findings: [
        {
          severity: 'info',
          message: /^Secret rabbitmq-cookie is among the manifests, with cookie in it$/,
          why: /^base64 hides nothing/,
          help: /^keep it out/,
          path: '/data/cookie',
          fix: 'none',
        },
      ],
      after: cluster(),
    },
    {
      name: 'a password, one node',
      manifests: cluster({
        replicas: 1,
        objects: [secret('rabbitmq-user', { stringData: { user: 'shop', pass: 'swordfish' } })],
      }),
      findings: [{ severity: 'info', message: /with pass in it$/, path: '/stringData/pass' }],
    },
    {
      name: 'for a user of the topology operator',
      manifests: yaml(
        rabbitmqCluster({}, { namespace: 'mq' }),
        topology('User', 'shop', { importCredentialsSecret: { name: 'shop' } }),
        secret('shop', { stringData: { username: 'shop', password: 'swordfish' } }),
      ),
      findings: [{ severity: 'info', path: '/stringData/password' }],
    },
  ],
})
