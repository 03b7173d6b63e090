import type { Release } from './release.ts'
import { releaseRange } from './release-range.ts'

/*
 * Amounts of memory and disk in rabbitmq.conf, such as 512MiB. Source: rabbit_resource_monitor_misc.erl,
 * parse_information_unit/1, at v3.8.9, v3.12.14, v3.13.7 and v4.3.5: until 3.12 a letter alone is a power of 1024,
 * since then one of 1000 as in Kubernetes, and Ki, TB and their like are known.
 */
const kubernetesUnits = releaseRange('>=3.13')
const older = /^(\d+)(kB|KB|MB|GB|kb|mb|gb|Kb|Mb|Gb|kiB|KiB|MiB|GiB|kib|mib|gib|KIB|MIB|GIB|k|K|m|M|g|G)?$/
const newer =
  /^(\d+)(kB|Ki|Mi|Gi|Ti|Pi|KB|MB|GB|TB|PB|kb|ki|mb|gb|tb|pb|Kb|Mb|Gb|Tb|Pb|kiB|KiB|MiB|GiB|TiB|PiB|kib|mib|gib|tib|pib|KIB|MIB|GIB|TIB|PIB|k|K|m|M|g|G|p|P)?$/

/** In bytes, as the broker reads it; undefined where it cannot, logs an error and goes on with a default. */
export function informationUnit(text: string, release: Release): bigint | undefined {
  const isNewer = kubernetesUnits.has(release)
  const [, digits, unit = ''] = (isNewer ? newer : older).exec(text) ?? []
  if (digits === undefined) return undefined
  const power = BigInt(' kmgtp'.indexOf(unit.charAt(0).toLowerCase() || ' '))
  const binary = /i/i.test(unit) || (!isNewer && unit.length === 1)
  return BigInt(digits) * (binary ? 1024n : 1000n) ** power
}

/** Keys whose values are such amounts. Source: rabbit.schema@v4.3.5. */
export const amountKeys: readonly string[] = [
  'vm_memory_high_watermark.absolute',
  'total_memory_available_override_value',
  'disk_free_limit.absolute',
]
