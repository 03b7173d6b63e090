import { isArray, isObject, isString, type JsonObject, member, objectOf } from '../../../kube/json.ts'
import { found } from '../../../kube/lookup.ts'
import { dig } from '../../../kube/read.ts'
import type { NamedPlugin } from '../../made.ts'
import { pluginsInText } from '../../plugin-texts.ts'
import { certificates, configuration, definitions, hasTls, loads } from './bitnami-files.ts'
import { asks, headless, node, pods } from './bitnami-pods.ts'
import { persistence } from './disk.ts'
import { bitnamiPorts, exposedBy } from './exposure.ts'
import { ownProbes, podFields, sameName, setFields } from './fields.ts'
import { imageOf } from './image.ts'
import type { ChartShape } from './shape.ts'
import {
  allOf,
  atValue,
  type ChartValues,
  isTemplate,
  known,
  namesRabbit,
  renderChart,
  says,
  textAt,
} from './values.ts'

/*
 * The RabbitMQ chart of Bitnami.
 * Source: bitnami/charts, bitnami/rabbitmq 7.0.0 to 16.0.16, values.yaml and templates/{config-secret,statefulset,_helpers}.
 */
export const bitnami: ChartShape = {
  name: 'bitnami',
  repository: /bitnami/i,
  hasMajor: major => major >= 6 && major <= 16,
  own: [
    'loadDefinition',
    'communityPlugins',
    'extraPlugins',
    'configuration',
    'extraConfiguration',
    'advancedConfiguration',
    'memoryHighWatermark',
    'ulimitNofiles',
    'auth.securePassword',
    'auth.existingPasswordSecret',
    'auth.existingErlangSecret',
    'clustering.addressType',
    'clustering.partitionHandling',
    'clustering.enabled',
  ],
  keys: [
    ...['configuration', 'extraConfiguration', 'advancedConfiguration'],
    ...['plugins', 'extraPlugins', 'loadDefinition', 'clustering', 'memoryHighWatermark'],
  ],
  carries,
  isSure: values => signs.some(sign => sign(values)),
  recognises,
  discovery: ['clustering', 'enabled'],
  forceBoot: ['clustering', 'forceBoot'],
  wording: {
    conf: 'extraConfiguration',
    advanced: 'advancedConfiguration',
    plugins: 'extraPlugins',
    longNames: 'set clustering.addressType: hostname',
    ownBudget: 'set pdb.create: true',
    keepData: 'set persistence.enabled: true',
    ownDisks: 'leave persistence.existingClaim out: the chart then makes a claim for each node',
  },
  fields: {
    set: {
      ...setFields,
      ...sameName('updateStrategy', 'persistentVolumeClaimRetentionPolicy'),
      volumeClaimTemplates: 'persistence',
    },
    pods: {
      ...podFields,
      ...sameName('terminationGracePeriodSeconds', 'enableServiceLinks', 'priorityClassName'),
      ...sameName('topologySpreadConstraints', 'initContainers', 'hostAliases', 'dnsConfig'),
      volumes: 'extraVolumes',
    },
    node: {
      ...ownProbes,
      ...sameName('resources', 'command', 'args'),
      env: 'extraEnvVars',
      lifecycle: 'lifecycleHooks',
      securityContext: 'containerSecurityContext',
      volumeMounts: 'extraVolumeMounts',
      ports: 'extraContainerPorts',
    },
  },
  image: chart => imageOf(chart, 'bitnami', 'bitnami/rabbitmq'),
  pods,
  node,
  asks,
  rests: {
    affinity: ['podAntiAffinityPreset'],
    resources: ['resourcesPreset'],
    env: ['extraEnvVars', 'loadDefinition.enabled', 'clustering.forceBoot', 'clustering.addressType'],
    envFrom: ['extraEnvVarsCM', 'extraEnvVarsSecret'],
    automountServiceAccountToken: ['automountServiceAccountToken'],
    serviceAccountName: ['serviceAccount'],
    command: ['diagnosticMode.enabled'],
    livenessProbe: ['customLivenessProbe', 'diagnosticMode.enabled'],
    readinessProbe: ['customReadinessProbe', 'diagnosticMode.enabled'],
    startupProbe: ['customStartupProbe', 'diagnosticMode.enabled'],
  },
  variables: {
    RABBITMQ_NODE_NAME: 'clustering.addressType',
    RABBITMQ_FORCE_BOOT: 'clustering.forceBoot',
    RABBITMQ_USERNAME: 'auth.username',
  },
  headless,
  rights: chart =>
    known(chart, 'rbac.create') !== false
      ? [
          { verb: 'get', resource: 'endpoints' },
          { verb: 'create', resource: 'events' },
        ]
      : [],
  budget: 'pdb',
  makesBudget(chart) {
    const made = dig(chart.all, ['pdb', 'create'])
    return typeof made === 'boolean' ? made : undefined
  },
  sharesCookie: () => true,
  disk: chart =>
    textAt(chart, 'persistence', 'mountPath') === undefined
      ? persistence(chart, bitnamiData, bitnamiData, true)
      : undefined,
  mounts: chart => [
    ['configuration', '/bitnami/rabbitmq/conf'],
    ['empty-dir', '/opt/bitnami/rabbitmq/etc/rabbitmq'],
    ...(hasTls(chart) ? [['certs', '/opt/bitnami/rabbitmq/certs'] as const] : []),
    ...(loads(chart) ? [['load-definition-volume', '/app'] as const] : []),
  ],
  volume(chart, name, world) {
    if (name === 'empty-dir') return found(new Map())
    if (name === 'configuration') return configuration(chart, world)
    if (name === 'certs' && hasTls(chart)) return certificates(chart)
    return name === 'load-definition-volume' ? definitions(chart, world) : undefined
  },
  credentials: {
    user: 'auth.username',
    password: 'auth.password',
    cookie: 'auth.erlangCookie',
  },
  secrets: { password: 'auth.existingPasswordSecret', cookie: 'auth.existingErlangSecret' },
  exposes: chart => exposedBy(chart, bitnamiPorts(chart)),
  plugins: chart => ({
    named: {
      items: ['plugins', 'extraPlugins', 'metrics.plugins'].flatMap(key => {
        const text = textAt(chart, ...key.split('.'))
        if (text === undefined) return ownPlugins(chart, key)
        // What is downloaded for it is known to be one.
        const loaded = textAt(chart, 'communityPlugins') ?? ''
        return isTemplate(text)
          ? []
          : pluginsInText(text, atValue(chart, ...key.split('.'))).filter(
              ({ name }) => !loaded.includes(name),
            )
      }),
      // A list in the place of the text is refused, or becomes names that are none.
      ...(['plugins', 'extraPlugins'].some(key => isArray(member(chart.value, key)))
        ? { complete: false as const, why: renderChart }
        : allOf(chart, 'plugins', 'extraPlugins', 'metrics.enabled')),
    },
    append: () => undefined,
  }),
}

