import { isString, type Json, type JsonObject, listOf, member } from '../../../kube/json.ts'
import { account, copied, fromField, runs, securityContext, subdomain, variable } from './pods.ts'
import { type ChartValues, known } from './values.ts'

/*
 * The pods of the charts on the official image.
 * Sources: CloudPirates-io/helm-charts, charts/rabbitmq 0.21.18, and groundhog2k/helm-charts, charts/rabbitmq 2.3.6,
 * templates/statefulset.yaml.
 */

/** What both give their pods: as whom they run, and where. */
const common = (chart: ChartValues): JsonObject => ({
  ...account(chart),
  ...copied(
    chart,
    'affinity',
    'topologySpreadConstraints',
    'nodeSelector',
    'tolerations',
    'priorityClassName',
  ),
  ...securityContext(chart, 'podSecurityContext'),
})

export const cloudPiratesPods = (chart: ChartValues): JsonObject => ({
  ...common(chart),
  initContainers: [
    cookieKeeper('init-erlang-cookie', 'data', 400),
    ...listOf(known(chart, 'customScripts.initContainers')),
  ],
  ...token(known(chart, 'serviceAccount.automountServiceAccountToken')),
})

export const groundhogPods = (chart: ChartValues): JsonObject => ({
  ...common(chart),
  ...copied(chart, 'terminationGracePeriodSeconds'),
  initContainers: [
    cookieKeeper('rabbitmq-init', String(known(chart, 'storage.volumeName')), 600),
    ...listOf(known(chart, 'extraInitContainers')),
  ],
})

/** Each start of a pod gives the cookie the mode that it has to have, whatever Kubernetes made of it. */
const cookieKeeper = (name: string, volume: string, mode: number): Json => ({
  name,
  command: ['sh', '-c', `chmod ${mode} ${cookie}`],
  volumeMounts: [{ name: volume, mountPath: '/var/lib/rabbitmq' }],
})
const cookie = '/var/lib/rabbitmq/.erlang.cookie'
const token = (word: Json | undefined): JsonObject =>
  typeof word === 'boolean' ? { automountServiceAccountToken: word } : {}

export const cloudPiratesNode = (chart: ChartValues): JsonObject => ({
  ...securityContext(chart, 'containerSecurityContext'),
  env: [
    ...(known(chart, 'auth.enabled') === true ? user(chart) : []),
    ...names(chart, 'peerDiscoveryK8sPlugin.useLongname', 'headless'),
  ],
  ...hooks(chart),
})

export const groundhogNode = (chart: ChartValues): JsonObject => ({
  ...securityContext(chart, 'securityContext'),
  ...copied(chart, 'args'),
  env: [...fromSecret(chart), ...names(chart, 'clustering.useLongName', 'internal')],
  lifecycle: { preStop: runs('/scripts/shutdown.sh') },
})

/** Both variables of the first user, the password in a Secret. */
function user(chart: ChartValues): readonly Json[] {
  const [name, own] = [known(chart, 'auth.username'), known(chart, 'auth.existingSecret')]
  const secret = isString(own) && own !== '' ? own : (chart.called?.name ?? 'rabbitmq')
  return [
    ...(isString(name) ? [variable('RABBITMQ_DEFAULT_USER', name)] : []),
    { name: 'RABBITMQ_DEFAULT_PASS', valueFrom: { secretKeyRef: { name: secret, key: 'password' } } },
  ]
}

/** The same of the other chart, where a Secret is named. */
function fromSecret(chart: ChartValues): readonly Json[] {
  const name = known(chart, 'authentication.existingSecret')
  if (!isString(name) || name === '') return []
  return [
    ['RABBITMQ_DEFAULT_USER', 'user'],
    ['RABBITMQ_DEFAULT_PASS', 'password'],
  ].flatMap(([variable = '', part = '']) => {
    const key = known(chart, `authentication.${part}.secretKey`)
    return isString(key) ? [{ name: variable, valueFrom: { secretKeyRef: { name, key } } }] : []
  })
}

function names(chart: ChartValues, longNames: string, service: string): readonly Json[] {
  const isLong = known(chart, longNames)
  const domain = known(chart, 'clusterDomain')
  const below = chart.called ? `${chart.called.name}-${service}` : '$(SERVICE)'
  const host = `.${below}.$(NAMESPACE).svc.${isString(domain) ? domain : '{{ domain }}'}`
  if (typeof isLong !== 'boolean') return [variable('RABBITMQ_NODENAME', '{{ name }}')]
  return [
    variable('RABBITMQ_USE_LONGNAME', String(isLong)),
    fromField('NODE_NAME', 'metadata.name'),
    // The chart writes its namespace in its place, which is that of the pods.
    fromField('NAMESPACE', 'metadata.namespace'),
    ...(chart.called ? [] : [subdomain('SERVICE')]),
    variable('RABBITMQ_NODENAME', `rabbit@$(NODE_NAME)${isLong ? host : ''}`),
  ]
}

/** The user's own scripts as hooks. */
function hooks(chart: ChartValues): JsonObject {
  const entries = ['postStart', 'preStop'].flatMap(hook => {
    const script = known(chart, `customScripts.${hook}`)
    const command = member(script, 'command')
    return member(script, 'enabled') === true && command !== undefined
      ? [[hook, { exec: { command } }] as const]
      : []
  })
  return entries.length > 0 ? { lifecycle: Object.fromEntries(entries) } : {}
}

/** All probes of the chart itself ask the same. */
export const asksRunning = (): JsonObject => runs('rabbitmq-diagnostics -q check_running')
