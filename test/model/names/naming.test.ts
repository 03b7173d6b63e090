import { hostFormOf } from '../../../model/cluster.ts'
import type { JsonObject } from '../../../model/kube/json.ts'
import { forcedBoots } from '../../../model/names/force-boot.ts'
import { namesInDns } from '../../../model/names/names-in-dns.ts'
import { serviceBelow } from '../../../model/names/node-name.ts'
import { showText } from '../../../model/pods/symbolic-text.ts'
import { cluster, type Sample } from '../../../policies/sample.ts'
import { describe, expect, test } from '../../jest.ts'
import { clusterIn } from '../cluster-of.ts'

const known = (sample: Sample = {}) => clusterIn(cluster(sample))
const below = 'rabbitmq-headless.mq.svc.cluster.local'

describe('the name that each node will have', () => {
  const shown = (sample: Sample): unknown => {
    const { nodeName } = known(sample)
    if (nodeName.state !== 'found') return nodeName.state
    const { text, style, dotted, suffix, host } = nodeName.value
    return [
      showText(text),
      style,
      dotted,
      suffix && showText(suffix),
      host !== undefined,
      serviceBelow(nodeName.value),
    ]
  }
  test.each<[Sample, unknown]>([
    [{}, [`rabbit@<pod>.${below}`, 'pod-name', true, `.${below}`, true, 'rabbitmq-headless']],
    [{ nodeName: 'rabbit@$(MY_POD_NAME)' }, ['rabbit@<pod>', 'pod-name', false, '', true, undefined]],
    [{ nodeName: 'rabbit@$(MY_POD_IP)' }, ['rabbit@<pod IP>', 'pod-ip', false, undefined, true, undefined]],
    [{ nodeName: 'rabbit@localhost' }, ['rabbit@localhost', 'fixed', false, undefined, true, undefined]],
    [{ nodeName: '$(MY_POD_NAME)' }, ['<pod>', 'pod-name', false, undefined, false, undefined]],
    [{ nodeName: 'rabbit@$(MY_POD_NAME).a' }, ['rabbit@<pod>.a', 'pod-name', true, '.a', true, 'a']],
    [
      { nodeName: 'rabbit@mq-$(MY_POD_NAME).a' },
      ['rabbit@mq-<pod>.a', 'pod-name', true, undefined, true, undefined],
    ],
    [{ nodeName: '' }, 'absent'],
    [{ nodeName: null }, 'absent'],
    [{ nodeName: null, env: { RABBITMQ_NODENAME: { configMapKeyRef: { name: 'x', key: 'y' } } } }, 'unknown'],
  ])('%j', (sample, expected) => {
    expect(shown(sample)).toEqual(expected)
  })
  test('long names', () => {
    for (const [value, isLong] of [
      ['true', true],
      ['YES', true],
      ['1', true],
      ['false', false],
      ['on', false],
    ] as const)
      expect([value, hostFormOf(known({ nodeName: '$(MY_POD_NAME)', longNames: value }))]).toEqual([
        value,
        isLong ? 'own-in-hosts-file' : 'peers-nowhere',
      ])
  })
})

describe('where the nodes look one another up', () => {
  const searches = (...names: readonly string[]): JsonObject => ({ dnsConfig: { searches: names } })
  test.each<[Sample, string]>([
    [{}, 'own-in-hosts-file'],
    [{ nodeName: 'rabbit@$(MY_POD_IP)' }, 'address'],
    [{ nodeName: 'rabbit@localhost' }, 'fixed'],
    [{ nodeName: 'rabbit@$(MY_POD_NAME).rabbitmq-headless' }, 'all-in-dns'],
    [{ nodeName: 'rabbit@$(MY_POD_NAME).other.mq.svc.cluster.local' }, 'all-in-dns'],
    [{ nodeName: `rabbit@$(MY_POD_NAME).${below}`, serviceName: null }, 'all-in-dns'],
    [{ nodeName: 'rabbit@$(MY_POD_NAME)' }, 'peers-nowhere'],
    [{ nodeName: 'rabbit@$(MY_POD_NAME)', pod: searches(below) }, 'own-in-hosts-file'],
    [{ nodeName: 'rabbit@$(MY_POD_NAME)', pod: searches('other.mq.svc.cluster.local') }, 'peers-nowhere'],
    [{ nodeName: null, longNames: null, pod: { setHostnameAsFQDN: true } }, 'own-in-hosts-file'],
    [{ nodeName: null, longNames: null }, 'peers-nowhere'],
    [{ nodeName: null, longNames: 'true' }, 'own-in-hosts-file'],
    [{ nodeName: null, longNames: 'true', serviceName: null }, 'peers-nowhere'],
  ])('%j: %s', (sample, expected) => {
    expect(hostFormOf(known(sample))).toBe(expected)
  })
})

