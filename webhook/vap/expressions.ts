import type { Action } from '../config.ts'

/** A kind as ValidatingAdmissionPolicies match it. */
export interface Matched {
  readonly group: string
  readonly version: string
  readonly resource: string
}
const apps = (resource: string): Matched => ({ group: 'apps', version: 'v1', resource })
const rabbitmq = (resource: string): Matched => ({ group: 'rabbitmq.com', version: 'v1beta1', resource })

/** A rule, or the part of it that one object decides, in CEL. */
export interface Expression {
  readonly rule: string
  /** What is wrong, for the user. */
  readonly says: string
  readonly kinds: readonly Matched[]
  /** What becomes of what it finds: as mild as the mildest case of the rule, as it does not tell cases apart. */
  readonly action: Exclude<Action, 'audit'>
  /** True of an object that is wrong; `variables.nodes` are the containers that are surely nodes. Null-safe. */
  readonly wrong: string
  /** What of the rule it does not find; the page says so. */
  readonly leavesOut?: string
  readonly updatesOnly?: true
}

const statefulSets = [apps('statefulsets')]
const policies = [rabbitmq('policies')]
const definition = 'has(object.spec.definition) ? object.spec.definition : {}'
const sets = (key: string, value: string): string =>
  `'${key}' in variables.definition && variables.definition['${key}'] == ${value}`

/** By hand, beside the rules: their own rows are held against it on a real API server (test/slow/vap.test.ts). */
export const expressions: readonly Expression[] = [
  {
    rule: 'scale-down',
    says: 'a running cluster loses replicas, which stay members that are down: let each node leave first',
    kinds: [apps('statefulsets'), rabbitmq('rabbitmqclusters')],
    action: 'deny',
    updatesOnly: true,
    wrong:
      'has(object.spec.replicas) && has(oldObject.spec.replicas) && object.spec.replicas > 0 && ' +
      'object.spec.replicas < oldObject.spec.replicas',
    leavesOut: 'kubectl scale and autoscalers: a Scale does not say what it scales',
  },
  {
    rule: 'service-name-missing',
    says: 'the StatefulSet names no governing Service, without which its pods have no names',
    kinds: statefulSets,
    action: 'warn',
    wrong: "!has(object.spec.serviceName) || object.spec.serviceName == ''",
  },
  {
    rule: 'workload-not-statefulset',
    says: 'several nodes that are no pods of a StatefulSet, and have no names that last',
    kinds: [apps('deployments')],
    action: 'warn',
    wrong: 'has(object.spec.replicas) && object.spec.replicas > 1',
    leavesOut: 'clusters of one replica, ReplicaSets and DaemonSets',
  },
  {
    rule: 'claims-deleted-with-cluster',
    says: 'the disks of the nodes are deleted with the StatefulSet, or when it is scaled: set Retain',
    kinds: statefulSets,
    action: 'warn',
    wrong:
      "has(object.spec.volumeClaimTemplates) && has(object.spec.persistentVolumeClaimRetentionPolicy) && ['whenDeleted', 'whenScaled'].exists(w, " +
      "w in object.spec.persistentVolumeClaimRetentionPolicy && object.spec.persistentVolumeClaimRetentionPolicy[w] == 'Delete')",
  },
  {
    rule: 'image-tag-missing',
    says: 'the tag of the image names no release: any start may bring another one',
    kinds: statefulSets,
    action: 'warn',
    wrong:
      "variables.nodes.exists(c, !c.image.contains('@') && !c.image.matches('[$]|[{][{]') && !c.image.matches(':[^/]*[0-9][^/]*$'))",
  },
  {
    rule: 'cookie-in-plain-text',
    says: 'the Erlang cookie stands in plain text: take it from a Secret',
    kinds: statefulSets,
    action: 'warn',
    wrong:
      'variables.nodes.exists(c, has(c.env) && c.env.exists(e, ' +
      "e.name in ['RABBITMQ_ERLANG_COOKIE', 'RABBITMQ_ERL_COOKIE'] && has(e.value) && e.value != '' && !e.value.matches('[$][({]|[{][{]')))",
    leavesOut: 'cookies in arguments, scripts and ConfigMaps',
  },
  {
    rule: 'replicas-even',
    says: 'an even number of nodes bears the loss of no more of them than one less',
    kinds: [rabbitmq('rabbitmqclusters')],
    action: 'warn',
    wrong: 'has(object.spec.replicas) && object.spec.replicas > 1 && object.spec.replicas % 2 == 0',
    leavesOut: 'StatefulSets: whether anything joins their nodes is said elsewhere',
  },
  {
    rule: 'promote-on-shutdown-always',
    says: 'ha-promote-on-shutdown is always: a planned stop promotes a mirror that lacks messages; set when-synced',
    kinds: policies,
    action: 'deny',
    wrong: `${sets('ha-promote-on-shutdown', "'always'")} && !(${sets('ha-promote-on-failure', "'when-synced'")})`,
  },
  {
    rule: 'promote-on-failure-always',
    says: 'ha-promote-on-failure is always: a crash promotes a mirror that lacks messages',
    kinds: policies,
    action: 'warn',
    wrong: `'ha-mode' in variables.definition && ${sets('ha-promote-on-failure', "'always'")}`,
    leavesOut: 'policies that leave the key at its default, which is the same',
  },
  {
    rule: 'mirror-mode-missing',
    says: 'ha-* keys without ha-mode, which the broker refuses',
    kinds: policies,
    action: 'deny',
    wrong: "variables.definition.exists(k, k.startsWith('ha-')) && !('ha-mode' in variables.definition)",
  },
  {
    rule: 'mirror-count-one',
    says: 'ha-params counts the leader: with 1 nothing is mirrored',
    kinds: policies,
    action: 'warn',
    wrong: `${sets('ha-mode', "'exactly'")} && ${sets('ha-params', '1')}`,
  },
]

/** Variables of all policies over a kind. */
export function variablesOf({ resource }: Matched): Readonly<Record<string, string>> {
  if (resource === 'policies') return { definition }
  if (resource === 'rabbitmqclusters') return {}
  return {
    // An image that is called after the broker, and runs as it comes.
    nodes:
      '(object.spec.template.spec.containers + (has(object.spec.template.spec.initContainers) ? ' +
      "object.spec.template.spec.initContainers.filter(c, has(c.restartPolicy) && c.restartPolicy == 'Always') : []))" +
      '.filter(c, has(c.image) && !has(c.command) && !has(c.args) && ' +
      "!c.image.contains('rabbitmqoperator/') && " +
      "c.image.matches('^([^@]*/)?rabbitmq(-server|-management|-cluster|-ha)?(:[^/@]*)?(@.*)?$'))",
  }
}
