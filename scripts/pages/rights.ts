import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { isString, type Json, type JsonObject, listOf, member } from '../../model/kube/json.ts'
import { dig } from '../../model/kube/read.ts'

const folder = 'manifests/webhook'
const read = (file: string): readonly JsonObject[] =>
  parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map(document => document.toJS())
const texts = (value: Json | undefined): readonly string[] => listOf(value).filter(isString)
const code = (parts: readonly string[]): string => parts.map(part => `\`${part}\``).join(', ')
const named = (group: string, resource: string): string => (group === '' ? resource : `${resource}.${group}`)

/** What each right is for, by the resource; with a name where one resource is held in two ways. */
const why: Readonly<Record<string, string>> = {
  namespaces: 'whether a namespace is going, when a Service in it would be kept from going',
  configmaps: 'rabbitmq.conf, plugins and definitions that pods mount; of all others only the names are held',
  serviceaccounts: 'whether the account of the pods is there',
  services: 'the governing Service, and who else selects the pods',
  persistentvolumeclaims: 'whether a node ran before: only the names are held',
  'statefulsets.apps': 'the set that a Service, a budget or an autoscaler is for',
  'poddisruptionbudgets.policy': 'budgets of the nodes',
  'ingresses.networking.k8s.io': 'ways in from outside',
  'horizontalpodautoscalers.autoscaling': 'who else changes the number of nodes',
  'scaledobjects.keda.sh': 'who else changes the number of nodes',
  'roles.rbac.authorization.k8s.io': 'what the account of the pods may do',
  'clusterroles.rbac.authorization.k8s.io': 'what the account of the pods may do',
  'rolebindings.rbac.authorization.k8s.io': 'what the account of the pods may do',
  'clusterrolebindings.rbac.authorization.k8s.io': 'what the account of the pods may do',
  'jobs.batch': 'what may join nodes or set policies beside the manifests: only the names are held',
  'cronjobs.batch': 'what may join nodes or set policies beside the manifests: only the names are held',
  'rabbitmqclusters.rabbitmq.com': 'the cluster that a policy or a queue is for',
  'policies.rabbitmq.com': 'what mirrors queues',
  'operatorpolicies.rabbitmq.com': 'what mirrors queues',
  'queues.rabbitmq.com': 'what policies are for',
  'subjectaccessreviews.authorization.k8s.io':
    'asks whether the account of the pods may do what peer discovery does',
  secrets: 'Secrets that clusters name, one by one; never a list',
  'secrets (create)': 'makes the Secret of its certificate',
  'secrets (one)': 'keeps its certificate, which its replicas share',
  'validatingwebhookconfigurations.admissionregistration.k8s.io': 'tells the API server whom to trust',
  'mutatingwebhookconfigurations.admissionregistration.k8s.io': 'tells the API server whom to trust',
  'enforcement.warrener.dev': 'sets the labels that switch it off in a namespace: for whoever you bind it to',
}

const used = new Set<string>()
function reason(key: string): string {
  const text = why[key]
  if (text === undefined)
    throw new Error(`scripts/pages/rights.ts does not say what the right to ${key} is for`)
  used.add(key)
  return text
}

/** The rows of the table, of the roles in a file. */
function rightsIn(file: string, form: string): readonly string[] {
  const roles = read(file).filter(({ kind }) => kind === 'Role' || kind === 'ClusterRole')
  return roles.flatMap(({ kind, rules }) =>
    listOf(rules).flatMap(rule => {
      const names = texts(member(rule, 'resourceNames'))
      const verbs = texts(member(rule, 'verbs'))
      const where = kind === 'Role' ? 'its own namespace' : 'everywhere'
      return texts(member(rule, 'apiGroups')).flatMap(group =>
        texts(member(rule, 'resources')).map(resource => {
          const suffix = kind === 'Role' ? (names.length > 0 ? ' (one)' : ' (create)') : ''
          const only = names.length > 0 ? `, only ${code(names)}` : ''
          const name = named(group, resource)
          return `| ${form} | \`${name}\`${only} | ${code(verbs)} | ${where} | ${reason(`${name}${suffix}`)} |`
        }),
      )
    }),
  )
}

