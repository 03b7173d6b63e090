import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const field = 'automountServiceAccountToken'
const off = { [field]: false }
const account = { kind: 'ServiceAccount', metadata: { name: 'rabbitmq' }, ...off }

export default rows({
  valid: [
    { name: 'mounted by default', manifests: cluster() },
    {
      name: 'the pods say so, whatever the account says',
      manifests: cluster({ pod: { [field]: true }, objects: [account] }),
    },
    { name: 'from 4.1 nobody reads it', manifests: cluster({ image: 'rabbitmq:4.2.1', pod: off }) },
    { name: 'no discovery through the API', manifests: cluster({ discovery: '', pod: off }) },
    {
      name: 'a volume in its place',
      manifests: cluster({
        pod: {
          ...off,
          volumes: [
            { name: 'token', projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } },
            { name: 'config', configMap: { name: 'rabbitmq' } },
          ],
        },
        container: {
          volumeMounts: [{ name: 'token', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' }],
        },
      }),
    },
    {
      name: 'a token from elsewhere',
      manifests: cluster({ pod: off, env: { K8S_TOKEN_PATH: '/vault/token' } }),
    },
    {
      name: 'an account that was not seen',
      manifests: cluster({ without: ['ServiceAccount'] }),
      gap: /ServiceAccount/,
    },
    {
      name: 'the account that Kubernetes makes',
      manifests: cluster({ without: ['ServiceAccount'], pod: { serviceAccountName: null } }),
    },
    { name: 'by the operator', manifests: yaml(rabbitmqCluster({ replicas: 3, image: 'rabbitmq:3.13.7' })) },
  ],
  invalid: [
    {
      name: 'the pods say so',
      manifests: cluster({ pod: off }),
      findings: [
        {
          severity: 'error',
          text: 'false',
          why: /whether it has data or not$/,
          help: /^set it to true$/,
          fix: 'unsafe',
        },
      ],
      fixed: cluster({ pod: { [field]: true } }),
    },
    {
      name: 'the account says so',
      manifests: cluster({ image: 'rabbitmq:3.10.8', objects: [account] }),
      findings: [
        {
          severity: 'error',
          text: 'false',
          message: /^ServiceAccount rabbitmq/,
          why: /^a node without data/,
          fix: 'unsafe',
        },
      ],
      fixed: cluster({ image: 'rabbitmq:3.10.8', objects: [account], pod: { [field]: true } }),
    },
    {
      name: 'a single node does not boot either',
      manifests: cluster({ pod: off, replicas: 1 }),
      findings: [{ severity: 'error', text: 'false' }],
    },
  ],
})
