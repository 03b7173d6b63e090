import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const k8s = 'cluster_formation.peer_discovery_backend = k8s'
const file = '{"users": []}'
const old = (image: string): string =>
  cluster({
    image,
    discovery: k8s,
    definitions: file,
    loadDefinitions: false,
    conf: 'management.load_definitions = /etc/rabbitmq/definitions.json\nheartbeat = 60',
  })

export default rows({
  valid: [
    { name: 'the new key', manifests: cluster({ definitions: file }) },
    { name: 'none', manifests: cluster() },
  ],
  invalid: [
    {
      name: '4.4.0 hangs: its image has Erlang 29',
      manifests: old('rabbitmq:4.4.0'),
      findings: [
        {
          severity: 'error',
          why: /boot hangs while it imports: the node/,
          inner: 'management.load_definitions',
          text: 'management.load_definitions',
          fix: 'safe',
        },
      ],
      fixed: old('rabbitmq:4.4.0').replace('management.load_definitions', 'load_definitions'),
    },
    {
      name: '4.4.1 does not',
      manifests: old('rabbitmq:4.4.1'),
      findings: [
        { severity: 'info', why: /it works, as long as/, text: 'management.load_definitions', fix: 'safe' },
      ],
    },
    {
      name: '4.3.6 has Erlang 27 in the official image',
      manifests: old('rabbitmq:4.3.6'),
      findings: [
        {
          severity: 'info',
          why: /it works here; with a newer release, on Erlang 28/,
          text: 'management.load_definitions',
          fix: 'safe',
        },
      ],
    },
    {
      name: '4.3 in an image of unknown Erlang',
      manifests: old('pivotalrabbitmq/rabbitmq:4.3.6'),
      findings: [
        {
          severity: 'warning',
          why: /^where its Erlang is 28 or newer/,
          text: 'management.load_definitions',
          fix: 'safe',
        },
      ],
    },
    {
      name: 'and 4.2',
      manifests: old('pivotalrabbitmq/rabbitmq:4.2.9'),
      findings: [
        {
          severity: 'info',
          why: /^where its Erlang is 28/,
          text: 'management.load_definitions',
          fix: 'safe',
        },
      ],
    },
    {
      name: 'before',
      manifests: old('rabbitmq:4.0.5'),
      findings: [{ severity: 'info', text: 'management.load_definitions', fix: 'safe' }],
    },
    {
      name: 'where the new key is not known yet',
      manifests: cluster({
        image: 'rabbitmq:3.8.1',
        conf: 'management.load_definitions = /etc/rabbitmq/definitions.json',
        definitions: file,
        loadDefinitions: false,
        mounts: { 'rabbitmq.conf': '/etc/rabbitmq/rabbitmq.conf' },
      }),
      findings: [
        {
          severity: 'info',
          help: /^after an upgrade use load_definitions/,
          text: 'management.load_definitions',
          fix: 'none',
        },
      ],
    },
    {
      name: 'where the new key passes over a broken file',
      manifests: old('rabbitmq:3.11.2'),
      findings: [{ severity: 'info', text: 'management.load_definitions', fix: 'none' }],
    },
    {
      name: 'both keys',
      manifests: cluster({
        image: 'rabbitmq:4.4.0',
        discovery: k8s,
        definitions: file,
        conf: 'management.load_definitions = /etc/rabbitmq/definitions.json',
      }),
      findings: [{ severity: 'error', text: 'management.load_definitions', fix: 'none' }],
    },
    {
      name: 'unknown release',
      manifests: old('rabbitmq:latest'),
      findings: [{ severity: 'info', text: 'management.load_definitions' }],
    },
  ],
})
