import type { Address } from '../kube/address.ts'
import { isObject, isString, type Json, listOf, member } from '../kube/json.ts'
import { absent, found, type Lookup } from '../kube/lookup.ts'
import { volumeNamed } from '../pods/volumes.ts'
import type { Broker } from './broker.ts'
import type { Home } from './home.ts'

/** The cookie as a file that the kubelet writes from an object of the API. */
export interface CookieFile {
  readonly kind: 'Secret' | 'ConfigMap'
  readonly name: string
  /** Without what fsGroup adds. */
  readonly mode: number
  /** The mount. */
  readonly at: Address
  /** Where the mode is said, or can be. */
  readonly modeAt: Address
}

/** Kubernetes: the default of `defaultMode`. */
const standard = 0o644

/** The Secret or ConfigMap that shows as the cookie; absent where the cookie is an ordinary file. */
export function cookieFile({ workload }: Broker, { volume, cookie }: Home): Lookup<CookieFile> {
  if (volume === undefined) return absent()
  const { mount } = volume
  const written = volumeNamed(workload.template, volume.name)
  const inside = `${mount.subPath ?? ''}${cookie.slice(mount.path.length)}`.replace(/^\/+/, '')
  for (const [field, kind, naming] of sources) {
    const source = member(written, field)
    if (!isObject(source)) continue
    const item = itemFor(source, inside)
    if (item === undefined) return absent()
    const at = ['volumes', { name: volume.name }, field] as const
    const name = member(source, naming)
    const own = item === 'all' ? undefined : member(item.value, 'mode')
    const said = typeof own === 'number' ? own : member(source, 'defaultMode')
    return found({
      kind,
      name: isString(name) ? name : '',
      mode: typeof said === 'number' ? said : standard,
      at: mount.at,
      modeAt: workload.template.locate(
        item !== 'all' && typeof own === 'number'
          ? [...at, 'items', item.index, 'mode']
          : [...at, 'defaultMode'],
      ),
    })
  }
  return absent()
}

const sources = [
  ['secret', 'Secret', 'secretName'],
  ['configMap', 'ConfigMap', 'name'],
] as const

/** The item that becomes the file; all keys where none are chosen; undefined where none becomes it. */
function itemFor(
  source: Json,
  path: string,
): { readonly index: number; readonly value: Json } | 'all' | undefined {
  const items = member(source, 'items')
  if (items === undefined) return 'all'
  const index = listOf(items).findIndex(item => member(item, 'path') === path)
  const value = listOf(items)[index]
  return value === undefined ? undefined : { index, value }
}
