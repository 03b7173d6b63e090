import { kubernetesKinds, kubernetesTypes, servedKinds, typesOfKubernetes } from './data/kubernetes-types.ts'
import { type KubernetesRelease, newestKubernetes, parseKubernetes } from './kubernetes-apis.ts'
import { later } from './later.ts'
import { linesAt } from './table.ts'

/** The release of Kubernetes that these types are of. */
export const typesRelease: KubernetesRelease = parseKubernetes(typesOfKubernetes) ?? newestKubernetes

/** The type of a field, as scripts/kubernetes-data writes it. */
export type FieldType =
  | { readonly is: 'text' | 'number' | 'whole' | 'boolean' | 'port' | 'quantity' | 'base64' | 'anything' }
  | { readonly is: 'one-of'; readonly values: readonly string[] }
  | { readonly is: 'list' | 'map'; readonly of: string }
  | { readonly is: 'fields'; readonly of: string }

export interface Field {
  readonly type: string
  /** The API server takes no object without it. */
  readonly isRequired: boolean
}

const simple: Readonly<Record<string, FieldType>> = {
  s: { is: 'text' },
  t: { is: 'text' },
  i: { is: 'whole' },
  n: { is: 'number' },
  b: { is: 'boolean' },
  x: { is: 'port' },
  q: { is: 'quantity' },
  '64': { is: 'base64' },
  o: { is: 'anything' },
}

/** What a type is. */
export function fieldType(text: string): FieldType {
  const known = Object.hasOwn(simple, text) ? simple[text] : undefined
  if (known) return known
  if (text.startsWith('[]')) return { is: 'list', of: text.slice(2) }
  if (text.startsWith('{}')) return { is: 'map', of: text.slice(2) }
  if (text.startsWith('(')) return { is: 'one-of', values: text.slice(1, -1).split('|') }
  return { is: 'fields', of: text }
}

/** What every object has, and is not written for each type. */
const common: ReadonlyMap<string, Field> = new Map(
  Object.entries({ apiVersion: 's', kind: 's', metadata: 'ObjectMeta', status: 'o' }).map(([name, type]) => [
    name,
    { type, isRequired: false },
  ]),
)

const known = new Map<string, ReadonlyMap<string, Field>>()
/** The fields of a type by name. */
export function fieldsOf(type: string): ReadonlyMap<string, Field> {
  const fields = known.get(type) ?? readFields(type)
  known.set(type, fields)
  return fields
}
function readFields(type: string): ReadonlyMap<string, Field> {
  const fields = new Map(common)
  // There are many: neither is a line taken apart into a list nor a list made of them.
  for (const line of linesAt(kubernetesTypes, type)) {
    const isRequired = line.includes('!\t')
    const end = line.lastIndexOf('\t')
    fields.set(line.slice(type.length + 1, isRequired ? end - 1 : end), {
      type: line.slice(end + 1),
      isRequired,
    })
  }
  return fields
}

/** The type of a kind under its API version; undefined where it is not known here. */
export const typeOfKind = (apiVersion: string, kind: string): string | undefined =>
  linesAt(kubernetesKinds, `${apiVersion} ${kind}`)[0]?.split('\t')[1]

/** All kinds that an API version of Kubernetes itself has, as far as it is known here. */
export const kindsOf = (apiVersion: string): readonly string[] =>
  linesAt(servedKinds, apiVersion)[0]?.split('\t')[1]?.split(' ') ?? []

/** The kinds of which types are known, with the API versions that have them. */
export const knownKinds: () => ReadonlyMap<string, readonly string[]> = later(
  () =>
    new Map(
      [
        ...Map.groupBy(
          kubernetesKinds.split('\n').map(line => line.split('\t')[0]?.split(' ') ?? []),
          ([, kind = '']) => kind,
        ),
      ].map(([kind, rows]) => [kind, rows.flatMap(([apiVersion]) => apiVersion ?? [])]),
    ),
)