describe('what has to be written for names that DNS has', () => {
  const written = (sample: Sample): string => namesInDns(known(sample))
  const domain = '.rabbitmq-headless.mq.svc.<cluster domain>'
  test.each<[Sample, string]>([
    [{}, `set RABBITMQ_NODENAME to rabbit@$(MY_POD_NAME)${domain}`],
    [
      { nodeName: 'mq@$(MY_POD_IP)', longNames: null },
      `set RABBITMQ_NODENAME to mq@$(MY_POD_NAME)${domain}, RABBITMQ_USE_LONGNAME to true`,
    ],
    [
      {
        discovery: 'cluster_formation.peer_discovery_backend = k8s\ncluster_formation.k8s.address_type = ip',
      },
      `set RABBITMQ_NODENAME to rabbit@$(MY_POD_NAME)${domain}, cluster_formation.k8s.address_type to hostname, cluster_formation.k8s.hostname_suffix to ${domain}`,
    ],
    [
      { discovery: 'cluster_formation.peer_discovery_backend = k8s', env: { K8S_ADDRESS_TYPE: 'ip' } },
      `set RABBITMQ_NODENAME to rabbit@$(MY_POD_NAME)${domain}, K8S_ADDRESS_TYPE to hostname, cluster_formation.k8s.hostname_suffix to ${domain}`,
    ],
    [
      { serviceName: null, container: { env: [{ name: 'MY_POD_NAME', valueFrom: null, value: 'x' }] } },
      'set RABBITMQ_NODENAME to rabbit@$(POD).<governing Service>.mq.svc.<cluster domain>, POD being a variable from metadata.name, cluster_formation.k8s.hostname_suffix to .<governing Service>.mq.svc.<cluster domain>',
    ],
  ])('%j', (sample, expected) => {
    expect(written(sample)).toBe(expected)
  })
})

describe('what starts nodes without their peers', () => {
  const found = (sample: Sample): readonly string[] => {
    const { broker, scripts } = known(sample)
    return forcedBoots(broker, scripts).items.map(({ value }) => value)
  }
  const started = (script: string): Sample => ({
    container: { lifecycle: { postStart: { exec: { command: ['sh', '-c', script] } } } },
  })
  test.each<[Sample, readonly string[]]>([
    [{}, []],
    [started('rabbitmqctl force_boot'), ['rabbitmqctl force_boot']],
    [started('touch /var/lib/rabbitmq/mnesia/rabbit@a/force_load'), ['force_load']],
    [started('touch "/var/lib/$X/force_load"'), ['force_load']],
    [started('echo > /data/force_load'), ['force_load']],
    [started('cat < /data/force_load'), []],
    [started('rm /data/force_load'), []],
    [started('touch /data/force_load.old'), []],
    [
      {
        container: { command: ['sh', '-c', 'rabbitmqctl force_boot; docker-entrypoint.sh rabbitmq-server'] },
      },
      ['rabbitmqctl force_boot'],
    ],
    [{ container: { lifecycle: { preStop: { exec: { command: ['rabbitmqctl', 'force_boot'] } } } } }, []],
    [{ image: 'bitnami/rabbitmq:4.0.2', env: { RABBITMQ_FORCE_BOOT: 'yes' } }, ['RABBITMQ_FORCE_BOOT']],
    [{ image: 'bitnami/rabbitmq:4.0.2', env: { RABBITMQ_FORCE_BOOT: 'True' } }, ['RABBITMQ_FORCE_BOOT']],
    [{ image: 'bitnami/rabbitmq:4.0.2', env: { RABBITMQ_FORCE_BOOT: '1' } }, ['RABBITMQ_FORCE_BOOT']],
    [{ image: 'bitnami/rabbitmq:4.0.2', env: { RABBITMQ_FORCE_BOOT: 'no' } }, []],
    [{ env: { RABBITMQ_FORCE_BOOT: 'yes' } }, []],
  ])('%j: %j', (sample, expected) => {
    expect(found(sample)).toEqual(expected)
  })
})

describe('members that discovery does not list', () => {
  const cleanup = (conf: string, sample: Sample = {}): unknown => {
    const { nodeCleanup } = known({ conf, ...sample })
    return nodeCleanup.state === 'found'
      ? [nodeCleanup.value.name, nodeCleanup.value.value]
      : nodeCleanup.state
  }
  const key = 'cluster_formation.node_cleanup.only_log_warning'
  const plugins = '[rabbitmq_management,rabbitmq_peer_discovery_k8s].'
  test('in rabbitmq.conf and in a variable', () => {
    expect(cleanup('')).toBe('absent')
    expect(cleanup(`${key} = false`)).toEqual([key, 'removed'])
    expect(cleanup(`${key} = true`)).toEqual([key, 'logged'])
    const env = { CLEANUP_ONLY_LOG_WARNING: 'false' }
    expect(cleanup(`${key} = true`, { env })).toEqual(['CLEANUP_ONLY_LOG_WARNING', 'removed'])
    expect(cleanup('', { env })).toBe('absent')
    expect(cleanup(`${key} = false`, { plugins: '[rabbitmq_management].' })).toBe('absent')
    const terms = { plugins, advanced: '[{rabbit, [{cluster_formation, []}]}].' }
    expect(cleanup(`${key} = false`, terms)).toBe('unknown')
  })
  test('by the plugin of old', () => {
    const old = (env: Sample['env'] = {}): unknown => cleanup('', { image: 'rabbitmq:3.6.16', env })
    expect(old()).toBe('absent')
    expect(old({ AUTOCLUSTER_CLEANUP: 'true' })).toBe('absent')
    expect(old({ AUTOCLUSTER_CLEANUP: 'true', CLEANUP_WARN_ONLY: 'false' })).toEqual([
      'CLEANUP_WARN_ONLY',
      'removed',
    ])
    expect(old({ AUTOCLUSTER_CLEANUP: 'false', CLEANUP_WARN_ONLY: 'false' })).toBe('absent')
  })
})
