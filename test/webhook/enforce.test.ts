import { type JsonObject, listOf, member, objectOf } from '../../model/kube/json.ts'
import { rules } from '../../policies/index.ts'
import { defaultConfig, type WebhookConfig } from '../../webhook/config.ts'
import type { Deps } from '../../webhook/deps.ts'
import { describe, expect, test } from '../jest.ts'
import { type Asked, ask, objectsOf, pick, requestOf, scaleRequest } from './ask.ts'
import { cluster } from './cluster.ts'

const objects = objectsOf(cluster)
const set = pick(objects, 'StatefulSet')
const alone = objects.filter(({ kind }) => kind !== 'Service')
const rule = 'governing-service-missing'
const withMetadata = (more: JsonObject): JsonObject => ({
  ...set,
  metadata: { ...(set.metadata as JsonObject), ...more },
})
const going = withMetadata({ deletionTimestamp: '2026-01-01T00:00:00Z' })
const operator = {
  apiVersion: 'rabbitmq.com/v1beta1',
  kind: 'RabbitmqCluster',
  name: 'rabbitmq',
  uid: 'u1',
  controller: true,
}

const ofVersion = (since: string) => rules.map(each => (each.id === rule ? { ...each, since } : each))

type Outcome = 'denied' | 'warned' | 'noted' | 'suppressed' | 'nothing'
interface Row {
  readonly name: string
  readonly asked?: Asked
  readonly config?: Partial<WebhookConfig>
  readonly deps?: Partial<Deps>
  readonly outcome: Outcome
}
const { enforce } = defaultConfig

/** Always the same defect, an error: a StatefulSet whose Service is not there. */
const rows: readonly Row[] = [
  { name: 'by default an error denies', outcome: 'denied' },
  { name: 'errors as warnings', config: { enforce: { ...enforce, error: 'warn' } }, outcome: 'warned' },
  {
    name: 'errors for the audit log only',
    config: { enforce: { ...enforce, error: 'audit' } },
    outcome: 'noted',
  },
  { name: 'one rule as a warning', config: { rules: new Map([[rule, 'warn']]) }, outcome: 'warned' },
  {
    name: 'one rule as a denial where errors only warn',
    config: { enforce: { ...enforce, error: 'warn' }, rules: new Map([[rule, 'deny']]) },
    outcome: 'denied',
  },
  {
    name: 'a rule that is switched off',
    deps: { options: { severities: new Map([[rule, 'off']]) } },
    outcome: 'nothing',
  },
  {
    name: 'a rule whose severity is changed',
    deps: { options: { severities: new Map([[rule, 'info']]) } },
    outcome: 'noted',
  },
  {
    name: 'a rule that is newer than what is enforced',
    config: { enforceSince: '0.9' },
    deps: { rules: ofVersion('1.0.0') },
    outcome: 'warned',
  },
  {
    name: 'a newer rule that is enforced by name',
    config: { enforceSince: '0.9', rules: new Map([[rule, 'deny']]) },
    deps: { rules: ofVersion('1.0.0') },
    outcome: 'denied',
  },
  {
    name: 'a rule of the very version',
    config: { enforceSince: '1.0' },
    deps: { rules: ofVersion('1.0.3') },
    outcome: 'denied',
  },
  {
    name: 'a rule of a patch that is newer',
    config: { enforceSince: '1.0.2' },
    deps: { rules: ofVersion('1.0.3') },
    outcome: 'warned',
  },
  {
    name: 'a rule that an update brought, of which nothing is said',
    deps: { rules: ofVersion('0.2.0') },
    outcome: 'warned',
  },
  { name: 'pairing: warn, the Service may come later', config: { pairing: 'warn' }, outcome: 'warned' },
  {
    name: 'a dry run, where the Service cannot be there yet',
    asked: { object: set, dryRun: true },
    outcome: 'warned',
  },
  {
    name: 'a dry run where warnings deny',
    asked: { object: set, dryRun: true },
    config: { enforce: { ...enforce, warning: 'deny' } },
    outcome: 'warned',
  },
  { name: 'on the path that refuses nothing', deps: { warnOnly: true }, outcome: 'warned' },
  {
    name: 'an annotation with a reason',
    asked: {
      object: withMetadata({ annotations: { 'warrener.dev/ignore': `${rule}=made by another team` } }),
    },
    outcome: 'suppressed',
  },
  {
    name: 'an annotation that expired',
    asked: {
      object: withMetadata({ annotations: { 'warrener.dev/ignore': `${rule}=soon until 2025-12-31` } }),
    },
    outcome: 'denied',
  },
  {
    name: 'an annotation where they do not count',
    asked: {
      object: withMetadata({ annotations: { 'warrener.dev/ignore': `${rule}=made by another team` } }),
    },
    config: { allowSuppression: false },
    outcome: 'denied',
  },
  {
    name: 'a change of metadata only',
    asked: { object: withMetadata({ labels: { a: 'b' } }), oldObject: set },
    outcome: 'nothing',
  },
  {
    name: 'a status that changes with it',
    asked: { object: { ...set, status: { replicas: 1 } }, oldObject: set },
    outcome: 'nothing',
  },
  {
    name: 'an annotation for us that comes',
    asked: { object: withMetadata({ annotations: { 'warrener.dev/rabbitmq': 'true' } }), oldObject: set },
    outcome: 'warned',
  },
  {
    name: 'an owner that comes',
    asked: { object: withMetadata({ ownerReferences: [operator] }), oldObject: set },
    outcome: 'warned',
  },
  {
    name: 'an owner that goes',
    asked: { object: set, oldObject: withMetadata({ ownerReferences: [operator] }) },
    outcome: 'warned',
  },
  {
    name: 'an object on its way out',
    asked: { object: { ...going, spec: { ...(set.spec as JsonObject), replicas: 5 } }, oldObject: going },
    outcome: 'nothing',
  },
  { name: 'a new object that says it is on its way out', asked: { object: going }, outcome: 'denied' },
]

