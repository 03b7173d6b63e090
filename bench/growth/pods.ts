import { cluster, each, type GrowthCase, one } from './input.ts'

export const pods: readonly GrowthCase[] = [
  {
    name: 'variables',
    from: 500,
    files: n => one(cluster({ env: each(n, index => `- {name: A${index}, value: "$(A${index - 1})x"}\n`) })),
  },
  {
    name: 'unknown RABBITMQ_ variables',
    from: 250,
    files: n => one(cluster({ env: each(n, index => `- {name: RABBITMQ_NODENAM${index}, value: x}\n`) })),
  },
  {
    name: 'variables that name many',
    from: 250,
    files: n =>
      one(
        cluster({
          env:
            each(n, index => `- {name: A${index}, value: b}\n`) +
            `- {name: ALL, value: "${each(n, index => `$(A${index})`)}"}\n`,
        }),
      ),
  },
  {
    name: 'mounts and volumes',
    from: 250,
    files: n =>
      one(
        cluster({
          mounts: each(n, index => `- {name: v${index}, mountPath: /m/${index}}\n`),
          volumes: each(n, index => `- {name: v${index}, emptyDir: {}}\n`),
        }),
      ),
  },
  {
    name: 'mounts in mounts',
    from: 250,
    files: n =>
      one(
        cluster({
          mounts: each(
            n,
            index => `- {name: v${index}, mountPath: /etc/rabbitmq/conf.d/${index}.conf, subPath: a}\n`,
          ),
          volumes: each(n, index => `- {name: v${index}, configMap: {name: c${index}}}\n`),
        }),
      ),
  },
  {
    name: 'containers',
    from: 250,
    files: n =>
      one(
        cluster({
          containers: each(
            n,
            index =>
              `- {name: c${index}, image: "rabbitmq:4.1.4", command: [sh, -c, "rabbitmqctl wait a"]}\n`,
          ),
        }),
      ),
  },
  {
    name: 'entries of a ConfigMap',
    from: 2000,
    files: n => one(cluster({ data: each(n, index => `k${index}: v\n`) })),
  },
  {
    name: 'suppressions',
    from: 500,
    files: n =>
      one(
        cluster({ annotations: `warrener.dev/ignore: "${each(n, index => `rule-${index}=because; `)}"\n` }),
      ),
  },
  {
    name: 'comments that silence',
    from: 500,
    files: n =>
      one(
        cluster({
          env: each(
            n,
            index =>
              `# warrener-ignore conf-key-unknown -- because ${index}\n- {name: A${index}, value: x}\n`,
          ),
        }),
      ),
  },
  {
    name: 'keys written twice',
    from: 500,
    files: n => one(cluster({ data: each(n, index => `k${index}: a\nk${index}: b\n`) })),
  },
  {
    name: 'aliases',
    from: 500,
    files: n =>
      one(
        cluster({
          env: each(n, index => `- &a${index} {name: A${index}, value: "$(A${index - 1})x"}\n- *a${index}\n`),
        }),
      ),
  },
]
