import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const nobody = { RABBITMQ_DEFAULT_USER: '', RABBITMQ_DEFAULT_PASS: '' }
const on = (image: string, env: Readonly<Record<string, string>>, more: object = {}): string =>
  cluster({
    image,
    mounts: { 'rabbitmq.conf': '/etc/rabbitmq/rabbitmq.conf' },
    env: { ...nobody, ...env },
    ...more,
  })
const user = { RABBITMQ_DEFAULT_USER: 'admin' }

export default rows({
  valid: [
    { name: 'no such variable', manifests: on('rabbitmq:3.7.17', {}) },
    { name: 'an empty one', manifests: on('rabbitmq:3.7.17', { RABBITMQ_DEFAULT_USER: '' }) },
    { name: 'from 3.7.18 on a copy is written', manifests: on('rabbitmq:3.7.18', user) },
    { name: 'the newest of 3.7', manifests: on('rabbitmq:3.7', user) },
    {
      name: 'no file of one’s own',
      manifests: on('rabbitmq:3.7.17', user, { mounts: { 'rabbitmq.conf': null } }),
    },
    { name: 'another image', manifests: on('registry.example.com/team/broker:3.7.17', user) },
    {
      name: 'a command of one’s own',
      manifests: on('rabbitmq:3.7.17', user, { container: { command: ['rabbitmq-server'] } }),
    },
    {
      name: 'a file in a volume that can be written',
      manifests: on('rabbitmq:3.7.17', user, {
        mounts: { 'rabbitmq.conf': null },
        container: { volumeMounts: [{ name: 'data', mountPath: '/etc/rabbitmq' }] },
      }),
    },
  ],
  invalid: [
    {
      name: 'a user, of one node',
      manifests: on('rabbitmq:3.7.8-management', user, { replicas: 1 }),
      findings: [
        { severity: 'error', text: '"admin"', message: /^RABBITMQ_DEFAULT_USER has the image write \/etc/ },
      ],
      after: on('rabbitmq:3.7.18-management', user, { replicas: 1 }),
    },
    {
      name: 'a password from a Secret',
      manifests: cluster({
        image: 'rabbitmq:3.7.17-alpine',
        kind: 'Deployment',
        mounts: { 'rabbitmq.conf': '/etc/rabbitmq/rabbitmq.conf' },
        env: {
          RABBITMQ_DEFAULT_USER: '',
          RABBITMQ_DEFAULT_PASS: { secretKeyRef: { name: 'users', key: 'pass' } },
        },
      }),
      findings: [
        { severity: 'error', message: /^RABBITMQ_DEFAULT_PASS/, text: 'name: RABBITMQ_DEFAULT_PASS' },
      ],
    },
  ],
})
