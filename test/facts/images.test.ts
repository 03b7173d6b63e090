import { checkWorth, command, commandReleases, commandWorth, tools } from '../../facts/commands.ts'
import { bitnamiBasePlugins, defaultPlugins } from '../../facts/image-plugins.ts'
import { bitnamiVariables, refusedByOldBuild, variableUse } from '../../facts/image-variables.ts'
import { apiRemoval } from '../../facts/kubernetes-apis.ts'
import { bundledPlugins } from '../../facts/plugins.ts'
import { knownReleases, parseRelease, type Release } from '../../facts/release.ts'
import { describe, expect, test } from '../jest.ts'

const release = (text: string): Release => {
  const parsed = parseRelease(text)
  if (!parsed) throw new Error(text)
  return parsed
}

describe('commands', () => {
  test.each([
    ['rabbitmqctl', 'sync_queue', '<=3.13'],
    ['rabbitmqctl', 'cancel_sync_queue', '<=3.13'],
    ['rabbitmq-upgrade', 'await_online_synchronized_mirror', '<=3.13'],
    ['rabbitmq-upgrade', 'await_online_quorum_plus_one', 'all'],
    ['rabbitmq-upgrade', 'drain', 'all'],
    ['rabbitmqctl', 'set_policy', 'all'],
    ['rabbitmq-plugins', 'set_policy', ''],
    ['rabbitmq-diagnostics', 'ping', 'all'],
    ['rabbitmq-diagnostics', 'check_running', 'all'],
    ['rabbitmqctl', 'hipe_compile', '<=3.13'],
    ['rabbitmqctl', 'no_such_command', ''],
    ['rabbitmqctl', 'constructor', ''],
    ['nosuchtool', 'list_queues', ''],
  ])('%s %s: %s', (tool, name, releases) => {
    expect(commandReleases(tool, name)).toBe(releases)
  })

  test('of plugins', () => {
    expect(command('rabbitmqctl', 'federation_status', release('4.0'))).toEqual({
      plugin: 'rabbitmq_federation',
    })
    expect(command('rabbitmqctl', 'list_queues', release('4.0'))).toEqual({ plugin: undefined })
    expect(tools).toContain('rabbitmq-upgrade')
  })

  test.each([
    ['rabbitmqctl', 'node_health_check', '3.12', 'deprecated'],
    ['rabbitmqctl', 'node_health_check', '3.13', 'idle'],
    ['rabbitmqctl', 'rename_cluster_node', '3.12', 'works'],
    ['rabbitmqctl', 'rename_cluster_node', '3.13', 'idle'],
    ['rabbitmqctl', 'sync_queue', '4.0', 'absent'],
    ['rabbitmq-diagnostics', 'check_running', '4.3', 'works'],
  ])('%s %s on %s: %s', (tool, name, text, state) => {
    expect(commandWorth(tool, name, release(text)).state).toBe(state)
  })
})

test.each([
  ['/api/healthchecks/node', '4.0', 'deprecated'],
  ['/api/healthchecks/node', '4.1', 'idle'],
  ['/api/healthchecks/node/rabbit@a/', '4.3', 'idle'],
  ['/api/health/checks/alarms', '3.8.10', 'works'],
  ['/api/health/checks/node-is-mirror-sync-critical', '3.13', 'works'],
  ['/api/health/checks/node-is-mirror-sync-critical', '4.0', 'absent'],
  ['/api/health/checks/reached-target-cluster-size', '4.2.3', 'absent'],
  ['/api/health/checks/reached-target-cluster-size', '4.2.4', 'works'],
  ['/api/health/checks/port-listener/5672?x=1', '4.3', 'works'],
  ['/api/health/checks/nosuch', '4.3', 'absent'],
  ['/api/aliveness-test/%2F', '4.3', 'works'],
])('GET %s on %s: %s', (path, text, state) => {
  expect(checkWorth(path, release(text))?.state).toBe(state)
})

