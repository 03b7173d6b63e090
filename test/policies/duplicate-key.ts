import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const claim = `kind: PersistentVolumeClaim
apiVersion: v1
metadata: {name: spare, namespace: mq}
spec:
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: 1Gi}}
`
const broker = `apiVersion: rabbitmq.com/v1beta1
kind: RabbitmqCluster
metadata: {name: orders, namespace: mq}
spec: {replicas: 2}
`
const config = (data: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: rabbitmq-extra, namespace: mq}\ndata:\n${data}`

export default rows({
  valid: [
    { name: 'every key once', manifests: `${cluster()}---\n${claim}` },
    {
      name: 'a merge that is overridden',
      manifests: `${cluster()}---\n${config('  <<: &base {a: "1"}\n  a: "2"\n')}`,
    },
    {
      name: 'no Kubernetes object',
      manifests: { 'a.yaml': cluster(), 'b.yaml': 'rabbitmq: 1\nrabbitmq: 2\n' },
    },
    {
      name: 'an object of something else',
      manifests: { 'a.yaml': cluster(), 'b.yaml': 'apiVersion: v1\nkind: Secret\nkind: Secret\n' },
    },
    {
      name: "the text of a ConfigMap, which is none of Kubernetes' keys",
      manifests: `${cluster()}---\n${config('  a.yaml: |\n    a: 1\n    a: 2\n')}`,
    },
  ],
  invalid: [
    {
      name: 'no --- between a cluster and another object',
      manifests: { 'a.yaml': broker + claim },
      findings: [
        { severity: 'error', line: 6, text: 'a', message: /^apiVersion, kind, metadata, spec stand twice/ },
      ],
    },
    {
      name: 'a --- that is a comment',
      manifests: {
        'a.yaml': `${cluster({ only: ['StatefulSet'] })}# ---\n${claim}`,
      },
      findings: [{ severity: 'error', text: 'a', message: /without a --- between/ }],
    },
    {
      name: 'a key deep within',
      manifests: `${cluster()}---\n${config('  a: "1"\n  b: "1"\n  a: "2"\n  b: "2"\n')}`,
      findings: [{ severity: 'error', text: 'a', message: /^a stands twice in one map; keys that do: 2$/ }],
    },
    {
      name: 'in quotes, and without',
      manifests: `${cluster()}---\n${config('  "a": "1"\n  a: "2"\n')}`,
      findings: [{ severity: 'error', text: 'a', message: /^a stands twice in one map$/ }],
    },
    {
      name: 'JSON',
      manifests: {
        'a.yaml': cluster(),
        'b.json': '{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "rabbitmq", "name": "b"}}',
      },
      findings: [{ severity: 'error', text: '"', message: /^name stands twice in one map$/ }],
    },
  ],
})
