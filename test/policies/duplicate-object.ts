import { cluster, service, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const settings = (conf: string, namespace = 'mq'): string => cluster({ only: ['ConfigMap'], conf, namespace })
const set = (replicas: number): string => cluster({ only: ['StatefulSet'], replicas })
const clients = (port: number): string =>
  yaml(service('rabbitmq-client', { selector: { app: 'rabbitmq' }, ports: [{ name: 'amqp', port }] }))

export default rows({
  valid: [
    { name: 'each once', manifests: cluster() },
    { name: 'the same twice', manifests: `${cluster()}---\n${settings('')}` },
    { name: 'in another namespace', manifests: `${cluster()}---\n${settings('heartbeat = 30', 'other')}` },
    {
      name: 'in folders of their own',
      manifests: { 'dev/a.yaml': cluster(), 'prod/a.yaml': cluster({ replicas: 5 }) },
    },
    {
      name: 'of another application',
      manifests: `${cluster()}---\n${yaml(service('web', { ports: [{ port: 80 }] }), service('web', { ports: [{ port: 81 }] }))}`,
    },
    {
      name: 'names that are filled in',
      manifests: `${cluster()}---\n${clients(1).replace('rabbitmq-client', '"{{ x }}"')}---\n${clients(2).replace('rabbitmq-client', '"{{ x }}"')}`,
    },
  ],
  invalid: [
    {
      name: 'the configuration',
      manifests: `${cluster()}---\n${settings('heartbeat = 30')}`,
      findings: [
        {
          severity: 'warning',
          message: /^ConfigMap rabbitmq is written 2 times, and not the same each time$/,
          path: '/metadata/name',
        },
      ],
      after: cluster(),
    },
    {
      name: 'the pods, in two files of a folder',
      manifests: { 'a.yaml': cluster(), 'b.yaml': set(5) },
      findings: [{ severity: 'warning', message: /^StatefulSet rabbitmq/, path: '/metadata/name' }],
    },
    {
      name: 'a Service, three times',
      manifests: `${cluster()}---\n${clients(5672)}---\n${clients(5671)}`,
      findings: [{ severity: 'warning', message: /3 times/, path: '/metadata/name' }],
    },
  ],
})
