import { isArray, isObject, isString, type Json, member } from '../../model/kube/json.ts'
import type { Borrowed, Unsettled } from '../../model/kube/object.ts'
import { itemKey, mapItems } from './fields.ts'
import { type Entry, type Kustomization, objectEntries, placeOf, textOf } from './kustomization.ts'
import { type Resource, withValue } from './resource.ts'

/** `images`: other names, tags and digests in all lists of containers, wherever they stand. */
export function withImages(
  resources: readonly Resource[],
  kustomization: Kustomization,
): readonly Resource[] {
  return objectEntries(kustomization.value, 'images', 'imageTags').reduce(
    (all, entry) => all.map(resource => withImage(resource, entry, kustomization)),
    resources,
  )
}

function withImage(
  resource: Resource,
  { value: image, path }: Entry<Json & object>,
  kustomization: Kustomization,
): Resource {
  const name = textOf(image, 'name') ?? ''
  if (resource.object.kind === 'CustomResourceDefinition' || name === '') return resource
  const borrowed: Borrowed[] = []
  const unsettled: Unsettled[] = []
  const open = unclear(image)
  const value = inContainers(resource.object.value, [], (old, at) => {
    const isMeant = isPattern(name) || nameOf(old) === name
    if (isMeant && open) unsettled.push({ path: at, why: `${open} of ${kustomization.file} may change it` })
    if (!isMeant || open) return old
    borrowed.push({
      path: at,
      from: { ...placeOf(kustomization, [...path, decisive(image)]), derived: true },
    })
    return replaced(old, image)
  })
  return withValue(resource, value, { borrowed, unsettled })
}

/**
 * What of an entry is not worked out here: a name that is more of a regular expression than its dots, and a suffix, which
 * kustomize 5.8.1 adds twice to the images of some kinds.
 */
function unclear(image: Json): string | undefined {
  const [name, suffix] = [textOf(image, 'name') ?? '', textOf(image, 'tagSuffix') ?? '']
  if (isPattern(name)) return `the image pattern ${name}`
  const counts =
    suffix !== '' && (textOf(image, 'newTag') ?? '') === '' && (textOf(image, 'digest') ?? '') === ''
  return counts ? 'the tagSuffix' : undefined
}
const isPattern = (name: string): boolean => /[\\^$*+?()[\]{}|]/.test(name)

/** The field that says most about the new image. */
const decisive = (image: Json): string =>
  ['newTag', 'digest', 'newName'].find(key => (textOf(image, key) ?? '') !== '') ?? 'name'

/** Source: kustomize api/filters/imagetag/legacy.go: the lists `containers` and `initContainers` at any depth. */
function inContainers(
  value: Json,
  at: readonly string[],
  change: (image: string, at: readonly string[]) => string,
): Json {
  if (isArray(value)) {
    return mapItems(value, (item, index) => inContainers(item, [...at, itemKey(item, index)], change))
  }
  if (!isObject(value)) return value
  let changed = value
  for (const [key, old] of Object.entries(value)) {
    const inner = inContainers(old, [...at, key], change)
    const containers = key === 'containers' || key === 'initContainers'
    const member =
      containers && isArray(inner)
        ? mapItems(inner, (item, index) => inContainer(item, [...at, key, itemKey(item, index)], change))
        : inner
    if (member !== old) changed = { ...changed, [key]: member }
  }
  return changed
}

function inContainer(
  container: Json,
  at: readonly string[],
  change: (image: string, at: readonly string[]) => string,
): Json {
  const image = member(container, 'image')
  if (!isObject(container) || !isString(image)) return container
  const changed = change(image, [...at, 'image'])
  return changed === image ? container : { ...container, image: changed }
}

interface Split {
  readonly name: string
  readonly tag: string
  readonly digest: string
}

/** Source: kustomize api/internal/image/image.go, Split: a colon counts behind the first slash only. */
function split(image: string): Split {
  const [tagged = '', digest = ''] = cut(image, image.indexOf('@'))
  const slash = Math.max(tagged.indexOf('/'), 0)
  const colon = tagged.indexOf(':', slash)
  const [name = '', tag = ''] = cut(tagged, colon)
  return { name, tag, digest }
}
const cut = (text: string, at: number): readonly string[] =>
  at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]

const nameOf = (image: string): string => split(image).name

/** Source: kustomize api/filters/imagetag/updater.go: a new tag or digest replaces both. */
function replaced(image: string, change: Json): string {
  const text = (key: string): string => textOf(change, key) ?? ''
  const old = split(image)
  const fresh = text('newTag') !== '' || text('digest') !== ''
  const tag = fresh ? text('newTag') : old.tag
  const digest = fresh ? text('digest') : old.digest
  const name = text('newName') || old.name
  return `${name}${tag === '' ? '' : `:${tag}`}${digest === '' ? '' : `@${digest}`}`
}