describe('what becomes of a finding', () => {
  test.each(rows)('$name: $outcome', async ({ asked = { object: set }, config, deps, outcome }) => {
    const response = await ask(requestOf(asked), alone, {
      config: { ...defaultConfig, ...config },
      ...deps,
    })
    const audit = response.auditAnnotations ?? {}
    const mentions = (key: string): boolean => audit[key]?.includes(rule) ?? false
    const outcomes: Readonly<Record<Outcome, boolean>> = {
      denied: !response.allowed && mentions('denied'),
      warned:
        response.allowed &&
        (response.warnings ?? []).some(text => text.startsWith(`warrener: ${rule}: `)) &&
        mentions('warned'),
      noted: response.allowed && response.warnings === undefined && mentions('noted'),
      suppressed: response.allowed && response.warnings === undefined && mentions('suppressed'),
      nothing: response.allowed && !JSON.stringify(response).includes(rule),
    }
    expect(Object.entries(outcomes).flatMap(([key, is]) => (is ? [key] : []))).toEqual([outcome])
  })
})

test('a denial says for each finding what, where, why and what to do', async () => {
  const { status, allowed } = await ask(requestOf({ object: set }), alone)
  expect(allowed).toBe(false)
  const lines = [
    'governing-service-missing: StatefulSet rabbitmq is without Service rabbitmq-nodes, which is to govern it',
    'What to do: apply Service rabbitmq-nodes first, or repeat this command if it brings it; if there is none yet, ' +
      'add a Service rabbitmq-nodes with clusterIP: None and publishNotReadyAddresses: true that selects the pods.',
    'Why: without it no pod has a DNS record: a node cannot resolve even its own name, and does not boot.',
    `https://docs.example/${rule}`,
  ]
  expect(status).toEqual({
    status: 'Failure',
    code: 403,
    reason: 'Forbidden',
    message: `warrener: ${lines.join('\n  ')}`,
    details: {
      group: 'apps',
      kind: 'StatefulSet',
      name: 'rabbitmq',
      causes: [
        {
          reason: rule,
          field: 'spec.serviceName',
          message: lines.join(' '),
        },
      ],
    },
  })
})

test('several findings come in one answer', async () => {
  const broken = objectsOf(
    cluster
      .replace('replicas: 3', 'replicas: 2')
      .replace('serviceName: rabbitmq-nodes', 'serviceName: other'),
  )
  const request = requestOf({ object: pick(broken, 'StatefulSet'), oldObject: set })
  const { status } = await ask(request, objects)
  const reasons = (status?.details.causes ?? []).map(({ reason }) => reason)
  expect(reasons).toContain(rule)
  expect(reasons).toContain('scale-down')
  const lines = status?.message.split('\n') ?? []
  const heads = lines.filter(line => !line.startsWith('  '))
  expect(heads[0]?.startsWith(`warrener: ${reasons[0]}: `)).toBe(true)
  const named = reasons.filter(reason => heads.some(head => head.includes(reason)))
  expect(named).toEqual(reasons)
})

