import { type ControlPlane, startControlPlane } from '../control-plane/start.ts'
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts'
import { cluster, operated } from '../webhook/cluster.ts'
import { type Installed, installWebhook } from './control-plane/installed.ts'

/*
 * The webhook as users meet it: a real API server, installed from manifests/, and kubectl. Every row has a namespace of
 * its own, which stands wherever the row says `mq`.
 */

let controlPlane: ControlPlane
let webhook: Installed
beforeAll(async () => {
  controlPlane = await startControlPlane()
  webhook = await installWebhook(controlPlane)
})
afterAll(async () => {
  await webhook?.stop()
  await controlPlane?.stop()
})

/** `text` with one piece replaced by another, which has to be there. */
function edited(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`nothing to replace: ${from}`)
  return text.replace(from, to)
}
/** The document of a kind in a YAML text. */
function only(kind: string, text: string): string {
  const found = text.split('---').find(document => document.includes(`kind: ${kind}\n`))
  if (found === undefined) throw new Error(`there is no ${kind}`)
  return found
}

const workload = (kind: string, image: string): string => `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: web, namespace: mq }
spec:
  replicas: 3
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: ${image} }] }
`

interface Row {
  readonly name: string
  /** Applied first; has to pass. */
  readonly given?: string
  /** Arguments of kubectl; `apply -f -` where there is none. */
  readonly kubectl?: string
  /** Applied by `apply -f -`. */
  readonly input?: string
  /** What the user reads on standard error when it is refused. */
  readonly refused?: string
  /** What the user reads on standard error when it passes; nothing at all where it is left out. */
  readonly warned?: string
  /** A look afterwards: arguments of `kubectl get`, and what it prints. */
  readonly after?: readonly [string, string]
}

const rows: readonly Row[] = [
  {
    name: 'a StatefulSet whose Service is not headless',
    given: edited(only('Service', cluster), 'clusterIP: None', 'type: ClusterIP'),
    input: only('StatefulSet', cluster),
    refused:
      'The StatefulSet "rabbitmq" is invalid: spec.serviceName: service-not-headless: ' +
      'Service rabbitmq-nodes governs StatefulSet rabbitmq but is not headless; ',
    after: ['statefulset', 'No resources found in mq namespace.'],
  },
  {
    name: 'a StatefulSet before its Service',
    input: only('StatefulSet', cluster),
    refused:
      'governing-service-missing: StatefulSet rabbitmq is without Service rabbitmq-nodes, which is to govern it; ',
  },
  {
    name: 'the same in a dry run, where the Service cannot be there yet',
    kubectl: 'apply -f - --dry-run=server',
    input: only('StatefulSet', cluster),
    warned:
      'Warning: governing-service-missing: StatefulSet rabbitmq is without Service rabbitmq-nodes, which is to govern it',
  },
  {
    name: 'a policy that promotes unsynchronised mirrors, on 3.13',
    given: only('RabbitmqCluster', operated),
    input: edited(only('Policy', operated), 'ha-params: 2,', 'ha-params: 2, ha-promote-on-shutdown: always,'),
    refused:
      'The Policy "mirror" is invalid: spec.definition.ha-promote-on-shutdown: promote-on-shutdown-always: ' +
      'policy mirror: ha-promote-on-shutdown is always; ',
  },
  {
    name: 'a Service that stops publishing addresses that are not ready is corrected',
    given: cluster,
    input: edited(only('Service', cluster), 'publishNotReadyAddresses: true', ''),
    warned:
      'Warning: not-ready-addresses-unpublished: set spec.publishNotReadyAddresses to true (publish them)',
    after: ['service rabbitmq-nodes -o jsonpath={.spec.publishNotReadyAddresses}', 'true'],
  },
  {
    name: 'a new StatefulSet that leaves the order of its pods to the default is corrected',
    given: edited(cluster, only('StatefulSet', cluster), ''),
    input: edited(only('StatefulSet', cluster), 'podManagementPolicy: Parallel', ''),
    warned:
      'Warning: boot-order-deadlock: set spec.podManagementPolicy to "Parallel" (start the pods together)',
    after: ['statefulset rabbitmq -o jsonpath={.spec.podManagementPolicy}', 'Parallel'],
  },
  {
    name: 'kubectl scale from 3 to 1',
    given: cluster,
    kubectl: 'scale statefulset rabbitmq --replicas=1',
    refused:
      'The StatefulSet "rabbitmq" is invalid: spec.replicas: scale-down: StatefulSet rabbitmq goes from 3 replicas to 1; ',
    after: ['statefulset rabbitmq -o jsonpath={.spec.replicas}', '3'],
  },
  { name: 'kubectl scale from 3 to 5', given: cluster, kubectl: 'scale statefulset rabbitmq --replicas=5' },
  {
    name: 'kubectl scale of a RabbitmqCluster from 3 to 1',
    given: only('RabbitmqCluster', operated),
    kubectl: 'scale rabbitmqcluster rabbitmq --replicas=1',
    refused: 'scale-down: RabbitmqCluster rabbitmq goes from 3 replicas to 1; ',
  },
  {
    name: 'somebody else’s scale',
    given: workload('StatefulSet', 'postgres:17'),
    kubectl: 'scale statefulset web --replicas=1',
    after: ['statefulset web -o jsonpath={.spec.replicas}', '1'],
  },
  {
    name: 'the headless Service deleted under its StatefulSet',
    given: cluster,
    kubectl: 'delete service rabbitmq-nodes',
    refused:
      'headless-service-deleted: Service rabbitmq-nodes is deleted, but it governs StatefulSet rabbitmq; ',
    after: ['service rabbitmq-nodes -o name', 'service/rabbitmq-nodes'],
  },
  {
    name: 'a namespace that only wants to be warned',
    given: `
apiVersion: v1
kind: Namespace
metadata: { name: mq, labels: { warrener.dev/enforce: warn } }
`,
    input: only('StatefulSet', cluster),
    warned:
      'Warning: governing-service-missing: StatefulSet rabbitmq is without Service rabbitmq-nodes, which is to govern it',
  },
]

