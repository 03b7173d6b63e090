import { cluster, conf, each, type GrowthCase, indented, list, one, policy, topology } from './input.ts'

const definitions = (parts: object, image = 'rabbitmq:4.1.4'): string =>
  cluster({
    image,
    mounts: '- {mountPath: /etc/rabbitmq/definitions.json, subPath: definitions.json, name: config}\n',
    data: `${conf('load_definitions = /etc/rabbitmq/definitions.json\n')}definitions.json: |\n${indented(
      2,
      JSON.stringify(parts, undefined, 1),
    )}\n`,
  })
const postStart = (script: string): string =>
  cluster({
    container: `lifecycle:\n  postStart:\n    exec:\n      command:\n        - sh\n        - -c\n        - |\n${indented(10, script)}`,
  })
const shopPolicy = (index: number): object => ({
  apiVersion: 'rabbitmq.com/v1beta1',
  kind: 'Policy',
  metadata: { name: `p${index}` },
  spec: { ...policy(index), rabbitmqClusterReference: { name: 'bunny' } },
})

export const messaging: readonly GrowthCase[] = [
  {
    name: 'set_policy lines of a script',
    from: 250,
    files: n =>
      one(
        postStart(
          each(n, index => `rabbitmqctl set_policy p${index} '^shop-${index}' '{"ha-mode":"all"}'\n`),
        ),
      ),
  },
  {
    name: 'other lines of a script',
    from: 1000,
    files: n =>
      one(
        postStart(
          each(n, index => `if [ -n "$A${index}" ]; then echo "$A${index}" | sed 's/a/b/' > /tmp/a; fi\n`),
        ),
      ),
  },
  {
    name: 'policies of one definitions file',
    from: 500,
    files: n =>
      one(definitions({ users: [], vhosts: [{ name: '/' }], policies: list(n, index => policy(index)) })),
  },
  {
    name: 'policies with one pattern',
    from: 500,
    files: n =>
      one(
        definitions({
          vhosts: [{ name: '/' }],
          policies: list(n, index => policy(index, { pattern: '.*' })),
        }),
      ),
  },
  {
    name: 'policies with wrong keys',
    from: 250,
    files: n =>
      one(
        definitions({
          vhosts: [{ name: '/' }],
          policies: list(n, index => policy(index, { definition: { 'ha-moed': 'all', [`x-${index}`]: 1 } })),
        }),
      ),
  },
  {
    name: 'queues of one definitions file',
    from: 2000,
    files: n =>
      one(
        definitions({
          vhosts: [{ name: '/' }],
          policies: [policy(1)],
          queues: list(n, index => ({
            name: `q${index}`,
            vhost: '/',
            durable: true,
            auto_delete: false,
            arguments: {},
          })),
        }),
      ),
  },
  {
    name: 'Policy resources',
    from: 250,
    files: n => [
      {
        name: 'a.yaml',
        text: `apiVersion: rabbitmq.com/v1beta1\nkind: RabbitmqCluster\nmetadata: {name: bunny}\nspec: {replicas: 3}\n${each(n, index => `---\n${JSON.stringify(shopPolicy(index))}\n`)}`,
      },
    ],
  },
  {
    name: 'policies, no release',
    from: 50,
    files: n =>
      one(
        definitions(
          { users: [], vhosts: [{ name: '/' }], policies: list(n, index => policy(index)) },
          'rabbitmq:latest',
        ),
      ),
  },
  {
    name: 'topology resources of one cluster',
    from: 250,
    files: n =>
      one(
        `apiVersion: rabbitmq.com/v1beta1\nkind: RabbitmqCluster\nmetadata: {name: bunny}\nspec: {replicas: 3}\n---\n${list(
          n,
          index =>
            topology('User', index, 'bunny') +
            topology('Vhost', index, 'bunny', { name: `v${index}` }) +
            topology('Permission', index, 'bunny', { user: `x${index}`, vhost: `w${index}` }),
        ).join('')}`,
      ),
  },
]
