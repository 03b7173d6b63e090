import { configMap, mounting } from './config-files.ts'
import {
  about,
  aboutConfig,
  aboutContainer,
  aboutOperated,
  aboutPod,
  aboutSet,
  aboutTopology,
  type HostileCase,
  list,
  table,
} from './objects.ts'

/** One string that is as long as it can be. */
const stretches: Readonly<Record<string, (count: number) => string>> = {
  letters: count => 'a'.repeat(count),
  spaces: count => `a${' '.repeat(count)}b`,
  dollars: count => '$'.repeat(count),
  'open references': count => '$('.repeat(count / 2),
  'open braces': count => '${'.repeat(count / 2),
  templates: count => '{{'.repeat(count / 2),
  slashes: count => '/'.repeat(count),
  'steps up': count => `/${'../'.repeat(count / 3)}`,
  dots: count => `rabbit@${'a.'.repeat(count / 2)}`,
  'at signs': count => '@'.repeat(count),
  colons: count => 'a:'.repeat(count / 2),
  stars: count => '*a'.repeat(count / 2),
  'open parentheses': count => '('.repeat(count),
  quotes: count => `"'`.repeat(count / 2),
  backslashes: count => '\\'.repeat(count),
  'new lines': count => '\n'.repeat(count),
  digits: count => '9'.repeat(count),
  commas: count => 'a,'.repeat(count / 2),
  minuses: count => 'a-'.repeat(count / 2),
  'lower dashes': count => 'a_'.repeat(count / 2),
  hashes: count => '#'.repeat(count),
  'equals signs': count => 'a='.repeat(count / 2),
  'open brackets': count => '['.repeat(count),
  'open curly brackets': count => '{"a":'.repeat(count / 5),
  heredocs: count => '<<E\n'.repeat(count / 4),
  'and signs': count => 'a && '.repeat(count / 5),
  bars: count => 'a | '.repeat(count / 4),
  backticks: count => '`a '.repeat(count / 3),
  'high letters': count => '\u{1F407}'.repeat(count / 4),
}

/** Where such a string is read. */
const fields: Readonly<Record<string, (text: string) => HostileCase['of']>> = {
  'an image': text =>
    aboutContainer(container => {
      container.image = `rabbitmq:3.13.7${text}`
    }),
  'an image of another container': text =>
    aboutPod(pod => {
      pod.containers.push({ name: 'other', image: text })
    }),
  'a node name': text =>
    aboutContainer(container => {
      container.env.push({ name: 'RABBITMQ_NODENAME', value: text })
    }),
  'a plain variable': text =>
    aboutContainer(container => {
      container.env.push({ name: 'RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS', value: text })
    }),
  'a name of a variable': text =>
    aboutContainer(container => {
      container.env.push({ name: text, value: 'x' })
    }),
  'a script': text =>
    aboutContainer(container => {
      container.command = ['sh', '-c', text]
    }),
  'a word of a command': text =>
    aboutContainer(container => {
      container.lifecycle.postStart = { exec: { command: ['rabbitmqctl', text, text] } }
    }),
  'a policy of a command': text =>
    aboutContainer(container => {
      container.lifecycle.postStart = {
        exec: {
          command: [
            'sh',
            '-c',
            `rabbitmqctl set_policy ha '${text.replaceAll("'", '')}' '{"ha-mode":"all"}'`,
          ],
        },
      }
    }),
  'a path of a mount': text =>
    aboutContainer(container => {
      container.volumeMounts.push({ name: 'config', mountPath: text, subPath: text })
    }),
  'an annotation': text =>
    aboutSet(draft => {
      draft.metadata.annotations = { 'warrener.dev/ignore': text, 'warrener.dev/image': text, note: text }
    }),
  'a label': text =>
    aboutSet(draft => {
      Object.assign(draft.spec.template.metadata.labels, { a: text })
    }),
  'a quantity': text =>
    aboutContainer(container => {
      container.resources = { limits: { memory: text, cpu: text } }
    }),
  'a name of a Service': text =>
    aboutSet(draft => {
      draft.spec.serviceName = text
    }),
  'a Service': text =>
    about('Service', draft => {
      draft.spec.externalName = text
      draft.spec.selector = { app: text }
    }),
  'a line of rabbitmq.conf': text =>
    aboutConfig(data => {
      data['rabbitmq.conf'] += text
    }),
  'a value of rabbitmq.conf': text =>
    aboutConfig(data => {
      const value = text.replaceAll('\n', ' ')
      data['rabbitmq.conf'] +=
        `cluster_formation.classic_config.nodes.9 = ${value}\nlisteners.tcp.1 = ${value}\nvm_memory_high_watermark.absolute = ${value}\ndefault_pass = ${value}\ndefinitions.import_backend = ${value}\n`
    }),
  'a key of rabbitmq.conf': text =>
    aboutConfig(data => {
      data['rabbitmq.conf'] += `${text.replaceAll('\n', ' ')} = 1\n`
    }),
  enabled_plugins: text =>
    aboutConfig(data => {
      data.enabled_plugins = text
    }),
  'advanced.config': text =>
    mounting(
      'advanced.config',
      aboutConfig(data => {
        data['advanced.config'] = text
      }),
    ),
  definitions: text =>
    mounting(
      'definitions.json',
      aboutConfig(data => {
        data['rabbitmq.conf'] += 'load_definitions = /etc/rabbitmq/definitions.json\n'
        data['definitions.json'] = text
      }),
    ),
  'names of definitions': text =>
    mounting(
      'definitions.json',
      aboutConfig(data => {
        data['rabbitmq.conf'] += 'load_definitions = /etc/rabbitmq/definitions.json\n'
        data['definitions.json'] = JSON.stringify({
          policies: [
            { vhost: '/', name: text, pattern: text, definition: { 'ha-mode': 'all' }, priority: 0 },
          ],
          queues: [{ vhost: '/', name: text, durable: true, auto_delete: false, arguments: {} }],
        })
      }),
    ),
  'rabbitmq-env.conf': text =>
    mounting(
      'rabbitmq-env.conf',
      aboutConfig(data => {
        data['rabbitmq-env.conf'] = text
      }),
    ),
  'a pattern of a Policy': text =>
    aboutTopology('Policy', () => ({
      name: 'p',
      vhost: '/',
      pattern: text,
      definition: { 'ha-mode': 'all' },
    })),
  'a name of a Queue': text => aboutTopology('Queue', () => ({ name: text, vhost: text })),
  additionalConfig: text =>
    aboutOperated(spec => {
      spec.rabbitmq = { additionalConfig: text, advancedConfig: text, envConfig: text }
    }),
  'an image of a RabbitmqCluster': text =>
    aboutOperated(spec => {
      spec.image = text
    }),
}

