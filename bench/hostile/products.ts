import { configMap, mounting } from './config-files.ts'
import {
  aboutConfig,
  aboutContainer,
  aboutOperated,
  aboutPod,
  aboutSet,
  beside,
  type HostileCase,
  lines,
  list,
  service,
  table,
} from './objects.ts'

const many = (count: number): object => table(count, index => [`k${index}`, 'x'])
/** Keys that are names of variables. */
const variables = (count: number): object => table(count, index => [`K${index}`, 'x'])

/** Where each of many meets each of many others, in one object or in two. */
export const products: Readonly<Record<string, HostileCase['of']>> = {
  'mounts of a volume of many files': count => ({
    ...aboutContainer(container => {
      container.volumeMounts.push(...list(count, index => ({ name: 'config', mountPath: `/mnt/${index}` })))
    })(count),
    others: [configMap('rabbitmq-config', many(count))],
  }),
  'mounts below the configuration of a volume of many files': count => ({
    ...aboutContainer(container => {
      container.volumeMounts.push(
        ...list(count, index => ({ name: 'config', mountPath: `/etc/rabbitmq/conf.d/${index}` })),
      )
    })(count),
    others: [configMap('rabbitmq-config', many(count))],
  }),
  'mounts inside a volume of many files': count => ({
    ...aboutContainer(container => {
      container.volumeMounts.push(
        { name: 'config', mountPath: '/etc/all' },
        ...list(count, index => ({ name: 'config', mountPath: `/etc/all/x${index}`, subPath: `k${index}` })),
      )
    })(count),
    others: [configMap('rabbitmq-config', many(count))],
  }),
  'volumes of one ConfigMap of many files': count => ({
    ...aboutPod(pod => {
      pod.volumes.push(
        ...list(count, index => ({ name: `v${index}`, configMap: { name: 'rabbitmq-config' } })),
      )
      pod.containers[0].volumeMounts.push(
        ...list(count, index => ({ name: `v${index}`, mountPath: `/etc/rabbitmq/conf.d/${index}` })),
      )
    })(count),
    others: [configMap('rabbitmq-config', many(count))],
  }),
  'sources of one volume that hold many files': count => ({
    ...aboutPod(pod => {
      pod.volumes.push({
        name: 'more',
        projected: { sources: list(count, () => ({ configMap: { name: 'rabbitmq-config' } })) },
      })
      pod.containers[0].volumeMounts.push({ name: 'more', mountPath: '/etc/rabbitmq/conf.d' })
    })(count),
    others: [configMap('rabbitmq-config', many(count))],
  }),
  'sources of variables that hold many': count => ({
    ...aboutContainer(container => {
      container.envFrom = list(count, () => ({ configMapRef: { name: 'rabbitmq-config' } }))
    })(count),
    others: [configMap('rabbitmq-config', variables(count))],
  }),
  'sources of variables that hold many, with prefixes': count => ({
    ...aboutContainer(container => {
      container.envFrom = list(count, index => ({
        prefix: `P${index}`,
        configMapRef: { name: 'rabbitmq-config' },
      }))
    })(count),
    others: [configMap('rabbitmq-config', variables(count))],
  }),
  'containers that take many variables': count => ({
    ...aboutPod(pod => {
      pod.initContainers = list(count, index => ({
        name: `c${index}`,
        image: 'rabbitmq:3.13.7',
        envFrom: [{ configMapRef: { name: 'rabbitmq-config' } }],
      }))
    })(count),
    others: [configMap('rabbitmq-config', variables(count))],
  }),
  'containers that mount many files': count => ({
    ...aboutPod(pod => {
      pod.initContainers = list(count, index => ({
        name: `c${index}`,
        image: 'rabbitmq:3.13.7',
        command: ['sh', '-c', 'cp /c/* /data/'],
        volumeMounts: [
          { name: 'config', mountPath: '/c' },
          { name: 'data', mountPath: '/data' },
        ],
      }))
    })(count),
    others: [configMap('rabbitmq-config', many(count))],
  }),
  'containers that copy many files into an empty volume': count => ({
    ...aboutPod(pod => {
      pod.volumes.push({ name: 'filled', emptyDir: {} })
      pod.initContainers = list(count, index => ({
        name: `c${index}`,
        image: 'busybox:1',
        command: ['sh', '-c', 'cp /c/* /d/'],
        volumeMounts: [
          { name: 'config', mountPath: '/c' },
          { name: 'filled', mountPath: '/d' },
        ],
      }))
      pod.containers[0].volumeMounts.push({ name: 'filled', mountPath: '/etc/rabbitmq/conf.d' })
    })(count),
    others: [configMap('rabbitmq-config', many(count))],
  }),
  'copies of one script': count => ({
    ...aboutPod(pod => {
      pod.volumes.push({ name: 'filled', emptyDir: {} })
      pod.initContainers = [
        {
          name: 'copy',
          image: 'busybox:1',
          command: ['sh', '-c', lines(count, index => `cp /c/* /d/${index}`)],
          volumeMounts: [
            { name: 'config', mountPath: '/c' },
            { name: 'filled', mountPath: '/d' },
          ],
        },
      ]
      pod.containers[0].volumeMounts.push({ name: 'filled', mountPath: '/etc/rabbitmq/conf.d' })
    })(count),
    others: [configMap('rabbitmq-config', many(count))],
  }),
  'variables that name a large one': aboutContainer((container, count) => {
    container.env.push({ name: 'BIG', value: 'x'.repeat(40 * count) })
    container.env.push(...list(count, index => ({ name: `V${index}`, value: `$(BIG)` })))
  }),
  'variables that name one of many pieces': aboutContainer((container, count) => {
    container.env.push({ name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } })
    container.env.push({ name: 'BIG', value: '$(IP)'.repeat(count) })
    container.env.push(...list(count, index => ({ name: `V${index}`, value: `$(BIG)` })))
  }),
  'arguments that name a large variable': aboutContainer((container, count) => {
    container.env.push({ name: 'BIG', value: 'x'.repeat(40 * count) })
    container.args = list(count, () => '$(BIG)')
  }),
  'lines that name a large variable': aboutContainer((container, count) => {
    container.env.push({ name: 'BIG', value: 'x'.repeat(40 * count) })
    container.command = ['sh', '-c', lines(count, () => 'rabbitmqctl set_policy $BIG "$BIG" \'{}\'')]
  }),
  'constants of a script that double': aboutContainer((container, count) => {
    container.command = [
      'sh',
      '-c',
      `A0=xxxxxxxx\n${lines(Math.min(40, count), index => `A${index + 1}=$A${index}$A${index}`)}\nrabbitmqctl set_policy $A40 x '{}'`,
    ]
  }),
  'includes of one long file': aboutConfig((data, count) => {
    data['rabbitmq.conf'] += lines(count, () => 'include /etc/rabbitmq/enabled_plugins')
    data.enabled_plugins = lines(count, index => `heartbeat = ${index}`)
  }),
  'includes of many files': aboutConfig((data, count) => {
    data['rabbitmq.conf'] += lines(count, () => 'include /etc/rabbitmq/conf.d/*.conf')
    Object.assign(
      data,
      table(count, index => [`${index}.conf`, 'heartbeat = 60\n']),
    )
  }),
  'includes of one another': mounting(
    'a.conf',
    mounting(
      'b.conf',
      aboutConfig((data, count) => {
        data['rabbitmq.conf'] += lines(count, () => 'include a.conf')
        data['a.conf'] = lines(count, () => 'include b.conf')
        data['b.conf'] = lines(count, () => 'include a.conf')
      }),
    ),
  ),
  'lines of a script that call a long one': count => ({
    ...mounting(
      'run.sh',
      aboutContainer(container => {
        container.command = ['sh', '-c', lines(count, () => 'sh /etc/rabbitmq/run.sh')]
      }),
    )(count),
    others: [
      configMap('rabbitmq-config', { 'run.sh': lines(count, index => `rabbitmqctl add_user u${index} p`) }),
    ],
  }),
  'redirections of a command that calls a long script': count => ({
    ...mounting(
      'run.sh',
      aboutContainer(container => {
        container.command = ['sh', '-c', `sh /etc/rabbitmq/run.sh ${'>/tmp/x '.repeat(count)}`]
      }),
    )(count),
    others: [
      configMap('rabbitmq-config', { 'run.sh': lines(count, index => `rabbitmqctl add_user u${index} p`) }),
    ],
  }),
  'containers that call a long script': count => ({
    ...aboutPod(pod => {
      pod.initContainers = list(count, index => ({
        name: `c${index}`,
        image: 'rabbitmq:3.13.7',
        command: ['sh', '/c/run.sh'],
        volumeMounts: [{ name: 'config', mountPath: '/c' }],
      }))
    })(count),
    others: [
      configMap('rabbitmq-config', { 'run.sh': lines(count, index => `rabbitmqctl add_user u${index} p`) }),
    ],
  }),
  'words of a script that are files': count => ({
    ...aboutContainer(container => {
      container.volumeMounts.push({ name: 'config', mountPath: '/c' })
      container.command = ['sh', '-c', lines(count, index => `sh /c/k${index}`)]
    })(count),
    others: [
      configMap(
        'rabbitmq-config',
        table(count, index => [`k${index}`, `rabbitmqctl status ${index}`]),
      ),
    ],
  }),
  'redirections of many scripts of one file': count => ({
    ...aboutContainer(container => {
      container.command = [
        'sh',
        '-c',
        `( ${lines(count, index => `echo ${index}`)} ) ${'>/tmp/x '.repeat(count)}`,
      ]
    })(count),
  }),
  'wrappers around many commands': aboutContainer((container, count) => {
    container.command = [
      'sh',
      '-c',
      `${'if true; then '.repeat(200)}${lines(count, index => `echo ${index}`)}${'; fi'.repeat(200)}`,
    ]
  }),
  'ports of containers and of a Service': count => ({
    ...aboutContainer(container => {
      container.ports = list(count, index => ({ name: `p${index}`, containerPort: (index % 65_535) + 1 }))
    })(count),
    others: [
      service('rabbitmq-headless', {
        clusterIP: 'None',
        selector: { 'app.kubernetes.io/name': 'rabbitmq' },
        ports: list(count, index => ({
          name: `n${index}`,
          port: (index % 65_535) + 1,
          targetPort: `p${index}`,
        })),
      }),
    ],
  }),
  'labels of pods, and Services that select them': count => ({
    ...aboutSet(draft => {
      Object.assign(
        draft.spec.template.metadata.labels,
        table(count, index => [`l${index}`, 'x']),
      )
    })(count),
    others: list(Math.min(count, 2000), index => service(`s${index}`, { selector: { [`l${index}`]: 'x' } })),
  }),
  'Services that select by many labels': beside(count =>
    list(Math.ceil(Math.sqrt(count)), index =>
      service(`s${index}`, {
        selector: {
          'app.kubernetes.io/name': 'rabbitmq',
          ...table(Math.ceil(Math.sqrt(count)), label => [`l${label}`, 'x']),
        },
      }),
    ),
  ),
  'configuration and peers of a RabbitmqCluster': aboutOperated((spec, count) => {
    spec.rabbitmq = {
      additionalConfig: lines(
        count,
        index => `cluster_formation.classic_config.nodes.${index} = rabbit@n${index}`,
      ),
      advancedConfig: `[{rabbit, [${list(count, index => `{k${index}, 1}`).join(',')}]}].`,
      envConfig: lines(count, index => `V${index}=1`),
    }
  }),
}