test('paths that tell nothing of health', () => {
  expect(checkWorth('/api/overview', release('4.3'))).toBeUndefined()
  expect(checkWorth('/', release('4.3'))).toBeUndefined()
})

describe('variables of the official image', () => {
  test.each([
    ['RABBITMQ_DEFAULT_PASS_FILE', '3.8', 'entrypoint'],
    ['RABBITMQ_DEFAULT_PASS_FILE', '3.9', 'refused'],
    ['RABBITMQ_VM_MEMORY_HIGH_WATERMARK', '4.3', 'refused'],
    ['RABBITMQ_SSL_CERTFILE', '3.13', 'refused'],
    ['RABBITMQ_MANAGEMENT_SSL_DEPTH', '3.13', 'refused'],
    ['RABBITMQ_DEFAULT_USER', '3.8', 'entrypoint'],
    ['RABBITMQ_DEFAULT_USER', '3.9.3', 'unread'],
    ['RABBITMQ_DEFAULT_USER', '3.9.4', 'server'],
    ['RABBITMQ_ERLANG_COOKIE', '4.3', 'server'],
    ['RABBITMQ_NODENAME', '4.3', 'server'],
    ['RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS', '4.3', 'server'],
    ['RABBITMQ_USERNAME', '4.3', 'unread'],
    ['RABBITMQ_NODE_NAME', '4.3', 'unread'],
    ['PATH', '4.3', 'unread'],
  ])('%s on %s: %s', (name, text, use) => {
    expect(variableUse(name, release(text))).toBe(use)
  })

  test('of a few weeks in 2021', () => {
    expect(refusedByOldBuild('RABBITMQ_DEFAULT_PASS', release('3.9.1'))).toBe(true)
    expect(refusedByOldBuild('RABBITMQ_DEFAULT_PASS', release('3.9.4'))).toBe(false)
    expect(refusedByOldBuild('RABBITMQ_NODENAME', release('3.9.1'))).toBe(false)
  })
})

test('variables of the Bitnami image are named once', () => {
  const names = bitnamiVariables.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(bitnamiVariables.find(({ name }) => name === 'RABBITMQ_USERNAME')?.setting).toBe('default_user')
})

test('what images switch on comes with every release', () => {
  for (const known of knownReleases) {
    const bundled = bundledPlugins(known)
    const flavours = ['official', 'official-management', 'bitnami', 'operator'] as const
    const names = [...flavours.flatMap(flavour => defaultPlugins(flavour, known)), ...bitnamiBasePlugins]
    expect(names.filter(name => !bundled.has(name))).toEqual([])
  }
  expect(defaultPlugins('official', release('3.8.4'))).toEqual([])
  expect(defaultPlugins('official-management', release('4.3'))).toEqual([
    'rabbitmq_prometheus',
    'rabbitmq_management',
  ])
})

test.each([
  ['apps/v1beta1', 'StatefulSet', 16, 'apps/v1', /^spec\.selector/],
  ['policy/v1beta1', 'PodDisruptionBudget', 25, 'policy/v1', /empty selector/],
  ['batch/v1beta1', 'CronJob', 25, 'batch/v1', undefined],
  ['rbac.authorization.k8s.io/v1beta1', 'Role', 22, 'rbac.authorization.k8s.io/v1', undefined],
  ['policy/v1beta1', 'PodSecurityPolicy', 25, undefined, undefined],
])('%s %s is gone from 1.%i on', (apiVersion, kind, minor, successor, differs) => {
  expect(apiRemoval(apiVersion, kind)).toEqual({
    removedIn: { major: 1, minor },
    successor,
    differs: differs === undefined ? undefined : expect.stringMatching(differs),
  })
})

test.each([
  ['apps/v1', 'StatefulSet'],
  ['v1', 'Pod'],
  ['apps/v1beta1', 'Nosuch'],
  ['rabbitmq.com/v1beta1', 'RabbitmqCluster'],
])('%s %s is served', (apiVersion, kind) => {
  expect(apiRemoval(apiVersion, kind)).toBeUndefined()
})
