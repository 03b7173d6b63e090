import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse as parseYaml } from 'yaml'
import { lint } from '../../index.ts'
import { isString, type Json, type JsonObject, listOf, member } from '../../model/kube/json.ts'
import { dig } from '../../model/kube/read.ts'
import { metricsOf } from '../../webhook/metrics.ts'
import { neededRights, rightsTo, secretKind } from '../../webhook/reader.ts'
import { describe, expect, test } from '../jest.ts'
import { objectsOf, pick } from './ask.ts'
import { built } from './built.ts'

const root = join(import.meta.dirname, '../../manifests')
const files = globSync('**/*.yaml', { cwd: root })
  .toSorted()
  .map(name => ({ name, text: readFileSync(join(root, name), 'utf8') }))

describe('what we ship passes our own rules', () => {
  const clusters = globSync('clusters/*/', { cwd: root }).map(folder => folder.replace(/\/$/, ''))

  test('all of it together', () => {
    const { findings, notEvaluated, defects } = lint(files)
    expect({ findings, notEvaluated, defects }).toEqual({ findings: [], notEvaluated: [], defects: [] })
  })

  test('there are reference clusters for each way to run RabbitMQ', () => {
    expect(clusters.toSorted()).toEqual([
      'clusters/rabbitmq-3.13',
      'clusters/rabbitmq-4.2',
      'clusters/rabbitmqcluster',
    ])
  })

  test.each(clusters)('%s alone: one cluster, every rule evaluated, nothing found', folder => {
    const report = lint(files.filter(({ name }) => name.startsWith(folder)))
    expect(report.clusters).toEqual([expect.objectContaining({ name: 'rabbitmq/rabbitmq', replicas: 3 })])
    const { findings, notEvaluated, skipped, defects } = report
    expect({ findings, notEvaluated, skipped, defects }).toEqual({
      findings: [],
      notEvaluated: [],
      skipped: [],
      defects: [],
    })
  })

  const parts = [
    ...['namespace', 'certificate', 'base', 'configuration', 'warn-first', 'monitoring', 'config-file'],
    ...['enforce', 'own-certificate', 'self-signed/component'],
  ].map(part => `webhook/${part}`)
  test.each([...clusters, ...parts])('%s: the kustomization names every other file', folder => {
    const inFolder = files
      .filter(({ name }) => name.startsWith(`${folder}/`))
      .map(({ name }) => name.slice(folder.length + 1))
    const [kustomization] = objectsOf(readFileSync(join(root, folder, 'kustomization.yaml'), 'utf8'))
    const own = texts(member(kustomization, 'resources')).filter(name => !name.startsWith('../'))
    expect([...own, 'kustomization.yaml'].toSorted()).toEqual(inFolder.toSorted())
  })
})

const namespace = 'warrener-system'
const texts = (value: Json | undefined): readonly string[] => listOf(value).filter(isString)
interface Entry {
  readonly configuration: string
  readonly name: string
  readonly webhook: Json
}
const entriesOf = (objects: readonly JsonObject[]): readonly Entry[] =>
  objects.flatMap(({ kind, metadata, webhooks }) =>
    listOf(webhooks).map(webhook => ({
      configuration: `${kind} ${member(metadata, 'name')}`,
      name: String(member(webhook, 'name')),
      webhook,
    })),
  )
const rulesOf = (webhook: Json): readonly Json[] => listOf(member(webhook, 'rules'))
const asked = (webhook: Json): readonly string[] =>
  rulesOf(webhook).flatMap(rule =>
    texts(member(rule, 'apiGroups')).flatMap(group =>
      texts(member(rule, 'resources')).flatMap(resource =>
        texts(member(rule, 'operations')).map(operation => `${operation} ${group}/${resource}`),
      ),
    ),
  )

const forms = {
  base: built('base'),
  'warn-first': built('warn-first'),
  'own-certificate': built('base', 'own-certificate'),
  'self-signed': built('self-signed'),
  enforce: built('enforce'),
  configuration: built('base', 'configuration'),
  'enforce and configuration': built('enforce', 'configuration'),
}
const containerOf = (objects: readonly JsonObject[]): Json | undefined =>
  dig(pick(objects, 'Deployment'), ['spec', 'template', 'spec', 'containers', 0])
const all = Object.entries(forms).flatMap(([form, objects]) =>
  entriesOf(objects).map(entry => ({ form, ...entry })),
)