describe('kubectl, with the webhook installed', () => {
  test.each(rows.map((row, index) => ({ ...row, namespace: `row-${index}` })))(
    '$name',
    async ({ namespace, given, kubectl = 'apply -f -', input, refused, warned, after }) => {
      const named = (text: string): string => text.replaceAll(/\bmq\b/g, namespace)
      const run = async (args: string, text?: string) =>
        controlPlane.kubectl(['--namespace', namespace, ...args.split(' ')], text)
      await run('apply -f -', `{ apiVersion: v1, kind: Namespace, metadata: { name: ${namespace} } }`)
      if (given !== undefined) expect(await run('apply -f -', named(given))).toMatchObject({ code: 0 })

      const { code, stderr } = await run(kubectl, input === undefined ? undefined : named(input))
      const said = refused ?? warned
      expect({ code, stderr }).toEqual({
        code: refused === undefined ? 0 : 1,
        stderr: said === undefined ? '' : expect.stringContaining(named(said)),
      })

      if (after === undefined) return
      const { stdout, stderr: nothing } = await run(`get ${after[0]}`)
      expect((stdout || nothing).trim()).toBe(named(after[1]))
    },
  )

  test.each(['rabbitmq-3.13', 'rabbitmq-4.2', 'rabbitmqcluster'])(
    'manifests/clusters/%s: judged in full and nothing found',
    async name => {
      const namespace = `reference-${name.replace('.', '-')}`
      expect(await webhook.applyCluster(name, namespace)).toMatchObject({ code: 0, stderr: '' })
      const reviews = webhook.reviews().filter(review => review.namespace === namespace)
      expect(reviews.map(({ kind }) => kind)).toContain(
        name === 'rabbitmqcluster' ? 'RabbitmqCluster' : 'StatefulSet',
      )
      // A budget is applied after the set that it is for: an info until then, of which kubectl prints nothing.
      const said = (rules: readonly string[]): readonly string[] =>
        rules.filter(rule => rule !== 'disruption-budget-missing')
      expect(
        reviews.filter(
          ({ verdict, rules, notEvaluated }) =>
            verdict !== 'allowed' || said(rules).length > 0 || notEvaluated > 0,
        ),
      ).toEqual([])
    },
  )

  test('somebody else’s objects never come to the webhook', async () => {
    const before = await webhook.calls()
    expect(before).toBeGreaterThan(0)
    const others = [
      workload('Deployment', 'nginx:1.29'),
      workload('StatefulSet', 'postgres:17'),
      '{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: mq }, spec: { selector: { app: web }, ports: [{ port: 80 }] } }',
      '{ apiVersion: v1, kind: ConfigMap, metadata: { name: rabbitmq, namespace: mq }, data: { rabbitmq.conf: "" } }',
    ].join('\n---\n')
    await controlPlane.kubectl(['create', 'namespace', 'others'])
    const { code, stderr } = await controlPlane.kubectl(
      ['apply', '-f', '-'],
      others.replaceAll(/\bmq\b/g, 'others'),
    )
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(await webhook.calls()).toBe(before)
  })

  test('until here the API server never had to do without an answer', async () => {
    expect(await webhook.failures()).toBe(0)
  })

  test('while the webhook is down everything passes', async () => {
    await webhook.stop()
    await controlPlane.kubectl(['create', 'namespace', 'down'])
    const broken = only('StatefulSet', cluster).replaceAll(/\bmq\b/g, 'down')
    const { code, stdout } = await controlPlane.kubectl(['apply', '-f', '-'], broken)
    expect({ code, stdout: stdout.trim() }).toEqual({
      code: 0,
      stdout: 'statefulset.apps/rabbitmq created',
    })
  })
})
