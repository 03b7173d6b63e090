import { compareReleases, type Release } from '../../facts/release.ts'
import type { Address } from '../kube/address.ts'
import type { Environment } from '../pods/environment.ts'
import { environmentText } from '../pods/environment.ts'
import type { FileText, Part } from '../pods/files.ts'

/*
 * The rabbitmq.conf that the Bitnami image writes where none is mounted, from its variables.
 * Source: bitnami/containers, bitnami/rabbitmq 3.8 to 4.3, librabbitmq.sh, rabbitmq_create_config_file, and
 * rabbitmq-env.sh for the values of variables that nobody sets.
 */

/** Keys whose values are not worked out here: users, listeners, TLS, LDAP and the log. */
const others = [
  ...['default_vhost', 'default_user', 'default_pass', 'default_permissions.'],
  ...['listeners.', 'ssl_options.', 'management.tcp.', 'management.ssl.', 'loopback_users.'],
  ...['auth_backends.', 'auth_ldap.', 'log.'],
]

/** @param at where the container stands that the image runs in */
export function bitnamiConf(environment: Environment, release: Release | undefined, at: Address): FileText {
  const why = 'the image of Bitnami writes it from variables'
  const unseen = (...keys: readonly string[]): Part => ({
    is: 'unseen',
    why,
    at,
    maySet: key => keys.some(start => key.startsWith(start)),
  })
  /** A line with the value of a variable; the image's own where nobody sets it, or none. */
  const line = (
    name: string,
    prefix: string,
    fallback: string | undefined,
    write: (value: string) => Written | undefined = value => ({ key: prefix, value }),
  ): readonly Part[] => {
    const value = environmentText(environment, name)
    if (value.state === 'unknown') return [unseen(prefix)]
    const isSet = value.state === 'found' && value.value.value !== ''
    const written = isSet ? write(value.value.value) : fallback === undefined ? undefined : write(fallback)
    if (written === undefined) return []
    return isSet
      ? [{ is: 'line', ...written, at: value.value.at }]
      : [{ is: 'text', generated: true, value: `${written.key} = ${written.value}\n`, at }]
  }
  const mayLoad = environment.get('RABBITMQ_LOAD_DEFINITIONS').state !== 'absent'
  const absolute = environmentText(environment, 'RABBITMQ_DISK_FREE_ABSOLUTE_LIMIT')
  return {
    value: '',
    at,
    parts: [
      ...line('RABBITMQ_CLUSTER_PARTITION_HANDLING', 'cluster_partition_handling', 'ignore'),
      unseen(...others),
      ...(loadsDefinitions(environment, release)
        ? line('RABBITMQ_DEFINITIONS_FILE', 'load_definitions', '/app/load_definition.json')
        : mayLoad
          ? [unseen('load_definitions')]
          : []),
      ...line('RABBITMQ_VM_MEMORY_HIGH_WATERMARK', 'vm_memory_high_watermark', undefined, watermark),
      ...(absolute.state === 'unknown' || (absolute.state === 'found' && absolute.value.value !== '')
        ? line('RABBITMQ_DISK_FREE_ABSOLUTE_LIMIT', 'disk_free_limit.absolute', undefined)
        : line('RABBITMQ_DISK_FREE_RELATIVE_LIMIT', 'disk_free_limit.relative', '1.0')),
    ],
  }
}

interface Written {
  readonly key: string
  readonly value: string
}

/** A number of bytes, a share, or a percentage, which becomes a share; the image refuses all else. */
function watermark(value: string): Written | undefined {
  const key = 'vm_memory_high_watermark'
  if (/^[1-9]\d*(?:[MG](?:i?B)?)?$/.test(value)) return { key: `${key}.absolute`, value }
  if (/^0\.\d+$/.test(value)) return { key: `${key}.relative`, value }
  const [, percent] = /^(\d+(?:\.\d+)?)%$/.exec(value) ?? []
  return percent === undefined ? undefined : { key: `${key}.relative`, value: String(Number(percent) / 100) }
}

/** Whether the image writes a line for definitions; in 3.8 it did not. What it does in 3.9 and 3.10 was not seen. */
function loadsDefinitions(environment: Environment, release: Release | undefined): boolean {
  const asked = environmentText(environment, 'RABBITMQ_LOAD_DEFINITIONS')
  const isAsked = asked.state === 'found' && /^(?:yes|true|1)$/i.test(asked.value.value)
  return isAsked && release !== undefined && compareReleases(release, { major: 3, minor: 11, patch: 0 }) >= 0
}