const bitnamiData = '/bitnami/rabbitmq/mnesia'

/** What a list says where nobody writes it, as far as that is known; for `plugins` it is the same in all versions. */
function ownPlugins(chart: ChartValues, key: string): readonly NamedPlugin[] {
  if (key.startsWith('metrics') && known(chart, 'metrics.enabled') !== true) return []
  const own =
    known(chart, key) ?? (key === 'plugins' ? 'rabbitmq_management rabbitmq_peer_discovery_k8s' : '')
  return isString(own)
    ? pluginsInText(own, atValue(chart)).map(({ name, at }) => ({ name, at, generated: true }))
    : []
}

const textKeys = ['configuration', 'extraConfiguration', 'advancedConfiguration', 'plugins', 'extraPlugins']

function carries(values: JsonObject): boolean {
  return (
    textKeys.some(key => isString(member(values, key))) ||
    typeof dig(values, ['loadDefinition', 'enabled']) === 'boolean' ||
    signs.some(sign => sign(values))
  )
}

type Sign = (values: JsonObject) => boolean
/** What only values for RabbitMQ hold: `replicaCount` and `configuration` are those of many charts. */
const signs: readonly Sign[] = [
  values => ['plugins', 'extraPlugins'].some(key => /\brabbitmq_/.test(textAt({ value: values }, key) ?? '')),
  values => ['auth.erlangCookie', 'auth.existingErlangSecret'].some(path => says(values, path)),
  values => ['addressType', 'partitionHandling', 'forceBoot'].some(key => says(values, `clustering.${key}`)),
  values => says(values, 'memoryHighWatermark.enabled'),
  namesRabbit,
  values =>
    Object.values(objectOf(member(values, 'extraSecrets'))).some(secret =>
      Object.values(objectOf(secret)).some(
        text => isString(text) && /"(?:vhosts|permissions)"\s*:/.test(text),
      ),
    ),
]

/** Configuration, something of a cluster, and a sign; or the chart's own image and a value of its own. */
function recognises(values: JsonObject): boolean {
  const configures =
    ['configuration', 'extraConfiguration', 'plugins', 'extraPlugins'].some(key =>
      isString(member(values, key)),
    ) || typeof dig(values, ['loadDefinition', 'enabled']) === 'boolean'
  const clusters =
    typeof member(values, 'replicaCount') === 'number' ||
    isObject(member(values, 'clustering')) ||
    says(values, 'auth.erlangCookie') ||
    says(values, 'auth.existingErlangSecret')
  return configures && clusters && signs.some(sign => sign(values))
}
