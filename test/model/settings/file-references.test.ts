import { cluster, type Sample } from '../../../policies/sample.ts'
import { describe, expect, test } from '../../jest.ts'
import { clusterIn } from '../cluster-of.ts'

/** The files that a cluster names: by what, whether the node needs them, whether they are there. */
const named = (sample: Sample): readonly string[] =>
  clusterIn(cluster(sample)).fileReferences.items.map(
    ({ name, path, needed, file }) => `${name} ${path}${needed ? ', needed' : ''}: ${file.state}`,
  )

describe('variables that name a file', () => {
  test.each([
    'RABBITMQ_CONFIG_FILE',
    'RABBITMQ_ADVANCED_CONFIG_FILE',
    'RABBITMQ_ENABLED_PLUGINS_FILE',
    'RABBITMQ_CONF_ENV_FILE',
    'RABBITMQ_DEFAULT_PASS_FILE',
    'RABBITMQ_DEFAULT_USER_FILE',
  ])('%s', name => {
    expect(named({ env: { [name]: '/srv/file' } })).toEqual([`${name} /srv/file: absent`])
    expect(named({ env: { [name]: 'file' } })).toEqual([])
  })
  test('the configuration, with either ending', () => {
    for (const file of ['rabbitmq', 'rabbitmq.conf', 'rabbitmq.config'])
      expect(
        named({
          data: { [file]: '' },
          mounts: { [file]: `/srv/${file}` },
          env: { RABBITMQ_CONFIG_FILE: '/srv/rabbitmq' },
        }),
      ).toEqual(['RABBITMQ_CONFIG_FILE /srv/rabbitmq: found'])
  })
  test('the list of plugins, which a variable gives too', () => {
    expect(
      named({ env: { RABBITMQ_ENABLED_PLUGINS_FILE: '/srv/x', RABBITMQ_ENABLED_PLUGINS: 'a' } }),
    ).toEqual([])
  })
})

describe('a key that names a file', () => {
  const key = 'ssl_options.certfile'
  test.each([
    ['/srv/tls.crt', 'absent'],
    ['/etc/rabbitmq/enabled_plugins', 'found'],
    ['/etc/rabbitmq', 'found'],
    ['/var/run/secrets/kubernetes.io/serviceaccount/ca.crt', 'found'],
    ['/run/secrets/kubernetes.io/serviceaccount/ca.crt', 'found'],
    ...['/etc/ssl', '/usr', '/opt', '/proc', '/dev', '/var/run/secrets', '/run/secrets', '/vault'].map(
      folder => [`${folder}/x`, 'unknown'] as const,
    ),
  ])('%s: %s', (path, state) => {
    expect(named({ conf: `${key} = ${path}` })).toEqual([`${key} ${path}, needed: ${state}`])
  })
  test('no file, or none that can be told', () => {
    for (const value of ['tls.crt', '/srv/$(NAME)']) expect(named({ conf: `${key} = ${value}` })).toEqual([])
    expect(named({ conf: 'default_vhost = /srv' })).toEqual([])
    expect(named({ conf: 'definitions.local.path = /srv' })).toEqual([
      'definitions.local.path /srv, needed: absent',
    ])
  })
  test('what another image may carry, or something injects', () => {
    const conf = `${key} = /srv/tls.crt`
    expect(named({ conf, image: 'acme/rabbitmq-tls:4.1.3' })).toEqual([
      `${key} /srv/tls.crt, needed: unknown`,
    ])
    const annotations = { 'vault.hashicorp.com/agent-inject': 'true' }
    const template = { spec: { template: { metadata: { annotations } } } }
    const objects = [{ kind: 'StatefulSet', metadata: { name: 'rabbitmq' }, ...template }]
    expect(named({ conf, objects })).toEqual([`${key} /srv/tls.crt, needed: unknown`])
  })
})