describe('the installation of the webhook', () => {
  const objects = [...built('certificate'), ...forms.base]

  test.each([
    ['base', []],
    ['configuration', [secretKind]],
  ] as const)('%s: may read what the webhook reads, and nothing else', (form, kinds) => {
    const roles = forms[form].filter(
      ({ kind, metadata }) =>
        kind === 'ClusterRole' && String(member(metadata, 'name')).startsWith('warrener-webhook'),
    )
    const allowed = roles.flatMap(({ rules }) =>
      listOf(rules).flatMap(rule =>
        texts(member(rule, 'apiGroups')).flatMap(group =>
          texts(member(rule, 'resources')).flatMap(resource =>
            texts(member(rule, 'verbs')).map(verb => `${verb} ${group}/${resource}`),
          ),
        ),
      ),
    )
    expect(allowed.toSorted()).toEqual([...neededRights, ...kinds.flatMap(rightsTo)].toSorted())
  })

  test('Secrets are read where the component says so, and only there', () => {
    const args = (built: readonly JsonObject[]): readonly string[] =>
      texts(dig(pick(built, 'Deployment'), ['spec', 'template', 'spec', 'containers', 0, 'args']))
    expect(args(forms.base)).not.toContain('--read-secrets')
    expect(args(forms.enforce)).not.toContain('--read-secrets')
    expect(args(forms.configuration)).toContain('--read-secrets')
  })

  test('nobody is given a right to change namespaces', () => {
    const roles = Object.values(forms)
      .flat()
      .filter(({ kind }) => kind === 'ClusterRole' || kind === 'Role')
    const rights = roles.flatMap(({ rules }) => listOf(rules))
    for (const rule of rights.filter(right => texts(member(right, 'resources')).includes('namespaces')))
      expect(texts(member(rule, 'verbs'))).toEqual(['get'])
    expect(JSON.stringify(rights)).not.toContain('"*"')
  })

  test.each(all)('$form: $configuration $name asks nothing in vain', ({ webhook, configuration }) => {
    const resources = rulesOf(webhook).flatMap(rule => texts(member(rule, 'resources')))
    expect(JSON.stringify(rulesOf(webhook))).not.toContain('*')
    for (const never of ['pods', 'nodes', 'leases', 'endpoints', 'endpointslices', 'namespaces', 'events'])
      expect(resources).not.toContain(never)
    for (const files of ['configmaps', 'secrets'])
      expect(resources.includes(files)).toBe(configuration.endsWith('warrener-configuration'))
    for (const rule of rulesOf(webhook)) expect(member(rule, 'scope')).toBe('Namespaced')
    const [selector] = listOf(dig(webhook, ['namespaceSelector', 'matchExpressions']))
    expect(selector).toEqual({
      key: 'kubernetes.io/metadata.name',
      operator: 'NotIn',
      values: ['kube-system', 'kube-public', 'kube-node-lease', namespace],
    })
    expect(asked(webhook).filter(what => what.startsWith('DELETE'))).toEqual(
      asked(webhook).filter(what => what === 'DELETE /services'),
    )
    const conditions = listOf(member(webhook, 'matchConditions')).map(condition => member(condition, 'name'))
    expect(conditions).toContain('changes-what-is-judged')
    expect(conditions.at(configuration.endsWith('warrener-configuration') ? 0 : -1)).toMatch(/rabbitmq/)
  })

  test('of what is deleted, only what a person deletes is asked about', () => {
    for (const { webhook } of all.filter(entry => asked(entry.webhook).includes('DELETE /services'))) {
      const [first] = listOf(member(webhook, 'matchConditions'))
      expect(member(first, 'name')).toBe('not-deleted-by-a-controller')
    }
  })

  test.each(all)('$form: $configuration $name has the form that the API server needs', entry => {
    const { form, configuration, name, webhook } = entry
    const mutating = configuration.startsWith('Mutating')
    const denies = form.startsWith('enforce') && name === 'validate.warrener.dev'
    const path = mutating ? '/mutate' : name.includes('warn.') ? '/validate/warn' : '/validate'
    expect(webhook).toMatchObject({
      failurePolicy: denies ? 'Fail' : 'Ignore',
      timeoutSeconds: mutating ? 2 : 3,
      sideEffects: 'None',
      matchPolicy: 'Equivalent',
      admissionReviewVersions: ['v1'],
      ...(mutating ? { reinvocationPolicy: 'IfNeeded' } : {}),
      clientConfig: { service: { name: 'warrener-webhook', namespace, path, port: 443 } },
    })
  })

  test.each(Object.keys(forms))('%s: each namespace is asked about by one entry of each kind', form => {
    const selected = (name: string): readonly Json[] =>
      all
        .filter(entry => entry.form === form && entry.name === name)
        .map(({ webhook }) => listOf(dig(webhook, ['namespaceSelector', 'matchExpressions']))[1] ?? {})
    const enforce = (operator: string): Json => ({ key: 'warrener.dev/enforce', operator, values: ['warn'] })
    for (const what of ['', ...(form.includes('configuration') ? ['configuration.'] : [])]) {
      const denying = what === '' ? 'validate.warrener.dev' : `${what}warrener.dev`
      expect(selected(denying)).toEqual([enforce('NotIn')])
      expect(selected(`${what}warn.warrener.dev`)).toEqual([enforce('In')])
    }
    expect(selected('mutate.warrener.dev')).toEqual([
      { key: 'warrener.dev/mutate', operator: 'NotIn', values: ['off'] },
    ])
  })

  test('both validating entries, and the mutating one, are asked about the same objects', () => {
    const [validate, warn, mutate] = ['validate', 'warn', 'mutate'].map(
      name =>
        all.find(entry => entry.form === 'base' && entry.name === `${name}.warrener.dev`)?.webhook ?? {},
    )
    expect(asked(warn ?? {})).toEqual(asked(validate ?? {}))
    expect(member(warn, 'matchConditions')).toEqual(member(validate, 'matchConditions'))
    expect(member(mutate, 'matchConditions')).toEqual(member(validate, 'matchConditions'))
    expect(asked(validate ?? {})).toEqual(expect.arrayContaining([...asked(mutate ?? {})]))
    expect(asked(mutate ?? {}).join()).not.toContain('DELETE')
  })

  test('the certificate comes before whoever asks: nothing else is installed without cert-manager', () => {
    const kinds = (folder: string): readonly string[] => built(folder).map(({ kind }) => String(kind))
    expect(kinds('certificate')).toEqual(['Namespace', 'Issuer', 'Certificate', 'Issuer', 'Certificate'])
    for (const form of ['base', 'enforce', 'warn-first'])
      expect(kinds(form)).not.toEqual(expect.arrayContaining(['Namespace']))
  })

  test('memory: the heap is 5/16 of the limit', () => {
    const container = containerOf(objects)
    const heap = /--max-old-space-size=(\d+)/.exec(JSON.stringify(member(container, 'env')))?.[1]
    const limit = /^(\d+)Mi$/.exec(String(dig(container, ['resources', 'limits', 'memory'])))?.[1]
    expect(Number(heap)).toBe((Number(limit) * 5) / 16)
  })

  test('the authority outlives its certificates by years, and its key stays', () => {
    const issued = (kind: string, name: string): JsonObject | undefined =>
      objects.find(object => object.kind === kind && member(object.metadata, 'name') === name)
    const [leaf, authority] = ['warrener-webhook', 'warrener-ca'].map(name => issued('Certificate', name))
    const hours = (certificate: JsonObject | undefined): number =>
      Number(/^(\d+)h$/.exec(String(dig(certificate, ['spec', 'duration'])))?.[1])
    expect(dig(authority, ['spec', 'isCA'])).toBe(true)
    expect(dig(authority, ['spec', 'privateKey', 'rotationPolicy'])).toBe('Never')
    expect(hours(authority)).toBe(10 * 365 * 24)
    expect(hours(leaf)).toBeLessThan(hours(authority) / 3)
    const issuerOf = (certificate: JsonObject | undefined): JsonObject | undefined =>
      issued('Issuer', String(dig(certificate, ['spec', 'issuerRef', 'name'])))
    expect(dig(issuerOf(leaf), ['spec', 'ca', 'secretName'])).toBe(dig(authority, ['spec', 'secretName']))
    expect(dig(issuerOf(authority), ['spec', 'selfSigned'])).toEqual({})
  })

  test.each(['own-certificate', 'self-signed'] as const)('%s: cert-manager is not asked', form => {
    expect(JSON.stringify(forms[form])).not.toContain('cert-manager')
  })

  test('self-signed: files are not looked for, and little may be written', () => {
    expect(member(containerOf(forms['self-signed']), 'args')).toEqual([
      'webhook',
      '--port=8443',
      '--self-signed',
    ])
    expect(JSON.stringify(pick(forms['self-signed'], 'Deployment'))).not.toContain('tls')
    const added = forms['self-signed'].filter(
      ({ kind, metadata }) =>
        (kind === 'Role' || kind === 'ClusterRole') &&
        /-(?:certificate|authority)$/.test(String(member(metadata, 'name'))),
    )
    const rights = added.flatMap(({ kind, rules }) =>
      listOf(rules).map(rule => [
        kind,
        texts(member(rule, 'verbs')).join(),
        texts(member(rule, 'resources')).join(),
        texts(member(rule, 'resourceNames')).join(),
      ]),
    )
    expect(rights).toEqual([
      ['Role', 'create', 'secrets', ''],
      ['Role', 'get,update', 'secrets', 'warrener-webhook-tls'],
      [
        'ClusterRole',
        'get,patch',
        'validatingwebhookconfigurations,mutatingwebhookconfigurations',
        'warrener,warrener-configuration',
      ],
    ])
  })

  test('alerts are about metrics that there are', async () => {
    const metrics = metricsOf(() => new Date())
    const known = [...(await metrics.text()).matchAll(/^# HELP (\w+)/gm)].map(([, name]) => name)
    metrics.stop()
    const [alerts] = built('monitoring').filter(({ kind }) => kind === 'PrometheusRule')
    const rules = listOf(dig(alerts, ['spec', 'groups', 0, 'rules']))
    const named = rules.flatMap(rule => String(member(rule, 'expr')).match(/warrener_\w+/g) ?? [])
    expect(named.length).toBeGreaterThanOrEqual(rules.length - 1)
    expect(known).toEqual(expect.arrayContaining(named))
  })

  test('what is rolled out first refuses nothing', () => {
    const [config] = forms['warn-first'].filter(({ kind }) => kind === 'ConfigMap')
    const file = String(dig(config, ['data', 'warrener.yaml']))
    expect(parseYaml(file)).toEqual({ webhook: { enforce: { error: 'warn' } } })
    const { args, volumeMounts } = containerOf(forms['warn-first']) as JsonObject
    expect(args).toContain('--config=/config/warrener.yaml')
    expect(volumeMounts).toContainEqual({ name: 'config', mountPath: '/config', readOnly: true })
  })

  test('pods: two of them, spread, before others, restricted, with nothing to write to but a cache', () => {
    const deployment = pick(objects, 'Deployment')
    const pod = dig(deployment, ['spec', 'template', 'spec'])
    const container = containerOf(objects)
    expect(dig(deployment, ['spec', 'replicas'])).toBe(2)
    expect(dig(pick(objects, 'PodDisruptionBudget'), ['spec'])).toMatchObject({
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    })
    const spread = listOf(member(pod, 'topologySpreadConstraints')).map(one => member(one, 'topologyKey'))
    expect(spread).toEqual(['kubernetes.io/hostname', 'topology.kubernetes.io/zone'])
    expect(pick(objects, 'PriorityClass')).toMatchObject({
      metadata: { name: member(pod, 'priorityClassName') },
      preemptionPolicy: 'Never',
    })
    expect(dig(pick(objects, 'Namespace'), ['metadata', 'labels'])).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'restricted',
    })
    expect(member(pod, 'securityContext')).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    })
    expect(member(container, 'securityContext')).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    })
    const writable = listOf(member(container, 'volumeMounts')).filter(
      mount => member(mount, 'readOnly') !== true,
    )
    expect(writable).toEqual([{ name: 'cache', mountPath: '/cache' }])
    expect(member(container, 'env')).toContainEqual({ name: 'NODE_COMPILE_CACHE', value: '/cache' })
    for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe'])
      expect(dig(container, [probe, 'httpGet', 'scheme'])).toBe('HTTPS')
  })

  test('names agree: certificate, Secret, Service, port, account, selectors', () => {
    const [deployment, service] = ['Deployment', 'Service'].map(kind => pick(objects, kind))
    const certificate = objects.find(
      ({ kind, metadata }) => kind === 'Certificate' && member(metadata, 'name') === 'warrener-webhook',
    )
    const pod = dig(deployment, ['spec', 'template', 'spec'])
    const container = dig(pod, ['containers', 0])
    expect(dig(certificate, ['spec', 'secretName'])).toBe(dig(pod, ['volumes', 0, 'secret', 'secretName']))
    expect(dig(certificate, ['spec', 'dnsNames'])).toContain(
      `${dig(service, ['metadata', 'name'])}.${namespace}.svc`,
    )
    expect(dig(service, ['spec', 'ports', 0, 'targetPort'])).toBe(dig(container, ['ports', 0, 'name']))
    expect(listOf(dig(container, ['args']))).toContain(
      `--port=${dig(container, ['ports', 0, 'containerPort'])}`,
    )
    expect(dig(pod, ['serviceAccountName'])).toBe(dig(pick(objects, 'ServiceAccount'), ['metadata', 'name']))
    const labels = dig(deployment, ['spec', 'template', 'metadata', 'labels'])
    for (const kind of ['Service', 'PodDisruptionBudget', 'Deployment']) {
      const selector = dig(pick(objects, kind), ['spec', 'selector'])
      expect(member(selector, 'matchLabels') ?? selector).toEqual(labels)
    }
    const inject = `${namespace}/${dig(certificate, ['metadata', 'name'])}`
    for (const kind of ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration']) {
      expect(dig(pick(objects, kind), ['metadata', 'annotations', 'cert-manager.io/inject-ca-from'])).toBe(
        inject,
      )
    }
  })
})
