import type { Located } from '../../../kube/address.ts'
import { isString, type JsonObject } from '../../../kube/json.ts'
import { dig } from '../../../kube/read.ts'
import type { Step } from '../../../kube/step.ts'
import type { Made } from '../../made.ts'
import type { ClaimTemplate } from '../../workload.ts'
import { atValue, type ChartValues, isTemplate, known, says, textAt } from './values.ts'

/** What the pods of a chart keep their data on, as far as the values say so. */
export interface ChartDisk {
  readonly name: string
  /** Where the chart mounts it, and where the nodes then keep their data. */
  readonly path: string
  readonly data: string
  /** A volume of the pod. Undefined: a claim for each pod. */
  readonly source?: JsonObject
  readonly claim?: Pick<ClaimTemplate, 'value'> & { readonly parts: ClaimParts }
  /** The value that says so. */
  readonly from: readonly string[]
  /** What the user wrote so that there is no claim. */
  readonly without?: string
}

/** The values that the parts of a claim are written in. */
interface ClaimParts {
  readonly base: string
  readonly size: string
  /** The first of them that says one counts. */
  readonly storageClass: readonly (readonly string[])[]
  readonly accessModes: string
}

/**
 * `persistence`, as the charts of Bitnami and CloudPirates have it.
 * @param hasGlobal whether values for all charts may name the class
 */
export function persistence(
  chart: ChartValues,
  path: string,
  data: string,
  hasGlobal = false,
): ChartDisk | undefined {
  const own = ['persistence', 'storageClass']
  const disk = { name: 'data', path, data }
  if (known(chart, 'persistence.enabled') === false) {
    const from = ['persistence', 'enabled']
    return { ...disk, source: { emptyDir: {} }, from, without: 'persistence.enabled is false' }
  }
  const parts = {
    base: 'persistence',
    size: 'size',
    storageClass: hasGlobal ? [['global', 'storageClass'], own, ['global', 'defaultStorageClass']] : [own],
    accessModes: 'accessModes',
  }
  return existing(chart, disk, ['persistence', 'existingClaim']) ?? ownClaim(chart, disk, parts)
}

/** `storage`, as the chart of groundhog2k has it. */
export function storage(chart: ChartValues, path: string, data: string): ChartDisk | undefined {
  const disk = { name: textAt(chart, 'storage', 'volumeName') ?? 'rabbitmq-volume', path, data }
  const parts = {
    base: 'storage',
    size: 'requestedSize',
    storageClass: [['storage', 'className']],
    accessModes: 'accessModes',
  }
  const named = existing(chart, disk, ['storage', 'persistentVolumeClaimName'])
  if (named) return named
  const size = known(chart, 'storage.requestedSize')
  if (size !== '' || says(chart.value, 'storage.requestedSize'))
    return size === undefined ? undefined : ownClaim(chart, disk, parts)
  const without = 'storage.requestedSize is not set'
  return { ...disk, source: { emptyDir: {} }, from: ['storage'], without }
}

type Named = Pick<ChartDisk, 'name' | 'path' | 'data'>

/** One claim that is there already, for all pods. */
function existing(chart: ChartValues, disk: Named, from: readonly string[]): ChartDisk | undefined {
  const claimName = textAt(chart, ...from)
  if (claimName === undefined || isTemplate(claimName)) return undefined
  return { ...disk, source: { persistentVolumeClaim: { claimName } }, from }
}

/** A claim for each pod, of which something is written. */
function ownClaim(chart: ChartValues, disk: Named, parts: ClaimParts): ChartDisk | undefined {
  const { base } = parts
  if (textAt(chart, base, 'existingClaim') !== undefined) return undefined
  const size = textOf(chart, [base, parts.size])
  const from = parts.storageClass.find(path => textOf(chart, path) !== undefined)
  const named = from && textOf(chart, from)
  // Source: bitnami/common, templates/_storage.tpl: `-` asks for none.
  const storageClassName = named === '-' ? undefined : named
  const modes = dig(chart.value, [base, parts.accessModes])
  if (size === undefined && storageClassName === undefined && dig(chart.all, [base, 'enabled']) !== true)
    return undefined
  const value = {
    metadata: { name: disk.name },
    spec: {
      ...(modes === undefined ? {} : { accessModes: modes }),
      ...(storageClassName === undefined ? {} : { storageClassName }),
      ...(size === undefined ? {} : { resources: { requests: { storage: size } } }),
    },
  }
  return { ...disk, claim: { value, parts }, from: [base] }
}

const textOf = (chart: ChartValues, path: readonly string[]): string | undefined => {
  const text = dig(chart.all, path)
  return isString(text) && text !== '' && !isTemplate(text) ? text : undefined
}

/** The claim that each pod gets, with the values that it is made of. */
export function claimsOf(chart: ChartValues, disk: ChartDisk | undefined): readonly ClaimTemplate[] {
  if (disk?.claim === undefined) return []
  const { value, parts } = disk.claim
  const writtenIn = (path: readonly Step[]): readonly string[] => {
    const last = path.at(-1)
    if (last === 'storageClassName')
      return parts.storageClass.find(own => textOf(chart, own) !== undefined) ?? [parts.base]
    return last === 'storage' ? [parts.base, parts.size] : [parts.base]
  }
  return [
    {
      name: disk.name,
      value,
      at: atValue(chart, parts.base),
      locate: path => atValue(chart, ...writtenIn(path)),
    },
  ]
}

/** What the user wrote so that the pods get no claim, with its place. */
export const withoutClaim = (chart: ChartValues, disk: ChartDisk | undefined): Located<string> | undefined =>
  disk?.without === undefined ? undefined : { value: disk.without, at: atValue(chart, ...disk.from) }

/** Whether claims outlive their set, where a switch of the chart turns that policy on. */
export function retentionOf(chart: ChartValues): Pick<Made, 'retention'> {
  const policy = 'persistentVolumeClaimRetentionPolicy'
  if (dig(chart.value, [policy, 'enabled']) !== true) return {}
  return {
    retention: {
      whenDeleted: atValue(chart, policy, 'whenDeleted'),
      whenScaled: atValue(chart, policy, 'whenScaled'),
    },
  }
}
