import { chartValues, cluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const fourth = 'cluster_formation.peer_discovery_backend = k8s'

export default rows({
  valid: [
    {
      name: 'values of their types',
      manifests: cluster({
        conf: 'heartbeat = 60\nlog.console = true\nlog.console.level = warning\nvm_memory_high_watermark.relative = 0.6\ncluster_name = "x"',
      }),
    },
    { name: 'an earlier line of the key', manifests: cluster({ conf: 'heartbeat = abc\nheartbeat = 60' }) },
    { name: 'an unknown key is another rule', manifests: cluster({ conf: 'no.such.key = yes' }) },
    {
      name: 'a variable of the container',
      manifests: cluster({ env: { BROKER_PASS: 'x' }, conf: 'default_pass = $(BROKER_PASS)' }),
    },
    {
      name: 'a variable that may come from an unseen Secret',
      manifests: cluster({
        conf: 'default_pass = $(BROKER_PASS)',
        container: { envFrom: [{ secretRef: { name: 'settings' } }] },
      }),
    },
    { name: 'a file is another rule', manifests: cluster({ conf: 'ssl_options.cacertfile = /x.pem' }) },
    {
      name: 'version 1 of classic queues where there is one',
      manifests: cluster({ conf: 'classic_queue.default_version = 1' }),
    },
    {
      name: 'before the release data begins',
      manifests: cluster({ image: 'rabbitmq:3.7.28', conf: 'heartbeat = abc' }),
      gap: /release data begins with 3\.8/,
    },
    {
      name: 'unknown release, refused by some',
      manifests: cluster({ image: 'rabbitmq:latest', conf: 'classic_queue.default_version = 1' }),
      gap: /tag/,
    },
  ],
  invalid: [
    {
      name: 'a boolean',
      manifests: cluster({ conf: 'log.console = yes' }),
      findings: [
        {
          severity: 'error',
          message: /^log\.console: "yes"/,
          inner: 'log.console',
          text: 'yes',
          fix: 'safe',
        },
      ],
      fixed: cluster({ conf: 'log.console = true' }),
    },
    {
      name: 'a level, with a comment',
      manifests: cluster({ conf: 'log.console.level = WARN # less' }),
      findings: [{ severity: 'error', text: 'WARN', fix: 'safe' }],
      fixed: cluster({ conf: 'log.console.level = warning # less' }),
    },
    {
      name: 'a word in the wrong case and one in quotes',
      manifests: cluster({
        discovery: 'cluster_formation.peer_discovery_backend = classic_config',
        conf: 'log.console = False\nmqtt.allow_anonymous = "true"',
      }),
      findings: [
        { text: 'False', fix: 'safe' },
        { text: '"true"', fix: 'safe' },
      ],
      fixed: cluster({
        discovery: 'cluster_formation.peer_discovery_backend = classic_config',
        conf: 'log.console = false\nmqtt.allow_anonymous = true',
      }),
    },
    {
      name: 'a percentage',
      manifests: cluster({ conf: 'vm_memory_high_watermark.relative = 40%' }),
      findings: [{ severity: 'error', text: '40%', fix: 'safe' }],
      fixed: cluster({ conf: 'vm_memory_high_watermark.relative = 0.4' }),
    },
    {
      name: 'an amount with a blank',
      manifests: cluster({ conf: 'disk_free_limit.absolute = 2 gb x' }),
      findings: [{ severity: 'error', text: '2 gb x', fix: 'none' }],
    },
    {
      name: 'a number',
      manifests: cluster({ conf: 'cluster_formation.node_cleanup.interval = 30s' }),
      findings: [
        { severity: 'error', message: /cannot be converted to a\(n\) integer/, text: '30s', fix: 'none' },
      ],
    },
    {
      name: 'out of range',
      manifests: cluster({ conf: 'max_message_size = 1073741824' }),
      findings: [
        { severity: 'error', message: /^max_message_size invalid, Max message size/, text: '1073741824' },
      ],
    },
    {
      name: 'a port that no node has',
      manifests: cluster({ conf: 'listeners.tcp.default = 99999' }),
      findings: [{ severity: 'error', message: /not in 0\.\.65535/, text: '99999' }],
    },
    {
      name: 'one key asks for another',
      manifests: cluster({ conf: 'cluster_partition_handling = pause_if_all_down' }),
      findings: [
        { severity: 'error', message: /Nodes required for pause_if_all_down/, text: 'pause_if_all_down' },
      ],
    },
    {
      name: 'a value that 4.0 refuses',
      manifests: cluster({ image: 'rabbitmq:4.0.5', conf: 'classic_queue.default_version = 1' }),
      findings: [{ severity: 'error', message: /v1 are no longer supported/, text: '1' }],
    },
    {
      name: 'a variable that nobody defines',
      manifests: cluster({ conf: 'default_pass = $(BROKER_PASS)' }),
      findings: [{ severity: 'error', message: /substitution is not set/, text: '$(BROKER_PASS)' }],
    },
    {
      name: 'a password is not shown',
      manifests: cluster({
        image: 'rabbitmq:4.1.0',
        discovery: fourth,
        conf: 'log.exchange = hunter2',
        filesIn: 'Secret',
      }),
      findings: [{ severity: 'error', message: /^((?!hunter2).)*$/, text: 'hunter2', fix: 'none' }],
    },
    {
      name: 'where a later file was not seen',
      manifests: cluster({
        conf: 'heartbeat = abc',
        pod: { volumes: [{ name: 'more', configMap: { name: 'elsewhere' } }] },
        container: {
          volumeMounts: [
            { name: 'more', mountPath: '/etc/rabbitmq/conf.d/99-more.conf', subPath: 'more.conf' },
          ],
        },
      }),
      gap: /ConfigMap elsewhere is not among the objects/,
      findings: [{ severity: 'warning', text: 'abc' }],
    },
    {
      name: 'values of a chart: what it writes below them are other keys, or the watermark, which then counts',
      manifests: {
        'values.yaml': yaml(
          chartValues({
            memoryHighWatermark: { enabled: true },
            extraConfiguration: 'heartbeat = abc\nvm_memory_high_watermark.relative = much\n',
          }),
        ),
      },
      findings: [{ severity: 'error', text: 'abc' }],
    },
    {
      name: 'unknown release, refused by all',
      manifests: cluster({ image: 'rabbitmq:latest', conf: 'heartbeat = abc' }),
      findings: [{ severity: 'error', text: 'abc' }],
    },
  ],
})
