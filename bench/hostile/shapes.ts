import type { JsonObject } from '../../model/kube/json.ts'
import { configMap, mounting } from './config-files.ts'
import {
  about,
  aboutConfig,
  aboutContainer,
  aboutOperated,
  aboutPod,
  aboutSet,
  aboutTopology,
  beside,
  besideOperated,
  type HostileCase,
  lines,
  list,
  service,
  table,
  topology,
} from './objects.ts'
import { products } from './products.ts'
import { odds } from './texts.ts'

const labels = (count: number): object => table(count, index => [`example.com/l${index}`, 'x'])
const set = (name: string, image: string): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name, namespace: 'mq' },
  spec: {
    serviceName: name,
    replicas: 3,
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'broker', image }] } },
  },
})
const rule = { apiGroups: [''], resources: ['endpoints'], verbs: ['get'] }
const definitions = (parts: object): string => JSON.stringify({ rabbit_version: '3.13.7', ...parts })
const withDefinitions = (parts: (count: number) => object): HostileCase['of'] =>
  mounting(
    'definitions.json',
    aboutConfig((data, count) => {
      data['rabbitmq.conf'] += 'load_definitions = /etc/rabbitmq/definitions.json\n'
      data['definitions.json'] = definitions(parts(count))
    }),
  )
const policy = (index: number, more: object = {}): object => ({
  vhost: '/',
  name: `p${index}`,
  pattern: `^q${index}`,
  priority: 1,
  'apply-to': 'queues',
  definition: { 'ha-mode': 'all' },
  ...more,
})

