import { block, cluster, conf, each, type GrowthCase, one } from './input.ts'

export const settings: readonly GrowthCase[] = [
  {
    name: 'lines of rabbitmq.conf',
    from: 1000,
    files: n =>
      one(
        cluster({
          data: conf(
            each(
              n,
              index =>
                `default_permissions.u${index} = x\nlisteners.tcp.l${index} = 0.0.0.0:${5672 + (index % 1000)}\n`,
            ),
          ),
        }),
      ),
  },
  {
    name: 'unknown keys',
    from: 250,
    files: n =>
      one(cluster({ data: conf(each(n, index => `cluster_formation.kis.adress_type${index} = x\n`)) })),
  },
  {
    name: 'unknown keys, no release',
    from: 100,
    files: n =>
      one(
        cluster({
          image: 'rabbitmq:latest',
          data: conf(each(n, index => `cluster_formation.kis.adress_type${index} = x\n`)),
        }),
      ),
  },
  {
    name: 'the same key again',
    from: 500,
    files: n => one(cluster({ data: conf(each(n, () => 'heartbeat = 60\n')) })),
  },
  {
    name: 'wrong lines of rabbitmq.conf',
    from: 1000,
    files: n => one(cluster({ data: conf(`a = 1\n${each(n, index => `this is line ${index}\n`)}`) })),
  },
  {
    name: 'files of configuration',
    from: 250,
    files: n => one(cluster({ data: each(n, index => `c${index}.conf: "heartbeat = ${index}"\n`) })),
  },
  {
    name: 'terms of advanced.config',
    from: 1000,
    files: n =>
      one(
        cluster({
          mounts: '- {mountPath: /etc/rabbitmq/advanced.config, subPath: advanced.config, name: config}\n',
          data: block(
            'advanced.config',
            `[{rabbit, [\n${each(n, index => `{key${index}, [1, "a", {b, <<"c">>}]},\n`)}{heartbeat, 60}]}].\n`,
          ),
        }),
      ),
  },
  {
    name: 'plugins',
    from: 1000,
    files: n =>
      one(
        cluster({
          mounts: '- {mountPath: /etc/rabbitmq/enabled_plugins, subPath: enabled_plugins, name: config}\n',
          data: block(
            'enabled_plugins',
            `[${each(n, index => `rabbitmq_managment${index},`)}rabbitmq_management].\n`,
          ),
        }),
      ),
  },
]
