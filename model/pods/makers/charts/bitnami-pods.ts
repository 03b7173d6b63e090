import { isString, type Json, type JsonObject } from '../../../kube/json.ts'
import { account, copied, fromField, runs, securityContext, subdomain, variable } from './pods.ts'
import { type ChartValues, isFilled, isSince, known } from './values.ts'

/*
 * The pods of the chart of Bitnami.
 * Source: bitnami/charts, bitnami/rabbitmq 9.0.0 to 16.0.16, templates/statefulset.yaml; bitnami/common, templates/_affinities.tpl.
 */

export const pods = (chart: ChartValues): JsonObject => ({
  ...account(chart),
  ...affinity(chart),
  ...copied(chart, 'topologySpreadConstraints', 'nodeSelector', 'tolerations', 'priorityClassName'),
  ...copied(chart, 'terminationGracePeriodSeconds', 'initContainers', 'hostAliases', 'dnsConfig'),
  ...securityContext(chart, 'podSecurityContext'),
  ...token(chart),
})

/** The pod's own word counts before that of its account. */
function token(chart: ChartValues): JsonObject {
  const own = isSince(chart, '12.8.0') === true ? known(chart, 'automountServiceAccountToken') : undefined
  return typeof own === 'boolean' ? { automountServiceAccountToken: own } : {}
}

function affinity(chart: ChartValues): JsonObject {
  const own = known(chart, 'affinity')
  if (isFilled(own)) return { affinity: own ?? {} }
  const preset = known(chart, 'podAntiAffinityPreset')
  const term = {
    topologyKey: 'kubernetes.io/hostname',
    labelSelector: { matchLabels: chart.called?.labels ?? {} },
  }
  if (preset === 'hard')
    return { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } } }
  if (preset !== 'soft') return {}
  const preferred = { weight: 1, podAffinityTerm: term }
  return { affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [preferred] } } }
}

/** The node's container but for what all charts have. */
export const node = (chart: ChartValues): JsonObject => ({
  ...securityContext(chart, 'containerSecurityContext'),
  ...copied(chart, 'command', 'args'),
  env: environment(chart),
  envFrom: [
    ...from(chart, 'extraEnvVarsCM', 'configMapRef'),
    ...from(chart, 'extraEnvVarsSecret', 'secretRef'),
  ],
  lifecycle: {
    preStop: runs('/opt/bitnami/scripts/rabbitmq/nodeshutdown.sh'),
  },
})

function from(chart: ChartValues, key: string, reference: string): readonly Json[] {
  const name = known(chart, key)
  return isString(name) && name !== '' ? [{ [reference]: { name } }] : []
}

function environment(chart: ChartValues): readonly Json[] {
  const yes = (path: string): string => (known(chart, path) === true ? 'yes' : 'no')
  const isLong = known(chart, 'clustering.addressType') === 'hostname'
  const host = chart.called ? headless(chart) : '$(SERVICE)'
  const domain = known(chart, 'clusterDomain')
  const name = `rabbit@$(MY_POD_NAME)${isLong ? `.${host}.$(MY_POD_NAMESPACE).svc.${isString(domain) ? domain : '{{ domain }}'}` : ''}`
  const user = known(chart, 'auth.username')
  return [
    fromField('MY_POD_NAME', 'metadata.name'),
    fromField('MY_POD_NAMESPACE', 'metadata.namespace'),
    ...(chart.called ? [] : [subdomain('SERVICE')]),
    variable('RABBITMQ_FORCE_BOOT', yes('clustering.forceBoot')),
    variable('RABBITMQ_NODE_NAME', name),
    variable('RABBITMQ_USE_LONGNAME', 'true'),
    variable('RABBITMQ_LOAD_DEFINITIONS', yes('loadDefinition.enabled')),
    ...(isString(user) ? [variable('RABBITMQ_USERNAME', user)] : []),
  ]
}

/** The governing Service. */
export function headless(chart: ChartValues): string {
  const own = known(chart, 'servicenameOverride')
  return `${chart.called?.name ?? ''}-${isString(own) && own !== '' ? own : 'headless'}`
}

/** What the probes of the chart itself ask. */
export function asks(chart: ChartValues, field: string): JsonObject | undefined {
  // Whoever looks for a fault has the container sleep, without probes.
  if (known(chart, 'diagnosticMode.enabled') === true) return undefined
  if (field === 'startupProbe')
    return { tcpSocket: { port: known(chart, 'auth.tls.enabled') === true ? 5671 : 5672 } }
  const byHttp = known(chart, 'probesByHttp')
  const plugins = known(chart, 'plugins')
  const loads = known(chart, 'loadDefinition.enabled')
  const isManaged = isString(plugins) && plugins.includes('rabbitmq_management') && loads === false
  const kind = field === 'livenessProbe' ? 'virtual-hosts' : 'local-alarms'
  if (byHttp === true && isManaged)
    return runs(
      `curl -f --user "$RABBITMQ_USERNAME:$RABBITMQ_PASSWORD" 127.0.0.1:15672/api/health/checks/${kind}`,
    )
  // Either way the node has to have booted to be ready.
  if (field === 'readinessProbe')
    return runs('rabbitmq-diagnostics -q check_running && rabbitmq-diagnostics -q check_local_alarms')
  return byHttp === undefined && isManaged ? undefined : runs('rabbitmq-diagnostics -q ping')
}
