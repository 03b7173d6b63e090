import { readInput } from '../../../lint/input.ts'
import { brokersIn } from '../../../model/broker/broker.ts'
import { rightsOf } from '../../../model/pods/rights.ts'
import { cluster } from '../../../policies/sample.ts'
import { describe, expect, test } from '../../jest.ts'

/** Whether the account may get Endpoints (of this name) where it is bound to a ClusterRole with these lines. */
function mayGet(role: string, name?: string): string {
  const text = `${cluster({ without: ['Role', 'RoleBinding'] })}---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
${role}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: reader, namespace: mq}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
subjects: [{kind: ServiceAccount, name: rabbitmq, namespace: mq}]
`
  const [world] = readInput([{ name: 'a.yaml', text }]).worlds
  const [broker] = world ? brokersIn(world, {}) : []
  if (!world || !broker) throw new Error('no broker')
  return rightsOf(world, broker.workload).may('get', 'endpoints', name).state
}
const rule = (more: string): string => `{apiGroups: [""], resources: [endpoints], verbs: [get]${more}}`
const named = rule(', resourceNames: [rabbitmq-headless]')

describe('what a role allows', () => {
  test.each([
    [`rules: [${rule('')}]`, undefined, 'found'],
    [`rules: [${rule('')}]`, 'rabbitmq-headless', 'found'],
    [`rules: [${rule(', resourceNames: []')}]`, undefined, 'found'],
    [`rules: [${named}]`, 'rabbitmq-headless', 'found'],
    [`rules: [${named}]`, 'rabbitmq', 'absent'],
    [`rules: [${named}]`, undefined, 'unknown'],
    [`rules: [${named}, ${rule('')}]`, 'rabbitmq', 'found'],
    ['rules: []', undefined, 'absent'],
    ['aggregationRule: {clusterRoleSelectors: [{matchLabels: {a: b}}]}\nrules: []', undefined, 'unknown'],
    [`aggregationRule: {clusterRoleSelectors: []}\nrules: [${rule('')}]`, undefined, 'unknown'],
  ])('%s for %s', (role, name, state) => expect(mayGet(role, name)).toBe(state))
})
