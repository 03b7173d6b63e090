import type { Json, JsonObject } from '../../model/kube/json.ts'
import { cluster, rabbitmqCluster, type Sample, topology, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const policy: JsonObject = {
  vhost: '/',
  name: 'orders',
  pattern: '^orders\\.',
  'apply-to': 'queues',
  priority: 0,
  definition: { 'max-length': 10 },
}
const file = (members: JsonObject): string =>
  JSON.stringify({
    users: [
      {
        name: 'admin',
        password_hash: 'kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR',
        tags: 'administrator',
      },
    ],
    vhosts: [{ name: '/' }],
    ...members,
  })
/** A policy with other members; undefined takes one away. */
const having = (members: Readonly<Record<string, Json | undefined>>, other: Sample = {}): string =>
  cluster({ ...other, definitions: file({ policies: [{ ...policy, ...members } as JsonObject] }) })
const good = having({})
const resource = (members: JsonObject): string =>
  yaml(
    rabbitmqCluster({ replicas: 3, image: 'rabbitmq:3.13.7' }, { namespace: 'mq' }),
    topology('Policy', 'limits', {
      name: 'limits',
      pattern: '.*',
      definition: { 'max-length': 10 },
      ...members,
    }),
  )
const operated = (members: JsonObject): string => {
  const value = { pattern: '.*', ...members, definition: { 'max-length': 10 } }
  return cluster({
    definitions: file({
      parameters: [{ vhost: '/', component: 'operator_policy', name: 'cap', value }],
      policies: [policy],
    }),
  })
}
const hook = (command: string): string =>
  cluster({ container: { lifecycle: { postStart: { exec: { command: ['sh', '-c', command] } } } } })

export default rows({
  valid: [
    { name: 'fine', manifests: good },
    { name: 'without priority', manifests: having({ priority: undefined }) },
    { name: 'a newer target', manifests: having({ 'apply-to': 'quorum_queues' }) },
    { name: 'a resource', manifests: resource({ applyTo: 'queues', priority: 1 }) },
    { name: 'an operator policy', manifests: operated({ priority: 1 }) },
    {
      name: 'a command',
      manifests: hook(`rabbitmqctl set_policy --apply-to queues a '^a' '{"max-length":1}'`),
    },
  ],
  invalid: [
    {
      name: 'an empty definition',
      manifests: having({ definition: {} }),
      findings: [{ severity: 'error', text: '{}', message: /no settings/ }],
    },
    {
      name: 'no definition',
      manifests: having({ definition: undefined }),
      findings: [{ severity: 'error', text: '"policies"' }],
    },
    {
      name: 'a definition as text',
      manifests: having({ definition: '{"max-length":10}' }),
      findings: [
        {
          severity: 'error',
          message: /: its definition is text$/,
          text: '"{\\"max-length\\":10}"',
          fix: 'safe',
        },
      ],
      fixed: good,
    },
    {
      name: 'a priority as text',
      manifests: having({ priority: '0' }),
      findings: [{ severity: 'error', text: '"0"', fix: 'safe' }],
      fixed: good,
    },
    {
      name: 'a priority of null',
      manifests: having({ priority: null }),
      findings: [{ text: 'null', fix: 'none' }],
    },
    {
      name: 'a pattern that does not compile',
      manifests: having({ pattern: '[orders\\.' }),
      findings: [{ severity: 'error', message: /without its \]/, text: '"[orders\\\\."' }],
    },
    {
      name: 'a pattern as shells write them',
      manifests: having({ pattern: '*' }),
      findings: [{ severity: 'error', help: /\.\* matches all/, text: '"*"' }],
    },
    {
      name: 'no pattern',
      manifests: having({ pattern: undefined }),
      findings: [{ severity: 'error', message: /no pattern/, text: '"policies"' }],
    },
    {
      name: 'no such target',
      manifests: having({ 'apply-to': 'everything' }),
      findings: [{ severity: 'error', text: '"everything"', fix: 'none' }],
    },
    {
      name: 'no such target in a resource',
      manifests: resource({ applyTo: 'everything' }),
      findings: [{ severity: 'error', message: /: applyTo is everything$/, text: 'everything' }],
    },
    {
      name: 'spellings of the member with the target',
      manifests: having({
        'apply-to': undefined,
        applyto: 'queues',
        'applies-to': 'queues',
        applyTo: 'queues',
      }),
      findings: [{ text: '"applyto"' }, { text: '"applies-to"' }, { text: '"applyTo"' }],
    },
    {
      name: 'a target in the singular',
      manifests: having({ 'apply-to': 'Queue' }),
      findings: [{ severity: 'error', text: '"Queue"', fix: 'safe' }],
      fixed: good,
    },
    {
      name: 'a target of 3.12',
      manifests: having({ 'apply-to': 'quorum_queues' }, { image: 'rabbitmq:3.11.28' }),
      findings: [{ severity: 'error', text: '"quorum_queues"' }],
    },
    {
      name: 'an error that nobody tells',
      manifests: having({ 'apply-to': 'everything' }, { image: 'rabbitmq:3.10.8' }),
      findings: [{ severity: 'error', why: /says nothing/, text: '"everything"' }],
    },
    {
      name: 'a misspelt member',
      manifests: having({ 'apply-to': undefined, apply_to: 'queues' }),
      findings: [{ severity: 'warning', text: '"apply_to"', fix: 'unsafe' }],
    },
    {
      name: 'the other spelling in a resource',
      manifests: resource({ 'apply-to': 'queues' }),
      findings: [{ severity: 'warning', text: 'apply-to' }],
    },
    {
      name: 'a resource with a quoted priority',
      manifests: resource({ priority: '1' }),
      findings: [{ severity: 'error', text: '"1"', fix: 'safe' }],
      fixed: resource({ priority: 1 }),
    },
    {
      name: 'an operator policy without priority',
      manifests: operated({}),
      findings: [{ severity: 'error', message: /operator policy cap/, text: '"value"', fix: 'safe' }],
    },
    {
      name: 'commands',
      manifests: hook(`rabbitmqctl set_policy --apply-to all-queues a '*' '{"max-length":1}'`),
      findings: [
        { message: /apply-to/, text: '"rabbitmqctl set_policy --apply-to all-queues a' },
        { message: /pattern/, text: '"rabbitmqctl set_policy --apply-to all-queues a' },
      ],
    },
    {
      name: 'a command without settings',
      manifests: hook(`rabbitmqctl set_policy a . '{}'`),
      findings: [{ severity: 'error', text: '{}' }],
    },
    {
      name: 'one node does not boot either',
      manifests: having({ 'apply-to': 'x' }, { replicas: 1 }),
      findings: [{ severity: 'error', text: '"x"' }],
    },
    {
      name: 'a list in the place of the settings, of a policy without a name',
      manifests: having({ name: '', definition: [1] }),
      findings: [
        { message: /^policy \(unnamed\): its definition is no object$/, path: '/data/definitions.json' },
      ],
    },
    {
      name: 'a target that is no text',
      manifests: having({ 'apply-to': 1 }),
      findings: [{ message: /^policy orders: apply-to is no text$/, text: '1' }],
    },
    {
      name: 'a target in a Secret, which is not shown',
      manifests: having({ 'apply-to': 'x' }, { filesIn: 'Secret' }),
      findings: [{ message: /: apply-to is no such value$/, path: '/stringData/definitions.json' }],
    },
    {
      name: 'an operator policy without a name',
      manifests: cluster({
        definitions: file({
          parameters: [
            {
              vhost: '/',
              component: 'operator_policy',
              value: { pattern: '.*', priority: 'x', definition: { 'max-length': 1 } },
            },
          ],
        }),
      }),
      findings: [{ message: /^operator policy \(unnamed\): its priority is no number$/, text: '"x"' }],
    },
    {
      name: 'a target under a name with a blank',
      manifests: having({ 'apply-to': undefined, 'apply to': 'queues' }),
      findings: [
        { severity: 'warning', message: /: apply to is not read: the name is apply-to$/, text: '"apply to"' },
      ],
    },
  ],
})
