import type { Wording } from '../../wording.ts'
import { setValue } from './secret-values.ts'
import type { ChartShape, Fields } from './shape.ts'
import { type ChartValues, known } from './values.ts'

/** Fields of the set that all charts write from the same value. */
export const setFields = { replicas: 'replicaCount', podManagementPolicy: 'podManagementPolicy' }
/** The same of the pods. */
export const podFields = {
  affinity: 'affinity',
  nodeSelector: 'nodeSelector',
  tolerations: 'tolerations',
  securityContext: 'podSecurityContext',
  serviceAccountName: 'serviceAccount.name',
}

/** Fields that are called as the values that they are written in. */
export const sameName = (...names: readonly string[]): Fields =>
  Object.fromEntries(names.map(name => [name, name]))

const times = [
  'initialDelaySeconds',
  'periodSeconds',
  'timeoutSeconds',
  'failureThreshold',
  'successThreshold',
]
const ways = ['exec', 'httpGet', 'tcpSocket', 'grpc']
const partsOf = (probe: string, parts: readonly string[], value: string): Fields =>
  Object.fromEntries(parts.map(part => [`${probe}.${part}`, `${value}.${part}`]))
/** A probe whose times are values. */
export const timedProbe = (probe: string): Fields => partsOf(probe, times, probe)
/** Probes in whose place the user may write others. */
export const ownProbes: Fields = Object.assign(
  {},
  ...['liveness', 'readiness', 'startup'].map(kind => ({
    [`${kind}Probe`]: `${kind}Probe`,
    ...partsOf(`${kind}Probe`, ways, `custom${kind[0]?.toUpperCase()}${kind.slice(1)}Probe`),
  })),
)

/** Where the users of a chart write things: in values, and what no value sets in what the chart made of them. */
export const wordingOf = (
  { wording, fields, secrets, authSwitch }: ChartShape,
  chart: ChartValues,
): Wording => ({
  ...wording,
  ofSet: field => valueFor(fields.set, field) ?? rendered(field),
  ofPods: field => valueFor(fields.pods, field) ?? rendered(`template.spec.${field}`),
  ofNode: field => valueFor(fields.node, field) ?? rendered(`template.spec.containers[rabbitmq].${field}`),
  ownProbe: probe => `set ${valueFor(fields.node, probe) ?? probe}.enabled: true`,
  remake: 'kubectl delete statefulset --cascade=orphan, then helm upgrade',
  ownPassword: () => setValue(secrets.password) + withSwitch(chart, authSwitch),
  ownCookie: setValue(secrets.cookie) + withSwitch(chart, authSwitch),
  keepData: () => wording.keepData,
  ownDisks: wording.ownDisks,
})

/** Without the switch nothing comes of a Secret. */
const withSwitch = (chart: ChartValues, path: string | undefined): string =>
  path !== undefined && known(chart, path) === false ? ` and ${path}: true` : ''

/** The value that a field is written in; undefined where none sets it. */
export function valueFor(fields: Fields, field: string): string | undefined {
  const [first = '', second, ...more] = field.split('.')
  const deeper = second === undefined ? undefined : fields[`${first}.${second}`]
  if (deeper !== undefined) return [deeper, ...more].join('.')
  const own = fields[first]
  return own === undefined ? undefined : [own, ...(second === undefined ? [] : [second]), ...more].join('.')
}
/** A step after the chart can write what no value sets. */
const rendered = (field: string): string => `spec.${field} of the rendered StatefulSet`
