/** What the API server asks of a value beside its type. Source: pkg/apis/core/validation/validation.go@v1.37.2. */

export interface Range {
  readonly low: number
  readonly high: number
  /** An option of the API server; this is its default. */
  readonly isDefault?: true
}

const port: Range = { low: 1, high: 65535 }
/** By type and field. Zero is the same as nothing where a port may be left out. */
const ranges: Readonly<Record<string, Range>> = {
  'ServicePort.port': port,
  'ServicePort.nodePort': { low: 30000, high: 32767, isDefault: true },
  'ContainerPort.containerPort': port,
  'ContainerPort.hostPort': port,
}
export const rangeOf = (type: string, field: string): Range | undefined =>
  Object.hasOwn(ranges, `${type}.${field}`) ? ranges[`${type}.${field}`] : undefined

/** Lower-case letters, digits and hyphens, in parts between dots. Source: apimachinery pkg/util/validation, IsDNS1123Subdomain. */
const part = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/
/** Kinds of which the name may be anything that a path can hold. */
const freelyNamed: ReadonlySet<string> = new Set(['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'])

/** Whether the API server takes a name for an object of this kind. */
export function isName(kind: string, name: string): boolean {
  if (freelyNamed.has(kind)) return !/[/%]/.test(name)
  if (name.length > (kind === 'Service' ? 63 : 253)) return false
  return kind === 'Service' ? part.test(name) : name.split('.').every(label => part.test(label))
}
