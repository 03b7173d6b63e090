import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const broken = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: rabbitmq\n spec: {}\n'

export default rows({
  valid: [
    { name: 'readable', manifests: cluster() },
    {
      name: 'no Kubernetes object',
      manifests: { 'a.yaml': cluster(), 'tsconfig.json': '{ // rabbitmq\n "a": 1 }' },
    },
    {
      name: 'an object of something else',
      manifests: { 'a.yaml': cluster(), 'b.yaml': 'kind: Deployment\nmetadata: [\n' },
    },
    {
      name: 'a Helm template',
      manifests: { 'a.yaml': 'kind: StatefulSet\nmetadata:\n  name: {{ .Release.Name }}-rabbitmq\n' },
    },
  ],
  invalid: [
    {
      name: 'mentions RabbitMQ',
      manifests: { 'a.yaml': cluster(), 'b.yaml': broken },
      findings: [{ severity: 'error', line: 5 }],
    },
    {
      name: 'named itself',
      manifests: { 'b.json': '{"a": 1,}' },
      options: { named: ['b.json'] },
      findings: [{ severity: 'error', text: '}' }],
    },
    {
      name: 'a tab',
      manifests: 'kind: Service\nmetadata:\n\tname: rabbitmq\n',
      findings: [{ message: /tab/, line: 3 }],
    },
    {
      name: 'its neighbours are read',
      manifests: `${cluster()}---\n${broken}`,
      findings: [{ severity: 'error', text: 'spec: {}' }],
    },
  ],
})
