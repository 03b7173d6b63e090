import { isObject, type Json, type JsonObject, member, objectOf } from '../../model/kube/json.ts'
import type { Borrowed, KubeObject, Unsettled } from '../../model/kube/object.ts'
import { kubeObject } from '../objects.ts'
import type { Fault } from './faults.ts'
import type { Files } from './files.ts'
import { type GeneratorData, generatorData } from './generator-data.ts'
import { type Entry, type Kustomization, placeOf, textOf } from './kustomization.ts'
import { generators } from './named-files.ts'
import { changedBy, namesOf, type Resource, resourceOf, sameNamespace, withMarks } from './resource.ts'

export interface WithGenerated {
  readonly resources: readonly Resource[]
  readonly faults: readonly Fault[]
}

/**
 * The resources with the ConfigMaps and Secrets of the generators: new ones, or merged into those of the same name. The
 * hash at the end of their names is left out, in references too.
 */
export function withGenerated(
  resources: readonly Resource[],
  kustomization: Kustomization,
  files: Files,
): WithGenerated {
  const all = [...resources]
  const faults: Fault[] = []
  const byName = new Map<string, number[]>()
  const index = (resource: Resource, at: number): void => {
    for (const name of new Set(namesOf(resource))) {
      const known = byName.get(name)
      if (known) known.push(at)
      else byName.set(name, [at])
    }
  }
  const wanted = generators(kustomization.value)
  if (wanted.length > 0) all.forEach(index)
  for (const generator of wanted) {
    const made = generated(generator, kustomization, files)
    if (made === undefined) continue
    const at = (byName.get(made.name) ?? []).find(candidate => isSame(all[candidate], made))
    const old = at === undefined ? undefined : all[at]
    const behavior = textOf(generator.value, 'behavior') ?? 'create'
    if (behavior !== 'merge' && behavior !== 'replace') {
      if (old) faults.push({ path: generator.path, reason: `${made.kind} ${made.name} is there already` })
      else index(resourceOf(made), all.push(resourceOf(made)) - 1)
    } else if (old && at !== undefined) all[at] = merged(old, made, behavior)
    else faults.push({ path: generator.path, reason: `there is no ${made.kind} ${made.name} to ${behavior}` })
  }
  return { resources: all, faults }
}

const isSame = (resource: Resource | undefined, made: KubeObject): boolean =>
  resource !== undefined &&
  resource.object.kind === made.kind &&
  resource.object.group === '' &&
  [resource.object, ...resource.former].some(({ namespace }) => sameNamespace(namespace, made.namespace))

function generated(
  generator: Entry<JsonObject>,
  kustomization: Kustomization,
  files: Files,
): KubeObject | undefined {
  const [name, namespace] = [textOf(generator.value, 'name'), textOf(generator.value, 'namespace')]
  if (name === undefined) return undefined
  const secret = generator.path[0] === 'secretGenerator'
  const data = generatorData(generator, kustomization, files)
  const options = (key: string): JsonObject => ({
    ...objectOf(member(member(kustomization.value, 'generatorOptions'), key)),
    ...objectOf(member(member(generator.value, 'options'), key)),
  })
  const metadata = {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...ifAny('labels', options('labels')),
    ...ifAny('annotations', options('annotations')),
  }
  const texts = Object.fromEntries([...data.values].map(([key, { text }]) => [key, text]))
  const object: JsonObject = {
    apiVersion: 'v1',
    kind: secret ? 'Secret' : 'ConfigMap',
    metadata,
    ...(secret ? { type: textOf(generator.value, 'type') ?? 'Opaque' } : {}),
    ...ifAny(secret ? 'stringData' : 'data', texts),
  }
  const origin = { from: 'file', ...placeOf(kustomization, generator.path), generated: true } as const
  const place = placeOf(kustomization, [...generator.path, 'name'])
  const unsettled = unseenTexts(data, secret)
  return {
    ...kubeObject(object, origin),
    borrowed: [{ path: ['metadata', 'name'], from: place }, ...borrowedTexts(data, secret)],
    ...(unsettled.length > 0 ? { unsettled } : {}),
  }
}

const ifAny = (key: string, map: JsonObject): JsonObject =>
  Object.keys(map).length > 0 ? { [key]: map } : {}

const borrowedTexts = ({ values }: GeneratorData, secret: boolean): readonly Borrowed[] =>
  [...values].map(([key, { from }]) => ({ path: [secret ? 'stringData' : 'data', key], from }))

/** An unseen text is unknown in both members of a Secret: which of them it would be in is not the reader's concern. */
const unseenTexts = ({ unseen }: GeneratorData, secret: boolean): readonly Unsettled[] =>
  [...unseen].flatMap(([key, why]) =>
    (secret ? ['data', 'stringData'] : ['data']).map(field => ({
      path: key === '' ? [field] : [field, key],
      why,
    })),
  )

const dataFields = ['data', 'stringData', 'binaryData'] as const

/** Source: kustomize api/resource/resource.go, CopyMergeMetaDataFieldsFrom and MergeDataMapFrom. */
function merged(old: Resource, made: KubeObject, behavior: 'merge' | 'replace'): Resource {
  const { object } = old
  const keep = behavior === 'merge'
  const before = keep ? withoutKeys(object.value, made.value) : withoutData(object.value)
  const parts: readonly (readonly [string, Json])[] = ['data', 'stringData'].flatMap(field => {
    const texts = { ...objectOf(member(before, field)), ...objectOf(member(made.value, field)) }
    return Object.keys(texts).length > 0 ? [[field, texts] as const] : []
  })
  const value = {
    ...before,
    ...Object.fromEntries(parts),
    metadata: mergedMetadata(object.value, made.value),
  }
  const isGone = (path: readonly string[]): boolean =>
    isDataPath(path) && (!keep || (path[1] !== undefined && Object.hasOwn(texts(made.value), path[1])))
  const resource: Resource = {
    ...old,
    object: {
      ...object,
      borrowed: (object.borrowed ?? []).filter(({ path }) => !isGone(path)),
      unsettled: (object.unsettled ?? []).filter(({ path }) => !isGone(path)),
    },
  }
  return changedBy(resource, {
    make: before =>
      withMarks(before, value, {
        borrowed: (made.borrowed ?? []).filter(({ path }) => isDataPath(path)),
        unsettled: made.unsettled ?? [],
      }),
  })
}

const isDataPath = ([field]: readonly string[]): boolean => dataFields.some(data => data === field)
const texts = (value: JsonObject): JsonObject => ({ ...objectOf(value.data), ...objectOf(value.stringData) })

const withoutData = (value: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !isDataPath([key])))

/** An object without the keys that another one sets, wherever its data has them. */
function withoutKeys(value: JsonObject, made: JsonObject): JsonObject {
  const replaced = texts(made)
  return Object.fromEntries(
    Object.entries(value).map(([key, data]) => [
      key,
      isDataPath([key]) && isObject(data)
        ? Object.fromEntries(Object.entries(data).filter(([name]) => !Object.hasOwn(replaced, name)))
        : data,
    ]),
  )
}

function mergedMetadata(old: JsonObject, made: JsonObject): JsonObject {
  const both = (key: string): JsonObject =>
    ifAny(key, { ...objectOf(member(old.metadata, key)), ...objectOf(member(made.metadata, key)) })
  return { ...objectOf(old.metadata), ...both('labels'), ...both('annotations') }
}
