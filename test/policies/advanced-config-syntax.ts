import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const operated = (text: string): string =>
  yaml(rabbitmqCluster({ rabbitmq: { advancedConfig: `${text}\n` } }))

export default rows({
  valid: [
    { name: 'none', manifests: cluster() },
    {
      name: 'a list with a dot',
      manifests: cluster({ advanced: '%% x\n[\n  {rabbit, [{tcp_listeners, [5672]}]}\n].' }),
    },
    { name: 'for the operator', manifests: operated('[{rabbit, []}].') },
    {
      name: 'not seen',
      manifests: cluster({ advanced: '[', without: ['ConfigMap'] }),
      gap: /ConfigMap rabbitmq is not among the objects/,
    },
    {
      name: 'a file that no node reads',
      manifests: cluster({ advanced: '[{rabbit', mounts: { 'advanced.config': '/srv/advanced.config' } }),
    },
  ],
  invalid: [
    {
      name: 'lines of the newer format',
      manifests: cluster({ advanced: '# limits\nheartbeat = 60\n' }),
      findings: [
        {
          severity: 'error',
          path: '/data/advanced.config',
          help: /^'key = value' belongs in rabbitmq\.conf;/,
        },
      ],
      after: cluster({ conf: 'heartbeat = 60' }),
    },
    {
      name: 'a comment of the newer format, and no line',
      manifests: cluster({ advanced: '# nothing yet\n' }),
      findings: [{ severity: 'error', path: '/data/advanced.config', help: /^(?!'key = value')/ }],
    },
    {
      name: 'no dot',
      manifests: cluster({ advanced: '[\n  {rabbit, []}\n] %% end' }),
      findings: [
        {
          severity: 'error',
          message: /^advanced\.config line 4: the final '\.' is missing$/,
          path: '/data/advanced.config',
          fix: 'safe',
        },
      ],
      fixed: cluster({ advanced: '[\n  {rabbit, []}\n]. %% end' }),
    },
    {
      name: 'a comma too many',
      manifests: cluster({ advanced: '[\n  {rabbit, []},\n].' }),
      findings: [{ severity: 'error', message: /line 3/, text: '].', fix: 'none' }],
    },
    {
      name: 'no list',
      manifests: cluster({ advanced: '{rabbit, []}.' }),
      findings: [{ message: /not a list/, text: '{rabbit, []}.' }],
    },
    {
      name: 'two terms',
      manifests: cluster({ advanced: '[]. [].' }),
      findings: [{ message: /more than one term/, text: '[]. [].' }],
    },
    {
      name: 'a wrong comment',
      manifests: cluster({ advanced: '# x\n[].' }),
      findings: [{ message: /line 1/, text: '# x' }],
    },
    {
      name: 'for the operator, one node',
      manifests: operated('[{rabbit, []}]'),
      findings: [{ severity: 'error', path: '/spec/rabbitmq/advancedConfig', fix: 'safe' }],
      fixed: operated('[{rabbit, []}].'),
    },
    {
      name: 'the classic format',
      manifests: cluster({
        advanced: '[{rabbit, []}',
        mounts: { 'advanced.config': '/etc/rabbitmq/rabbitmq.config' },
      }),
      findings: [{ severity: 'error', message: /^rabbitmq\.config line/, path: '/data/advanced.config' }],
    },
  ],
})
