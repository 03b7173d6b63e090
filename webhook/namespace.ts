import { isString, member } from '../model/kube/json.ts'
import { type ObjectReader, servedKind } from './reader.ts'

/** What the labels of a namespace switch off in it. */
export interface NamespaceSettings {
  /** `warrener.dev/enforce: warn`: nothing is refused. */
  readonly warnOnly: boolean
  /** `warrener.dev/mutate: off`: nothing is changed. */
  readonly unchanged: boolean
}

const labels = { enforce: 'warrener.dev/enforce', mutate: 'warrener.dev/mutate' } as const

/**
 * Reads the labels of a namespace. Without look-ups there is nothing to respect; where the look-up fails, both count as
 * set: what is not known must neither refuse nor change anything.
 */
export async function namespaceSettings(
  reader: ObjectReader | undefined,
  name: string,
  signal: AbortSignal,
): Promise<NamespaceSettings> {
  const kind = servedKind({ group: '', kind: 'Namespace' })
  if (!reader || !kind || name === '') return { warnOnly: false, unchanged: false }
  try {
    const namespace = await reader.get(kind, '', name, signal)
    const label = (key: string): string => {
      const value = member(member(member(namespace, 'metadata'), 'labels'), key)
      return isString(value) ? value : ''
    }
    return { warnOnly: label(labels.enforce) === 'warn', unchanged: label(labels.mutate) === 'off' }
  } catch {
    return { warnOnly: true, unchanged: true } // see above: the caller says that it could not look
  }
}