test('what one edit mends is said once, and each rule has its cause', async () => {
  const asked: JsonObject = {
    apiVersion: 'rabbitmq.com/v1beta1',
    kind: 'Policy',
    metadata: { name: 'ha', namespace: 'mq' },
    spec: {
      name: 'ha',
      pattern: '^(q',
      definition: { 'max-length': 'ten' },
      rabbitmqClusterReference: { name: 'rabbitmq' },
    },
  }
  const rabbitmq: JsonObject = {
    apiVersion: 'rabbitmq.com/v1beta1',
    kind: 'RabbitmqCluster',
    metadata: { name: 'rabbitmq', namespace: 'mq' },
    spec: { replicas: 3, image: 'rabbitmq:3.13.7' },
  }
  const { status } = await ask(requestOf({ object: asked }), [rabbitmq], { rules })
  const [worst, ...parts] = (status?.details.causes ?? []).map(({ reason }) => reason)
  expect(parts.length).toBeGreaterThan(0)
  expect(status?.message).toMatch(new RegExp(`^warrener: ${worst}: .*\n(  .*\n)+  Also ${parts[0]}: .*\\.`))
  expect(status?.message).not.toContain('Also refused for')
})

test('a governing Service that is made without a selector under its pods is warned of, once', async () => {
  const service = pick(objects, 'Service')
  const { selector: _, ...spec } = objectOf(service.spec)
  const { allowed, warnings } = await ask(requestOf({ object: { ...service, spec } }), alone, { rules })
  expect(allowed).toBe(true)
  expect(warnings?.filter(text => text.includes('selector'))).toEqual([
    expect.stringMatching(
      /^warrener: service-selector-mismatch: Service rabbitmq-nodes governs StatefulSet rabbitmq and has no selector: it selects no pod$/,
    ),
  ])
})

test('who takes a claim template away is not told to resize claims', async () => {
  const { spec, ...rest } = set
  const templates = listOf(member(spec, 'volumeClaimTemplates'))
  const logs = { metadata: { name: 'logs' }, spec: { accessModes: ['ReadWriteOnce'] } }
  const oldObject = { ...rest, spec: { ...objectOf(spec), volumeClaimTemplates: [...templates, logs] } }
  const { allowed, status } = await ask(requestOf({ object: set, oldObject }), objects, { rules })
  expect(allowed).toBe(false)
  expect(status?.message).toMatch(/to do without logs, delete the StatefulSet with --cascade=orphan/)
  expect(status?.message).not.toContain('resize')
})

describe('an annotation on a StatefulSet', () => {
  const excused = (ignored: string): JsonObject =>
    withMetadata({ annotations: { 'warrener.dev/ignore': `${ignored}=it is being moved` } })
  const around = (object: JsonObject): readonly JsonObject[] => [
    object,
    ...objects.filter(({ kind }) => kind !== 'StatefulSet'),
  ]

  test('covers its scale', async () => {
    const object = excused('scale-down')
    expect((await ask(scaleRequest(object, 3, 1), around(object))).allowed).toBe(true)
  })
  test('covers the way back from a release that never booted, as the denial says', async () => {
    const images = ['rabbitmq:4.0.99', 'rabbitmq:3.13.7'] as const
    const [failed, back] = images.map(image =>
      JSON.parse(JSON.stringify(set).replace(/docker.io.library.rabbitmq:[^"]*/g, image)),
    )
    const { allowed, status } = await ask(requestOf({ oldObject: failed, object: back }), around(failed), {
      rules,
    })
    expect(allowed).toBe(false)
    const told = /warrener.dev\/ignore: "(.*)"/.exec(status?.message ?? '')?.[1] ?? ''
    const annotations = { 'warrener.dev/ignore': told }
    const excusing = (object: JsonObject): JsonObject => ({
      ...object,
      metadata: { ...(object.metadata as JsonObject), annotations },
    })
    const again = requestOf({ oldObject: excusing(failed), object: excusing(back) })
    expect((await ask(again, around(failed), { rules })).allowed).toBe(true)
  })
  test('covers the deletion of its Service', async () => {
    const object = excused('headless-service-deleted')
    expect((await ask(requestOf({ oldObject: pick(objects, 'Service') }), around(object))).allowed).toBe(true)
  })
})
