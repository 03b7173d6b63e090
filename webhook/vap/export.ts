import type { JsonObject } from '../../model/kube/json.ts'
import { type Expression, expressions, type Matched, variablesOf } from './expressions.ts'

/** ValidatingAdmissionPolicies and their bindings, of all rules in the table that are not switched off. */
export const exported = (
  docs: (rule: string) => string,
  isOff: (rule: string) => boolean = () => false,
): readonly JsonObject[] =>
  expressions
    .filter(({ rule }) => !isOff(rule))
    .flatMap(expression =>
      expression.kinds.flatMap(kind => [
        policy(
          expression,
          kind,
          `warrener: ${expression.rule}: ${expression.says}. ${docs(expression.rule)}`,
        ),
        ...bindings(expression, kind),
      ]),
    )

const labels = { 'app.kubernetes.io/name': 'warrener' }
const nameOf = ({ rule }: Expression, { resource }: Matched): string => `${rule}.${resource}.warrener.dev`

function policy(expression: Expression, kind: Matched, message: string): JsonObject {
  const { rule, updatesOnly, wrong } = expression
  const variables = variablesOf(kind)
  const isNode = 'nodes' in variables ? 'variables.nodes.size() == 0 || ' : ''
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: nameOf(expression, kind), labels },
    spec: {
      // A fault of an expression is no reason to refuse anything.
      failurePolicy: 'Ignore',
      matchConstraints: {
        resourceRules: [
          {
            apiGroups: [kind.group],
            apiVersions: [kind.version],
            resources: [kind.resource],
            operations: updatesOnly ? ['UPDATE'] : ['CREATE', 'UPDATE'],
          },
        ],
      },
      matchConditions: [
        { name: 'not-silenced', expression: notSilenced(rule) },
        // What the stored object has already is not refused again.
        {
          name: 'changes-something',
          expression: "request.operation != 'UPDATE' || object.spec != oldObject.spec",
        },
      ],
      variables: Object.entries(variables).map(([name, text]) => ({ name, expression: text })),
      validations: [{ expression: `${isNode}!(${wrong})`, message, reason: 'Forbidden' }],
    },
  }
}

/** The annotations of files and of the webhook; whether a suppression has expired is not looked at. */
const notSilenced = (rule: string): string =>
  '!has(object.metadata.annotations) || ' +
  `!(('warrener.dev/ignore' in object.metadata.annotations && object.metadata.annotations['warrener.dev/ignore'].contains('${rule}=')) || ` +
  "('warrener.dev/rabbitmq' in object.metadata.annotations && object.metadata.annotations['warrener.dev/rabbitmq'] == 'false'))"

function bindings(expression: Expression, kind: Matched): readonly JsonObject[] {
  const name = nameOf(expression, kind)
  const warn = { key: 'warrener.dev/enforce', values: ['warn'] }
  const elsewhere = {
    key: 'kubernetes.io/metadata.name',
    operator: 'NotIn',
    values: ['kube-system', 'kube-public', 'kube-node-lease'],
  }
  const binding = (suffix: string, action: string, more: readonly JsonObject[]): JsonObject => ({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: `${name}${suffix}`, labels },
    spec: {
      policyName: name,
      validationActions: [action],
      matchResources: { namespaceSelector: { matchExpressions: [elsewhere, ...more] } },
    },
  })
  if (expression.action === 'warn') return [binding('', 'Warn', [])]
  return [
    binding('', 'Deny', [{ ...warn, operator: 'NotIn' }]),
    binding('.warn', 'Warn', [{ ...warn, operator: 'In' }]),
  ]
}