/** What each condition keeps from the webhook. A condition that is not here is an error: it is to be said. */
const conditions: Readonly<Record<string, (expression: string) => string>> = {
  'not-deleted-by-a-controller': () =>
    'deletions by the controllers of Kubernetes: of a namespace with all that is in it, of what belonged to something',
  'changes-what-is-judged': () =>
    'updates that change neither `spec` nor `data`, nor labels or annotations of `warrener.dev/`, nor the owners: of status, of other metadata',
  'may-be-rabbitmq': expression => {
    const found = (pattern: RegExp): readonly string[] => [
      ...new Set([...expression.matchAll(pattern)].map(([, text = '']) => text)),
    ]
    return `what shows in no way that it is RabbitMQ. It does by: the annotation ${code(found(/'(warrener\.dev\/rabbitmq)'/g))}; \`rabbit\` in a name, a label, a
  selector or an image; a mount below ${code(found(/startsWith\('(\/[^']*)'\)/g))}; a variable ${code(found(/'(RABBITMQ_[A-Z_]{4,})'/g))}; a
  Service that is headless, or has a port ${code(found(/p\.port in \[([\d, ]+)\]/g))}; an autoscaler of a StatefulSet; a change of scale; a resource of \`rabbitmq.com\``
  },
  'holds-configuration-of-rabbitmq': () =>
    'ConfigMaps and Secrets without a key that is named like a file of configuration of RabbitMQ',
}

function passing(file: string): readonly string[] {
  const [webhook] = read(file).flatMap(({ webhooks }) => listOf(webhooks))
  return listOf(member(webhook, 'matchConditions')).map(condition => {
    const name = String(member(condition, 'name'))
    const told = conditions[name]
    if (!told) throw new Error(`scripts/pages/rights.ts does not say what the condition ${name} lets pass`)
    return `- ${told(String(member(condition, 'expression')))}`
  })
}

function asked(file: string): readonly string[] {
  const [webhook] = read(file).flatMap(({ webhooks }) => listOf(webhooks))
  return listOf(member(webhook, 'rules')).flatMap(rule =>
    texts(member(rule, 'apiGroups')).map(group => {
      const resources = texts(member(rule, 'resources')).map(resource => named(group, resource))
      return `| ${code(resources)} | ${texts(member(rule, 'operations')).join(', ')} |`
    }),
  )
}

/** docs/rights.md: what the webhook is asked about, what passes it unseen, and every right that it holds. */
export function rightsPage(): string {
  const validating = 'base/validating-webhook.yaml'
  const [webhook] = read(validating).flatMap(({ webhooks }) => listOf(webhooks))
  const namespaces = texts(dig(webhook, ['namespaceSelector', 'matchExpressions', 0, 'values']))
  const rights = [
    ...rightsIn('base/rbac.yaml', 'all'),
    ...rightsIn('configuration/rbac.yaml', '`configuration`'),
    ...rightsIn('self-signed/component/rbac.yaml', '`self-signed`'),
    ...rightsIn('base/namespace-labels.yaml', 'nobody'),
  ]
  const unused = Object.keys(why).filter(key => !used.has(key))
  if (unused.length > 0)
    throw new Error(`scripts/pages/rights.ts knows rights that nobody has: ${unused.join(', ')}`)
  return `# What the webhook is asked about, what passes it, and what it may do

Made from \`manifests/webhook\`, as the chart is.

## What it is asked about

| resources | on |
|---|---|
${asked(validating).join('\n')}

With the component \`configuration\` also ${code(['configmaps', 'secrets'])}, when they are created or updated. Corrections are asked for of fewer:
${code(asked('base/mutating-webhook.yaml').flatMap(row => row.match(/(?<=`)[a-z.]+(?=`)/g) ?? []))}.

## What passes unseen

The API server does not ask about:

- namespaces ${code(namespaces)}
${passing(validating).join('\n')}
- pods, nodes, namespaces, leases, events, custom resources of others, and all else that is not in the table above

With the component \`configuration\`, of ConfigMaps and Secrets:

${passing('configuration/validating-webhook.yaml').slice(0, 1).join('\n')}

And what it is asked about passes all the same where the webhook does not answer in time (\`failurePolicy: Ignore\`), unless \`enforce\` is
installed; where the namespace is labelled \`warrener.dev/enforce: warn\`, with a warning; where what is wrong was there before, or lies in another
object, with a warning; and where something could not be looked up, with a warning that says what.

## What it may do

| with | resource | verbs | where | what for |
|---|---|---|---|---|
${rights.join('\n')}

It writes nothing in the cluster but its own certificate, and that only with \`self-signed\`: corrections are part of its answers.
`
}
