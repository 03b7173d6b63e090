import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const tcp = { tcpSocket: { port: 'amqp' } }
const ordered = { podManagementPolicy: null, readiness: tcp } as const

export default rows({
  valid: [
    { name: 'together', manifests: cluster({ readiness: tcp }) },
    { name: 'in order, ready by ping', manifests: cluster({ podManagementPolicy: 'OrderedReady' }) },
    {
      name: 'in order, ready by epmd',
      manifests: cluster({ podManagementPolicy: null, readiness: { tcpSocket: { port: 4369 } } }),
    },
    {
      name: 'a ping behind an option with a value',
      manifests: cluster({
        podManagementPolicy: null,
        readiness: {
          exec: { command: ['rabbitmq-diagnostics', '--erlang-cookie', '$(COOKIE)', '-q', 'ping'] },
        },
      }),
    },
    { name: 'no readiness probe', manifests: cluster({ podManagementPolicy: null, readiness: null }) },
    { name: 'nothing kept', manifests: cluster({ ...ordered, storage: 'emptyDir' }) },
    { name: 'one node', manifests: cluster({ ...ordered, replicas: 1 }) },
    {
      name: 'a script of its own',
      manifests: cluster({ podManagementPolicy: null, readiness: { exec: { command: ['/opt/ready.sh'] } } }),
      gap: /what the readiness probe's command does/,
    },
  ],
  invalid: [
    {
      name: 'the default, ready by TCP',
      manifests: cluster(ordered),
      findings: [
        { severity: 'warning', path: '/spec/podManagementPolicy', why: /stopped last/, fix: 'unsafe' },
      ],
    },
    {
      name: 'spelt out',
      manifests: cluster({ ...ordered, podManagementPolicy: 'OrderedReady' }),
      findings: [{ severity: 'warning', text: 'OrderedReady', fix: 'unsafe' }],
      fixed: cluster({ ...ordered, podManagementPolicy: 'Parallel' }),
    },
    {
      name: 'Khepri needs a majority',
      manifests: cluster({ ...ordered, image: 'rabbitmq:4.3.0' }),
      findings: [{ severity: 'error', why: /majority/, path: '/spec/podManagementPolicy' }],
    },
    {
      name: '4.2, which may have been upgraded or not',
      manifests: cluster({ ...ordered, image: 'rabbitmq:4.2.3' }),
      findings: [
        {
          severity: 'warning',
          why: /^with Mnesia: .*stopped last.*; with Khepri: .*majority/,
          path: '/spec/podManagementPolicy',
        },
      ],
    },
    {
      name: '4.2, said to have Khepri',
      manifests: cluster({ ...ordered, image: 'rabbitmq:4.2.3' }),
      options: { metadataStore: 'khepri' },
      findings: [{ severity: 'error', why: /^after .*majority/, path: '/spec/podManagementPolicy' }],
    },
    {
      name: 'what an annotation says of the store counts before the option',
      manifests: cluster({
        ...ordered,
        image: 'rabbitmq:4.2.3',
        annotations: { 'warrener.dev/metadata-store': 'mnesia' },
      }),
      options: { metadataStore: 'khepri' },
      findings: [{ severity: 'warning', why: /^after .*stopped last/, path: '/spec/podManagementPolicy' }],
    },
    {
      name: 'a release that is not known',
      manifests: cluster({ ...ordered, image: 'example.org/rabbitmq:prod' }),
      findings: [
        {
          severity: 'warning',
          why: /^the release is unknown; 3\.8-4\.2 with Mnesia: .*; 4\.2-4\.\d with Khepri: /,
          path: '/spec/podManagementPolicy',
        },
      ],
    },
    {
      name: 'before 3.8.18 starting together was a race',
      manifests: cluster({ ...ordered, image: 'rabbitmq:3.8.9' }),
      findings: [{ severity: 'warning', path: '/spec/podManagementPolicy', fix: 'none' }],
    },
    {
      name: 'a command in a shell',
      manifests: cluster({
        podManagementPolicy: null,
        readiness: { exec: { command: ['sh', '-c', 'rabbitmq-diagnostics -q check_port_connectivity'] } },
      }),
      findings: [{ severity: 'warning', path: '/spec/podManagementPolicy' }],
    },
  ],
})
