import { app, cluster, conf, each, type GrowthCase, indented, list, one, policy, topology } from './input.ts'

/** What lets a cluster read Endpoints, and a budget for its pods. */
const around = (name: string): string => `apiVersion: v1
kind: ServiceAccount
metadata: {name: ${name}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: ${name}}
rules: [{apiGroups: [""], resources: [endpoints], verbs: [list]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: ${name}}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: ${name}}
subjects: [{kind: ServiceAccount, name: ${name}}]
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: ${name}}
spec: {maxUnavailable: 2, selector: {matchLabels: {app: ${name}}}}
`

export const trees: readonly GrowthCase[] = [
  {
    name: 'clusters in one namespace',
    from: 200,
    files: n => one(list(n, index => cluster({ name: `b${index}` })).join('---\n')),
  },
  {
    name: 'clusters in files of their own',
    from: 200,
    files: n => list(n, index => ({ name: `${index}.yaml`, text: cluster({ name: `b${index}` }) })),
  },
  {
    name: 'documents',
    from: 12_500,
    files: n =>
      list(n / 100, file => ({
        name: `d${file}.yaml`,
        text: list(100, index => app(`app-${file}-${index}`)).join('---\n'),
      })),
  },
  {
    name: 'documents in one file',
    from: 2_500,
    files: n => one(list(n, index => app(`app-${index}`)).join('---\n')),
  },
  {
    name: 'items of a List',
    from: 1000,
    files: n =>
      one(
        `apiVersion: v1\nkind: List\nitems:\n${list(
          n,
          index =>
            cluster({ name: `b${index}` })
              .split('---\n')
              .find(text => text.includes('kind: StatefulSet')) ?? '',
        )
          .map(text => indented(4, text).replace('    ', '  - '))
          .join('')}`,
      ),
  },
  {
    name: 'Services in one namespace',
    from: 1000,
    files: n =>
      one(
        cluster() +
          each(
            n,
            index =>
              `---\napiVersion: v1\nkind: Service\nmetadata: {name: s${index}}\nspec: {selector: {app: bunny, n: "${index}"}, ports: [{port: 5672}]}\n`,
          ),
      ),
  },
  {
    name: 'clusters and Jobs',
    from: 100,
    files: n =>
      one(
        list(
          n,
          index =>
            `${cluster({ name: `b${index}` })}---\napiVersion: batch/v1\nkind: Job\nmetadata: {name: j${index}}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: "rabbitmq:4.1.4", command: [sh, -c, "rabbitmqctl list_queues"], env: [{name: H, value: b${index}-peers}]}]}}}\n`,
        ).join('---\n'),
      ),
  },
  {
    name: 'contexts',
    from: 100,
    files: n => list(n, index => ({ name: `c${index}/a.yaml`, text: cluster() })),
  },
  {
    name: 'Applications with values',
    from: 250,
    files: n =>
      list(n, index => ({
        name: `${index}.yaml`,
        text: `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a${index}}\nspec:\n  source:\n    chart: rabbitmq\n    repoURL: https://charts.example.com/bitnami\n    helm:\n      values: |\n        replicaCount: 3\n        plugins: rabbitmq_managment\n`,
      })),
  },
  {
    name: 'Secrets with definitions',
    from: 100,
    files: n =>
      one(
        list(
          n,
          index =>
            `${cluster({ name: `b${index}`, volumes: `- {name: s, secret: {secretName: s${index}}}\n`, mounts: '- {name: s, mountPath: /defs}\n', data: conf('load_definitions = /defs/a.json\n') })}---\napiVersion: v1\nkind: Secret\nmetadata: {name: s${index}}\nstringData:\n  a.json: '${JSON.stringify({ vhosts: [{ name: '/' }], policies: [policy(1)] })}'\n`,
        ).join('---\n'),
      ),
  },
  {
    name: 'broken documents',
    from: 500,
    files: n =>
      one(cluster() + each(n, index => `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c${index}\n`)),
  },
  {
    name: 'nested lists',
    from: 100,
    files: n =>
      list(n, index => ({ name: `${index}.yaml`, text: `a: ${'['.repeat(400)}${']'.repeat(400)}\n` })),
  },
  {
    name: 'clusters with rights and budgets',
    from: 100,
    files: n =>
      one(
        list(
          n,
          index =>
            `${cluster({ name: `b${index}`, image: 'rabbitmq:3.13.7', pod: `serviceAccountName: b${index}\n`, data: conf('cluster_formation.peer_discovery_backend = k8s\n') })}---\n${around(`b${index}`)}`,
        ).join('---\n'),
      ),
  },
  {
    name: 'namespaces, and Services in none',
    from: 100,
    files: n =>
      list(n, index => ({
        name: `${index}.yaml`,
        text: `${cluster({ name: `b${index}` }).replaceAll(/^metadata:(?: \{|\n {2})/gm, head => `${head}namespace: n${index}${head.endsWith('{') ? ', ' : '\n  '}`)}---\napiVersion: v1\nkind: Service\nmetadata: {name: s${index}}\nspec: {selector: {app: s${index}}, ports: [{port: 5672}]}\n`,
      })),
  },
  {
    name: 'Deployments that are called so',
    from: 500,
    files: n =>
      one(
        list(
          n,
          index =>
            `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d${index}}\nspec:\n  selector: {matchLabels: {app: d${index}}}\n  template:\n    metadata: {labels: {app: d${index}}}\n    spec: {containers: [{name: rabbitmq, image: "example.com/rabbitmq/d${index}:1"}]}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: d${index}}\nspec: {selector: {app: d${index}}, ports: [{port: ${index % 2 ? 4369 : 5672}}]}\n`,
        ).join('---\n'),
      ),
  },
  {
    name: 'topology resources beside contexts',
    from: 100,
    files: n => [
      { name: 'a.yaml', text: list(n, index => topology('Queue', index, `b${index}`)).join('') },
      ...list(n, index => ({ name: `c${index}/a.yaml`, text: cluster() })),
    ],
  },
]
