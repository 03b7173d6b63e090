import { cluster, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const operated = (conf: string): string =>
  yaml(rabbitmqCluster({ rabbitmq: { additionalConfig: `${conf}\n` } }))

/** A configuration file of its own, so that its lines are those of the row. */
const alone = (conf: string, sample: Sample = {}): string =>
  cluster({
    ...sample,
    data: { 'own.conf': `${conf}\n` },
    mounts: { 'own.conf': '/etc/rabbitmq/conf.d/95-own.conf' },
  })

export default rows({
  valid: [
    {
      name: 'settings and comments',
      manifests: cluster({ conf: '# limits\n  heartbeat=60 # s\n\nchannel_max = 100' }),
    },
    { name: 'a colon in a value', manifests: cluster({ conf: 'listeners.tcp.1 = 0.0.0.0:5672' }) },
    { name: 'for the operator', manifests: operated('heartbeat = 60') },
    {
      name: 'a configuration that was not seen',
      manifests: cluster({ without: ['ConfigMap'] }),
      gap: /ConfigMap rabbitmq is not among the objects/,
    },
  ],
  invalid: [
    {
      name: 'beside lines that are filled in later',
      manifests: cluster({
        conf: '{{ .Values.extra }}\n{{- if .Values.on }}\nheartbeat 5\n{{- end }}\nheartbeat 60',
      }),
      gap: /^a line of .* holds a placeholder/,
      findings: [{ message: /'=' is missing/, text: 'heartbeat 60' }],
    },

    {
      name: 'a colon',
      manifests: alone('heartbeat: 60'),
      findings: [
        {
          severity: 'error',
          message: /^95-own\.conf line 1: ':' where '=' belongs$/,
          text: 'heartbeat: 60',
          path: '/data/own.conf',
          fix: 'safe',
        },
      ],
      fixed: alone('heartbeat = 60'),
    },
    {
      name: 'several colons are one mistake',
      manifests: alone('heartbeat: 60\n# c\nchannel_max: 100\nframe_max = 4096\ndefault_vhost: /'),
      findings: [
        { message: /and 1 more up to line 3/, text: 'heartbeat: 60', fix: 'safe' },
        { message: /line 5/, text: 'default_vhost: /', fix: 'safe' },
      ],
      fixed: alone('heartbeat = 60\n# c\nchannel_max = 100\nframe_max = 4096\ndefault_vhost = /'),
    },
    {
      name: 'no value',
      manifests: cluster({ conf: 'loopback_users =' }),
      findings: [
        {
          severity: 'error',
          message: /'loopback_users' has no value/,
          text: 'loopback_users =',
          fix: 'none',
        },
      ],
    },
    {
      name: 'no equals sign',
      manifests: cluster({ conf: 'heartbeat 60' }),
      findings: [{ message: /'=' is missing/, text: 'heartbeat 60' }],
    },
    {
      name: 'Erlang terms',
      manifests: cluster({ discovery: '[\n {rabbit, [{heartbeat, 60}]}\n].' }),
      findings: [{ message: /Erlang terms.*and 2 more/, path: '/data/rabbitmq.conf', fix: 'none' }],
    },
    {
      name: 'a byte order mark, up to 4.2.0',
      manifests: cluster({ discovery: '\uFEFFheartbeat = 60' }),
      findings: [
        {
          severity: 'error',
          message: /byte order mark/,
          help: /^save the file without/,
          path: '/data/rabbitmq.conf',
          fix: 'none',
        },
      ],
    },
    {
      name: 'a letter that the release cannot read',
      manifests: cluster({ image: 'rabbitmq:3.8.30', conf: 'cluster_name = 注文' }),
      findings: [
        { message: /not in Latin-1/, help: /^write the value in ASCII letters/, text: 'cluster_name = 注文' },
      ],
    },
    {
      name: 'for the operator, on a single node',
      manifests: operated('heartbeat: 60'),
      findings: [{ severity: 'error', text: 'heartbeat: 60' }],
    },
    {
      name: 'in a Secret',
      manifests: alone('default_pass: hunter2', { filesIn: 'Secret' }),
      findings: [{ message: /^95-own\.conf line 1: ':' where '=' belongs$/, text: 'default_pass: hunter2' }],
    },
    {
      name: 'whatever the release',
      manifests: cluster({ image: 'rabbitmq:latest', conf: 'heartbeat 60' }),
      findings: [{ severity: 'error', text: 'heartbeat 60' }],
    },
  ],
})