export const texts: Readonly<Record<string, HostileCase['of']>> = Object.fromEntries(
  Object.entries(fields).flatMap(([field, where]) =>
    Object.entries(stretches).map(([stretch, make]) => [
      `${stretch} in ${field}`,
      (count: number) => where(make(count))(count),
    ]),
  ),
)

/** JSON that is deep, wide or oddly named. */
const deep = (count: number): unknown => JSON.parse(`${'{"a":'.repeat(count)}1${'}'.repeat(count)}`)
const odd = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', 'then']
const oddly = (count: number): object =>
  JSON.parse(
    `{${[...odd.map(name => `"${name}":{"${name}":"x"}`), ...list(count, index => `"__proto__${index}":"x"`)].join(',')}}`,
  )

export const odds: Readonly<Record<string, HostileCase['of']>> = {
  'deep objects': aboutSet((draft, count) => {
    draft.spec.deep = deep(Math.min(count, 380))
    draft.metadata.annotations = table(count, index => [`a${index}`, 'x'])
  }),
  'deep definitions of a Policy': aboutTopology('Policy', count => ({
    name: 'p',
    pattern: '.*',
    definition: { deep: deep(Math.min(count, 380)), ...table(count, index => [`k${index}`, 'x']) },
  })),
  'deep last applied': aboutSet((draft, count) => {
    draft.metadata.annotations = {
      'kubectl.kubernetes.io/last-applied-configuration': '['.repeat(count),
    }
  }),
  'odd names in a set': aboutSet((draft, count) => {
    Object.assign(draft, { odd: oddly(count) })
    draft.metadata.labels = oddly(count)
    draft.spec.selector.matchLabels = oddly(count)
  }),
  'odd names in a ConfigMap': aboutConfig((data, count) => {
    for (const [key, value] of Object.entries(oddly(count))) data[`${key}.conf`] = value
    data['rabbitmq.conf'] += odd.map(name => `${name} = 1\n${name}.${name} = 2\n`).join('')
  }),
  'odd names in definitions': mounting(
    'definitions.json',
    aboutConfig((data, count) => {
      data['rabbitmq.conf'] += 'load_definitions = /etc/rabbitmq/definitions.json\n'
      data['definitions.json'] = JSON.stringify({ ...oddly(count), policies: [oddly(count)] })
    }),
  ),
  'odd names of variables': aboutContainer((container, count) => {
    container.env.push(
      ...list(count, index => ({ name: odd[index % odd.length], value: `$(${odd[index % odd.length]})` })),
    )
  }),
  'odd values everywhere': aboutPod((pod, count) => {
    pod.containers.push(...list(count, index => [null, 1, 'x', [], {}, true][index % 6]))
    pod.volumes.push(...list(count, index => [null, 1, 'x', [], {}, true][index % 6]))
    pod.containers[0].env.push(...list(count, index => [null, 1, 'x', [], {}, true][index % 6]))
    pod.containers[0].volumeMounts.push(...list(count, index => [null, 1, 'x', [], {}, true][index % 6]))
  }),
  'values of a chart': count => ({
    object: configMap('values', {
      'values.yaml': `rabbitmq:\n  replicaCount: 3\n  extraEnvVars:\n${list(count, index => `    - {name: V${index}, value: x}`).join('\n')}\n`,
    }),
  }),
  'values of a release': count => ({
    object: {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: 'mq', namespace: 'mq' },
      spec: {
        chart: { spec: { chart: 'rabbitmq', sourceRef: { kind: 'HelmRepository', name: 'bitnami' } } },
        values: {
          replicaCount: 3,
          extraEnvVars: list(count, index => ({ name: `V${index}`, value: 'x' })),
          extraConfiguration: list(count, index => `no_such_${index} = 1`).join('\n'),
        },
      },
    },
  }),
}