/** Everything that one object, or the namespace around it, can hold many of. */
const cases: Readonly<Record<string, HostileCase['of']>> = {
  variables: aboutContainer((container, count) => {
    container.env.push(...list(count, index => ({ name: `V${index}`, value: 'x' })))
  }),
  'variables of the broker': aboutContainer((container, count) => {
    container.env.push(...list(count, index => ({ name: `RABBITMQ_V${index}`, value: 'x' })))
  }),
  'variables of one name': aboutContainer((container, count) => {
    container.env.push(...list(count, () => ({ name: 'RABBITMQ_NODENAME', value: 'rabbit@x' })))
  }),
  'variables with passwords': aboutContainer((container, count) => {
    container.env.push(...list(count, index => ({ name: `RABBITMQ_DEFAULT_PASS${index}`, value: 'guest' })))
  }),
  'variables that name the one before': aboutContainer((container, count) => {
    container.env.push(...list(count, index => ({ name: `V${index}`, value: `$(V${index - 1})x` })))
  }),
  'variables that name one that is not there': aboutContainer((container, count) => {
    container.env.push(...list(count, index => ({ name: `RABBITMQ_V${index}`, value: `$(NO${index})` })))
  }),
  'variables of Secrets': aboutContainer((container, count) => {
    container.env.push(
      ...list(count, index => ({
        name: `V${index}`,
        valueFrom: { secretKeyRef: { name: `s${index}`, key: 'k' } },
      })),
    )
  }),
  'variables of a ConfigMap': aboutContainer((container, count) => {
    container.env.push(
      ...list(count, index => ({
        name: `V${index}`,
        valueFrom: { configMapKeyRef: { name: 'rabbitmq-config', key: `k${index}` } },
      })),
    )
  }),
  'forty variables that double': aboutContainer((container, count) => {
    container.env.push({ name: 'A0', value: 'x'.repeat(8) })
    const most = Math.min(40, Math.ceil(Math.log2(count)) * 3)
    container.env.push(...list(most, index => ({ name: `A${index + 1}`, value: `$(A${index})$(A${index})` })))
    container.env.push({ name: 'RABBITMQ_NODENAME', value: `rabbit@$(A${most})` })
  }),
  'sources of variables': aboutContainer((container, count) => {
    container.envFrom = list(count, index => ({ configMapRef: { name: `c${index}` } }))
  }),
  'empty sources of variables': aboutContainer((container, count) => {
    container.envFrom = list(count, () => ({}))
  }),
  'variables beside a long script': aboutContainer((container, count) => {
    container.env.push(...list(count, index => ({ name: `RABBITMQ_V${index}`, value: 'x' })))
    container.command = ['sh', '-c', lines(count, index => `echo ${index}`)]
  }),
  'mounts and files of the Bitnami image': count => ({
    ...aboutContainer(container => {
      container.image = 'bitnami/rabbitmq:3.13.7'
      container.volumeMounts.push(
        ...list(count, index => ({ name: 'config', mountPath: `/bitnami/rabbitmq/conf/${index}` })),
      )
    })(count),
    others: [
      configMap(
        'rabbitmq-config',
        table(count, index => [`k${index}`, 'x']),
      ),
    ],
  }),
  mounts: aboutContainer((container, count) => {
    container.volumeMounts.push(...list(count, index => ({ name: 'config', mountPath: `/mnt/${index}` })))
  }),
  'mounts at one place': aboutContainer((container, count) => {
    container.volumeMounts.push(...list(count, () => ({ name: 'config', mountPath: '/etc/rabbitmq/conf.d' })))
  }),
  'mounts of single files': aboutContainer((container, count) => {
    container.volumeMounts.push(
      ...list(count, index => ({
        name: 'config',
        mountPath: `/etc/rabbitmq/conf.d/${index}.conf`,
        subPath: 'rabbitmq.conf',
      })),
    )
  }),
  'mounts below one another': aboutContainer((container, count) => {
    container.volumeMounts.push(
      ...list(count, index => ({
        name: 'config',
        mountPath: `/var/lib/rabbitmq${'/a'.repeat(index % 40)}/${index}`,
      })),
    )
  }),
  'mounts of volumes that are not there': aboutContainer((container, count) => {
    container.volumeMounts.push(...list(count, index => ({ name: `no${index}`, mountPath: `/mnt/${index}` })))
  }),
  volumes: aboutPod((pod, count) => {
    pod.volumes.push(...list(count, index => ({ name: `v${index}`, emptyDir: {} })))
  }),
  'volumes that are mounted': aboutPod((pod, count) => {
    pod.volumes.push(...list(count, index => ({ name: `v${index}`, emptyDir: {} })))
    pod.containers[0].volumeMounts.push(
      ...list(count, index => ({ name: `v${index}`, mountPath: `/mnt/${index}` })),
    )
  }),
  'volumes of configuration': aboutPod((pod, count) => {
    pod.volumes.push(...list(count, index => ({ name: `v${index}`, configMap: { name: 'rabbitmq-config' } })))
    pod.containers[0].volumeMounts.push(
      ...list(count, index => ({ name: `v${index}`, mountPath: `/etc/rabbitmq/conf.d/${index}` })),
    )
  }),
  'volumes of ConfigMaps': aboutPod((pod, count) => {
    pod.volumes.push(...list(count, index => ({ name: `v${index}`, configMap: { name: `c${index}` } })))
  }),
  'sources of one volume': aboutPod((pod, count) => {
    pod.volumes.push({
      name: 'more',
      projected: {
        sources: list(count, index => ({
          configMap: { name: 'rabbitmq-config', items: [{ key: `k${index}`, path: `p${index}` }] },
        })),
      },
    })
    pod.containers[0].volumeMounts.push({ name: 'more', mountPath: '/etc/rabbitmq/conf.d' })
  }),
  'items of one volume': aboutPod((pod, count) => {
    pod.volumes[0].configMap.items = list(count, index => ({ key: 'rabbitmq.conf', path: `${index}.conf` }))
  }),
  claims: aboutSet((draft, count) => {
    draft.spec.volumeClaimTemplates.push(
      ...list(count, index => ({ ...draft.spec.volumeClaimTemplates[0], metadata: { name: `d${index}` } })),
    )
  }),
  containers: aboutPod((pod, count) => {
    pod.containers.push(...list(count, index => ({ name: `c${index}`, image: 'busybox:1' })))
  }),
  'containers of brokers': aboutPod((pod, count) => {
    pod.containers.push(...list(count, index => ({ name: `c${index}`, image: 'rabbitmq:3.13.7' })))
  }),
  'containers before': aboutPod((pod, count) => {
    pod.initContainers = list(count, index => ({
      name: `c${index}`,
      image: 'rabbitmq:3.13.7',
      command: ['sh', '-c', 'cp /a /b'],
    }))
  }),
  'containers that mount the data': aboutPod((pod, count) => {
    pod.initContainers = list(count, index => ({
      name: `c${index}`,
      image: 'busybox:1',
      command: ['sh', '-c', 'chown -R 999 /data'],
      volumeMounts: [{ name: 'data', mountPath: '/data' }],
    }))
  }),
  ports: aboutContainer((container, count) => {
    container.ports.push(
      ...list(count, index => ({ name: `p${index}`, containerPort: (index % 65_535) + 1 })),
    )
  }),
  arguments: aboutContainer((container, count) => {
    container.args = list(count, index => `a${index}`)
  }),
  'empty arguments': aboutContainer((container, count) => {
    container.args = list(count, () => '')
  }),
  'words of a command': aboutContainer((container, count) => {
    container.command = ['rabbitmqctl', 'set_policy', ...list(count, index => `a${index}`)]
  }),
  'lines of a script': aboutContainer((container, count) => {
    container.command = ['sh', '-c', lines(count, index => `echo ${index}`)]
  }),
  'lines of a script that sets policies': aboutContainer((container, count) => {
    container.lifecycle.postStart = {
      exec: {
        command: [
          'sh',
          '-c',
          lines(count, index => `rabbitmqctl set_policy p${index} '^q' '{"ha-mode":"all"}'`),
        ],
      },
    }
  }),
  'lines of a script that sets one policy': aboutContainer((container, count) => {
    container.lifecycle.postStart = {
      exec: {
        command: ['sh', '-c', lines(count, () => `rabbitmqctl set_policy ha '^q' '{"ha-mode":"all"}'`)],
      },
    }
  }),
  'lines of a script that writes configuration': aboutContainer((container, count) => {
    container.command = [
      'sh',
      '-c',
      lines(count, index => `echo "k${index} = 1" >> /etc/rabbitmq/rabbitmq.conf`),
    ]
  }),
  'lines of a script that joins': aboutContainer((container, count) => {
    container.lifecycle.postStart = {
      exec: { command: ['sh', '-c', lines(count, index => `rabbitmqctl join_cluster rabbit@n${index}`)] },
    }
  }),
  'lines of a probe': aboutContainer((container, count) => {
    container.readinessProbe = {
      exec: { command: ['sh', '-c', lines(count, () => 'rabbitmq-diagnostics ping &&')] },
    }
  }),
  'lines of a script with variables': aboutContainer((container, count) => {
    container.command = ['sh', '-c', lines(count, index => `export A${index}=\${A${index - 1}:-x}`)]
  }),
  'nested substitutions of a script': aboutContainer((container, count) => {
    container.command = [
      'sh',
      '-c',
      `${'$(echo '.repeat(Math.min(count, 2000))}x${')'.repeat(Math.min(count, 2000))}`,
    ]
  }),
  'documents of a script': aboutContainer((container, count) => {
    container.command = ['sh', '-c', lines(count, index => `cat <<E${index} >/tmp/x\na\nE${index}`)]
  }),
  'functions of a script': aboutContainer((container, count) => {
    container.command = ['sh', '-c', lines(count, index => `f${index}() { f${index - 1}; }`)]
  }),
  annotations: aboutSet((draft, count) => {
    draft.metadata.annotations = labels(count)
  }),
  'entries of suppression': aboutSet((draft, count) => {
    draft.metadata.annotations = {
      'warrener.dev/ignore': list(count, index => `rule-${index}=because`).join(';'),
    }
  }),
  labels: aboutSet((draft, count) => {
    draft.metadata.labels = labels(count)
  }),
  'labels of pods': aboutSet((draft, count) => {
    Object.assign(draft.spec.template.metadata.labels, labels(count))
  }),
  'expressions of a selector': aboutSet((draft, count) => {
    draft.spec.selector.matchExpressions = list(count, index => ({
      key: `k${index}`,
      operator: 'In',
      values: ['x'],
    }))
  }),
  'values of an expression': aboutSet((draft, count) => {
    draft.spec.selector.matchExpressions = [
      { key: 'k', operator: 'NotIn', values: list(count, index => `v${index}`) },
    ]
  }),
  owners: aboutSet((draft, count) => {
    draft.metadata.ownerReferences = list(count, index => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      name: `o${index}`,
      uid: `${index}`,
    }))
  }),
  'owners of the operator': aboutSet((draft, count) => {
    draft.metadata.ownerReferences = list(count, index => ({
      apiVersion: 'rabbitmq.com/v1beta1',
      kind: 'RabbitmqCluster',
      name: `o${index}`,
      uid: `${index}`,
      controller: true,
    }))
  }),
  'managed fields': aboutSet((draft, count) => {
    draft.metadata.managedFields = list(count, index => ({
      manager: `m${index}`,
      operation: 'Apply',
      fieldsV1: { 'f:spec': {} },
    }))
  }),
  'members nobody knows': aboutSet((draft, count) => {
    Object.assign(
      draft.spec,
      table(count, index => [`unknown${index}`, index]),
    )
  }),
  'members of a container that nobody knows': aboutContainer((container, count) => {
    Object.assign(
      container,
      table(count, index => [`unknown${index}`, index]),
    )
  }),
  'empty lists': aboutSet((draft, count) => {
    draft.spec.unknown = list(count, () => [])
  }),
  'terms of affinity': aboutPod((pod, count) => {
    pod.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution = list(count, index => ({
      weight: 1,
      podAffinityTerm: { topologyKey: `k${index}`, labelSelector: { matchLabels: { a: `${index}` } } },
    }))
  }),
  tolerations: aboutPod((pod, count) => {
    pod.tolerations = list(count, index => ({ key: `k${index}`, operator: 'Exists' }))
  }),
  'constraints of spread': aboutPod((pod, count) => {
    pod.topologySpreadConstraints = list(count, index => ({
      ...pod.topologySpreadConstraints[0],
      topologyKey: `k${index}`,
    }))
  }),
  'aliases of hosts': aboutPod((pod, count) => {
    pod.hostAliases = list(count, index => ({ ip: '127.0.0.1', hostnames: [`h${index}`] }))
  }),
  'last applied, of any size': aboutSet((draft, count) => {
    draft.metadata.annotations = {
      'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({
        spec: table(count, index => [`k${index}`, 1]),
      }),
    }
  }),

  'ports of a Service': about('Service', (draft, count) => {
    draft.spec.ports = list(count, index => ({ name: `p${index}`, port: (index % 65_535) + 1 }))
  }),
  'ports of a Service with names of the broker': about('Service', (draft, count) => {
    draft.spec.ports = list(count, () => ({ name: 'amqp', port: 5673, targetPort: 'amqp' }))
  }),
  'selector of a Service': about('Service', (draft, count) => {
    draft.spec.selector = labels(count)
  }),
  'annotations of a Service': about('Service', (draft, count) => {
    draft.metadata.annotations = labels(count)
  }),
  'keys of a ConfigMap': about('ConfigMap', (draft, count) => {
    draft.data = table(count, index => [`k${index}`, 'x'])
  }),
  'rules of a Role': beside(count => [
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'rabbitmq-peer-discovery', namespace: 'mq' },
      rules: list(count, () => rule),
    },
  ]),

  'unknown keys of rabbitmq.conf': aboutConfig((data, count) => {
    data['rabbitmq.conf'] += lines(count, index => `no_such_key_${index} = 1`)
  }),
  'keys of rabbitmq.conf, again and again': aboutConfig((data, count) => {
    data['rabbitmq.conf'] += lines(count, () => 'heartbeat = 60')
  }),
  'keys of rabbitmq.conf with bad values': aboutConfig((data, count) => {
    data['rabbitmq.conf'] += lines(count, index => `listeners.tcp.${index} = no port`)
  }),
  'peers of rabbitmq.conf': aboutConfig((data, count) => {
    data['rabbitmq.conf'] =
      `${lines(count, index => `cluster_formation.classic_config.nodes.${index} = rabbit@n${index}`)}\n`
  }),
  'bad lines of rabbitmq.conf': aboutConfig((data, count) => {
    data['rabbitmq.conf'] += lines(count, index => `this is ${index} no setting`)
  }),
  'backends of rabbitmq.conf': aboutConfig((data, count) => {
    data['rabbitmq.conf'] += lines(count, index => `auth_backends.${index} = ldap`)
  }),
  'comments of rabbitmq.conf': aboutConfig((data, count) => {
    data['rabbitmq.conf'] += lines(count, index => `# comment ${index}`)
  }),
  'includes of rabbitmq.conf': aboutConfig((data, count) => {
    data['rabbitmq.conf'] += lines(count, index => `include k${index}.conf`)
  }),
  'files of configuration': aboutConfig((data, count) => {
    Object.assign(
      data,
      table(count, index => [`${index}.conf`, 'heartbeat = 60\n']),
    )
  }),
  plugins: aboutConfig((data, count) => {
    data.enabled_plugins = `[${list(count, index => `rabbitmq_no${index}`).join(',')}].`
  }),
  'plugins of one name': aboutConfig((data, count) => {
    data.enabled_plugins = `[${list(count, () => 'rabbitmq_management').join(',')}].`
  }),
  'terms of advanced.config': mounting(
    'advanced.config',
    aboutConfig((data, count) => {
      data['advanced.config'] = `[{rabbit, [${list(count, index => `{k${index}, 1}`).join(',')}]}].`
    }),
  ),
  'nested terms of advanced.config': mounting(
    'advanced.config',
    aboutConfig((data, count) => {
      data['advanced.config'] = `${'['.repeat(count)}${']'.repeat(count)}.`
    }),
  ),
  'policies of definitions': withDefinitions(count => ({ policies: list(count, index => policy(index)) })),
  'policies of definitions whose patterns begin with one another': withDefinitions(count => ({
    policies: list(Math.ceil(Math.sqrt(count)), index => policy(index, { pattern: `^${'a'.repeat(index)}` })),
  })),
  'policies of definitions of one name and rising priority': withDefinitions(count => ({
    policies: list(count, index => policy(1, { priority: index })),
  })),
  'policies of definitions of one name': withDefinitions(count => ({
    policies: list(count, () => policy(1)),
  })),
  'policies of definitions with one pattern': withDefinitions(count => ({
    policies: list(count, index => policy(index, { pattern: '.*' })),
  })),
  'policies of definitions with keys nobody knows': withDefinitions(count => ({
    policies: list(count, index => policy(index, { definition: { 'ha-mode': 'nodes', [`no-${index}`]: 1 } })),
  })),
  'keys of one policy of definitions': withDefinitions(count => ({
    policies: [policy(1, { definition: table(count, index => [`no-${index}`, 1]) })],
  })),
  'operator policies of definitions': withDefinitions(count => ({
    parameters: list(count, index => ({
      component: 'operator_policy',
      vhost: '/',
      name: `o${index}`,
      value: { pattern: '.*', definition: { 'ha-mode': 'all' }, priority: 0, 'apply-to': 'queues' },
    })),
  })),
  'queues of definitions': withDefinitions(count => ({
    policies: [policy(1, { pattern: '.*' }), policy(2, { pattern: '^q' })],
    queues: list(count, index => ({
      vhost: '/',
      name: `q${index}`,
      durable: false,
      auto_delete: false,
      arguments: { 'x-queue-type': 'no' },
    })),
  })),
  'queues and policies of definitions': withDefinitions(count => ({
    policies: list(count, index => policy(index, { pattern: `^q${index}$` })),
    queues: list(count, index => ({
      vhost: '/',
      name: `q${index}`,
      durable: true,
      auto_delete: false,
      arguments: {},
    })),
  })),
  'users of definitions': withDefinitions(count => ({
    users: list(count, index => ({ name: `u${index}`, password: 'guest', tags: 'administrator' })),
  })),
  'vhosts of definitions': withDefinitions(count => ({
    vhosts: list(count, index => ({ name: `v${index}` })),
  })),
  'bindings of definitions': withDefinitions(count => ({
    exchanges: list(count, index => ({
      vhost: '/',
      name: `e${index}`,
      type: 'topic',
      durable: true,
      arguments: {},
    })),
    bindings: list(count, index => ({
      source: `e${index}`,
      vhost: '/',
      destination: `q${index}`,
      destination_type: 'queue',
      routing_key: '#',
      arguments: {},
    })),
  })),
  'nested definitions': mounting(
    'definitions.json',
    aboutConfig((data, count) => {
      data['definitions.json'] = `{"a":${'['.repeat(count)}${']'.repeat(count)}}`
    }),
  ),

  'configuration of a RabbitmqCluster': aboutOperated((spec, count) => {
    spec.rabbitmq = { additionalConfig: lines(count, index => `no_such_key_${index} = 1`) }
  }),
  'advanced configuration of a RabbitmqCluster': aboutOperated((spec, count) => {
    spec.rabbitmq = { advancedConfig: `[{rabbit, [${list(count, index => `{k${index}, 1}`).join(',')}]}].` }
  }),
  'environment of a RabbitmqCluster': aboutOperated((spec, count) => {
    spec.rabbitmq = { envConfig: lines(count, index => `V${index}=1`) }
  }),
  'plugins of a RabbitmqCluster': aboutOperated((spec, count) => {
    spec.rabbitmq = { additionalPlugins: list(count, index => `rabbitmq_no${index}`) }
  }),
  'override of a RabbitmqCluster: variables': aboutOperated((spec, count) => {
    spec.override = {
      statefulSet: {
        spec: {
          template: {
            spec: {
              containers: [
                { name: 'rabbitmq', env: list(count, index => ({ name: `V${index}`, value: 'x' })) },
              ],
            },
          },
        },
      },
    }
  }),
  'override of a RabbitmqCluster: containers': aboutOperated((spec, count) => {
    spec.override = {
      statefulSet: {
        spec: {
          template: { spec: { containers: list(count, index => ({ name: `c${index}`, image: 'a:1' })) } },
        },
      },
    }
  }),
  'override of a RabbitmqCluster: empty lists': aboutOperated((spec, count) => {
    spec.override = { statefulSet: { spec: { template: { spec: { containers: list(count, () => []) } } } } }
  }),
  'override of a RabbitmqCluster: members nobody knows': aboutOperated((spec, count) => {
    spec.override = { statefulSet: { spec: table(count, index => [`k${index}`, {}]) } }
  }),

  'keys of a Policy': aboutTopology('Policy', count => ({
    name: 'p',
    pattern: '.*',
    definition: table(count, index => [`no-${index}`, 1]),
  })),
  'arguments of a Queue': aboutTopology('Queue', count => ({
    name: 'q',
    durable: true,
    arguments: table(count, index => [`x-no-${index}`, 1]),
  })),
  'nodes of a Policy': aboutTopology('Policy', count => ({
    name: 'p',
    pattern: '.*',
    definition: { 'ha-mode': 'nodes', 'ha-params': list(count, index => `rabbit@n${index}`) },
  })),

  Services: beside(count =>
    list(count, index => service(`s${index}`, { selector: { app: `a${index}` }, ports: [{ port: 5672 }] })),
  ),
  'Services that select the nodes': beside(count =>
    list(count, index =>
      service(`s${index}`, {
        selector: { 'app.kubernetes.io/name': 'rabbitmq' },
        ports: [{ name: 'amqp', port: 5672 }],
      }),
    ),
  ),
  'StatefulSets beside a Service': beside(
    count => list(count, index => set(`x${index}`, 'postgres:17')),
    'Service',
  ),
  'clusters beside a Service': beside(
    count => list(count, index => set(`x${index}`, 'rabbitmq:3.13.7')),
    'Service',
  ),
  'clusters with a Service each': beside(
    count =>
      list(count, index => [
        set(`x${index}`, 'rabbitmq:3.13.7'),
        service(`x${index}`, { clusterIP: 'None', selector: { app: `x${index}` }, ports: [{ port: 5672 }] }),
      ]).flat(),
    'Service',
  ),
  'clusters of the operator': besideOperated(count =>
    list(count, index => ({
      apiVersion: 'rabbitmq.com/v1beta1',
      kind: 'RabbitmqCluster',
      metadata: { name: `c${index}`, namespace: 'mq' },
      spec: { replicas: 3 },
    })),
  ),
  'Policies of a cluster': besideOperated(count =>
    list(count, index =>
      topology('Policy', `p${index}`, {
        name: `p${index}`,
        pattern: `^q${index}`,
        definition: { 'ha-mode': 'all' },
      }),
    ),
  ),
  'Queues of a cluster': besideOperated(count =>
    list(count, index => topology('Queue', `q${index}`, { name: `q${index}`, durable: false })),
  ),
  'ConfigMaps of the volumes': aboutPod((pod, count) => {
    pod.volumes.push(
      ...list(Math.min(count, 90), index => ({ name: `v${index}`, configMap: { name: `c${index}` } })),
    )
  }),
  'ConfigMaps with much in them': count => ({
    ...aboutPod(pod => {
      pod.volumes.push(...list(90, index => ({ name: `v${index}`, configMap: { name: `c${index}` } })))
      pod.containers[0].volumeMounts.push(
        ...list(90, index => ({ name: `v${index}`, mountPath: `/etc/rabbitmq/conf.d/${index}` })),
      )
    })(count),
    others: list(90, index =>
      configMap(
        `c${index}`,
        table(count / 90, key => [`${key}.conf`, 'heartbeat = 60']),
      ),
    ),
  }),
  Jobs: beside(count =>
    list(count, index => ({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: `j${index}`, namespace: 'mq' },
      spec: {
        template: {
          spec: {
            containers: [
              {
                name: 'a',
                image: 'rabbitmq:3.13.7',
                command: [
                  'rabbitmqctl',
                  '-n',
                  'rabbit@x',
                  'set_policy',
                  `p${index}`,
                  '.*',
                  '{"ha-mode":"all"}',
                ],
              },
            ],
          },
        },
      },
    })),
  ),
  'bindings of rights': beside(count =>
    list(count, index => ({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: `b${index}`, namespace: 'mq' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'rabbitmq-peer-discovery' },
      subjects: [{ kind: 'ServiceAccount', name: `x${index}`, namespace: 'mq' }],
    })),
  ),
  'subjects of a binding': beside(count => [
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'many', namespace: 'mq' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'rabbitmq-peer-discovery' },
      subjects: list(count, index => ({ kind: 'ServiceAccount', name: `x${index}`, namespace: 'mq' })),
    },
  ]),
}

export const shapes: readonly HostileCase[] = Object.entries({
  ...products,
  ...odds,
  ...cases,
}).map(([name, of]) => ({ name, of }))
