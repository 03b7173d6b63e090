import { k8sSetting } from '../facts/peer-discovery.ts'
import type { Broker } from '../model/broker/broker.ts'
import type { Cluster } from '../model/cluster.ts'
import type { Fix } from '../model/kube/fix.ts'
import { isObject, isString, type Json, listOf, member } from '../model/kube/json.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { onceEach } from '../model/kube/once-each.ts'
import { inContainer } from '../model/pods/container.ts'
import { hostUnresolved, hostUnresolvedByTool } from '../model/rule/log-lines.ts'
import { clusterRule, type Draft } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'env-reference-undefined',
  group: 'discovery',
  title: 'A variable refers to another one that is not defined before it',
  worst: 'error',
  single: 'info',
  when: { since: 'ever' },
  needs: [],
  replaces: { atPlace: ['node-name-mismatch'] },
  rationale: `Kubernetes fills in \`$(NAME)\` in the value of a variable from those that stand before it in the list, and from those of Services. What
is defined later, or nowhere, stays as it is written: the node takes \`$(NAME)\` itself for a part of its name. No shell runs either:
\`$(hostname)\` is no command there.`,
  sources: [
    'https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/',
  ],
  evidence: {
    kind: 'source',
    where:
      'kubernetes/kubernetes pkg/kubelet/kubelet_pods.go@v1.34.0:makeEnvironmentVariables: expanded in order, with what is known so far; kubernetes/kubernetes third_party/forked/golang/expansion/expand.go@v1.34.0:MappingFuncFor: an unknown name stays in its syntax',
  },
  log: [hostUnresolved, hostUnresolvedByTool],
  example: () => ({
    bad: cluster({
      nodeName: 'rabbit@$(MY_POD_NAME).$(SERVICE).mq.svc.cluster.local',
      env: { SERVICE: 'rabbitmq-headless' },
    }),
    good: cluster({
      nodeName: null,
      env: {
        SERVICE: 'rabbitmq-headless',
        RABBITMQ_NODENAME: 'rabbit@$(MY_POD_NAME).$(SERVICE).mq.svc.cluster.local',
      },
    }),
  }),
  check({ cluster }, tell) {
    const { broker } = cluster
    const { variables, seen } = broker.environment
    const own = tell.all(variables)
    // What was not seen comes first, and may define any of them.
    if (!variables.complete) return
    const { items, referred } = listed(broker)
    for (const [name, { unresolved, at, generated }] of own) {
      const missing = unresolved.find(reference => !fromService.test(reference))
      if (missing === undefined || generated) continue
      const isLater = seen.has(missing)
      // What nobody here defines may be meant as it is, in a variable that the broker does not read.
      if (!isLater && !isRead(name)) continue
      tell.report({
        at,
        ...weigh(cluster, name),
        message: `${name} refers to $(${missing}), which ${isLater ? 'is defined after it' : 'no variable before it defines'}`,
        help: isLater
          ? `put ${missing} before ${name} in the list`
          : `define ${missing} before ${name}, or write what is meant (no shell fills it in)`,
        ...(isLater && !referred.has(name) ? fixOf(cluster, name, items.get(name)) : {}),
      })
    }
  },
})

/** What Kubernetes itself defines for each Service. */
const fromService = /_SERVICE_(?:HOST|PORT)|_PORT(?:_|$)/
const isRead = (name: string): boolean => /^(?:RABBITMQ_|K8S_|CLEANUP_)/.test(name)

/** How bad it is, by the variable that stays incomplete. */
function weigh({ broker, discovery }: Cluster, name: string): Pick<Draft, 'severity' | 'why' | 'stopsBoot'> {
  if (name === broker.paths.nodeNameVariable)
    return {
      severity: 'error',
      why: 'the text stays as it is written and becomes a part of the node name: the node finds no host of that name and does not boot',
      stopsBoot: true,
    }
  const isSetting = settings.has(name) && discovery.asksApi && ifFound(discovery.backend)?.module === 'k8s'
  if (isSetting)
    return {
      severity: 'error',
      why: 'the text stays as it is written, and peer discovery takes it for a name: the node is not found under it',
    }
  return { severity: 'warning', why: 'the text stays as it is written: nothing fills it in later' }
}
const settings: ReadonlySet<string> = new Set(
  (['service_name', 'hostname_suffix', 'host', 'address_type'] as const).flatMap(
    name => k8sSetting(name).env ?? [],
  ),
)

/** The names in `$(…)` in a value. */
const referencesOf = (value: Json | undefined): readonly string[] =>
  isString(value) ? Array.from(value.matchAll(/\$\(([^()]*)\)/g), ([, name = '']) => name) : []

/** The variables of the container by name, and the names that they refer to. */
const listed = onceEach(({ container }: Broker) => {
  const list = listOf(container.value.env)
  return {
    items: new Map(list.map(item => [member(item, 'name'), item])),
    referred: new Set(list.flatMap(item => referencesOf(member(item, 'value')))),
  }
})

/** Puts a variable that no other one refers to at the end of the list. */
function fixOf({ broker, workload }: Cluster, name: string, item: Json | undefined): { readonly fix?: Fix } {
  if (!isObject(item)) return {}
  const env = (step: '-' | { readonly name: string }) =>
    inContainer(workload.template, broker.container, 'env', step)
  return {
    fix: {
      title: `put ${name} last`,
      safety: 'safe',
      only: 'create',
      edits: [
        { op: 'remove', at: env({ name }) },
        { op: 'set', at: env('-'), value: item },
      ],
    },
  }
}
