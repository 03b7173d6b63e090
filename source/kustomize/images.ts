import { isArray, isObject, isString, type Json, type JsonObject, member } from '../../model/kube/json.ts'
import {
  type Borrowed,
  type DocumentPlace,
  type KubeObject,
  type Unsettled,
  writingOf,
} from '../../model/kube/object.ts'
import type { Content } from '../unread-object.ts'
import { itemKey, mapItems } from './fields.ts'
import { type Entry, type Kustomization, objectEntries, placeOf, textOf } from './kustomization.ts'
import { changedBy, type Resource, withMarks } from './resource.ts'

/** `images`: other names, tags and digests in all lists of containers, wherever they stand. */
export function withImages(
  resources: readonly Resource[],
  kustomization: Kustomization,
): readonly Resource[] {
  const changes = new ImageChanges(kustomization)
  return resources.map(resource => {
    const { object } = resource
    if (object.kind === 'CustomResourceDefinition' || !changes.mayConcern(object)) return resource
    return changedBy(resource, {
      adds: written => changes.linesIn(written),
      make: before => changes.made(before),
    })
  })
}

/** How an image is written in plain style; a block scalar stands on other lines. */
const writtenImages = /image["']?: +["']?([^\s"',}]*)/g
const imagesIn = (texts: readonly string[]): readonly string[] =>
  texts.flatMap(text => [...text.matchAll(writtenImages)].map(([, image = '']) => image))
const isInBlock = (image: string): boolean => /^[|>]/.test(image)

/** The entries of `images`, which are applied one after the other. */
class ImageChanges {
  readonly #kustomization: Kustomization
  readonly #entries: readonly Entry<JsonObject>[]
  readonly #names: ReadonlySet<string>
  readonly #hasPattern: boolean

  constructor(kustomization: Kustomization) {
    this.#kustomization = kustomization
    this.#entries = objectEntries(kustomization.value, 'images', 'imageTags').filter(
      ({ value }) => (textOf(value, 'name') ?? '') !== '',
    )
    this.#names = new Set(this.#entries.map(({ value }) => textOf(value, 'name') ?? ''))
    this.#hasPattern = [...this.#names].some(isPattern)
  }

  /** Whether an entry may be for an image of an object, without reading it. */
  mayConcern(object: KubeObject): boolean {
    if (this.#entries.length === 0) return false
    const texts = writingOf(object)?.texts
    return texts === undefined || imagesIn(texts).some(image => isInBlock(image) || this.#isNamed(image))
  }

  /** The images that come of those that are written; undefined where not all of them are seen. */
  linesIn(texts: readonly string[]): string | undefined {
    const images = imagesIn(texts)
    if (images.some(isInBlock)) return undefined
    return images.map(image => `image: ${this.#changed(image).image}`).join('\n')
  }

  made(object: KubeObject): Content {
    const borrowed: Borrowed[] = []
    const unsettled: Unsettled[] = []
    const value = inContainers(object.value, [], (old, path) => {
      const { image, from, why } = this.#changed(old)
      if (from !== undefined) borrowed.push({ path, from })
      for (const reason of why) unsettled.push({ path, why: reason })
      return image
    })
    return withMarks(object, value, { borrowed, unsettled })
  }

  #isNamed(image: string): boolean {
    return this.#hasPattern || this.#names.has(nameOf(image))
  }

  #changed(old: string): ChangedImage {
    if (!this.#isNamed(old)) return { image: old, from: undefined, why: [] }
    const why: string[] = []
    let image = old
    let last: Entry<JsonObject> | undefined
    for (const entry of this.#entries) {
      const name = textOf(entry.value, 'name') ?? ''
      if (!isPattern(name) && nameOf(image) !== name) continue
      const open = unclear(entry.value)
      if (open !== undefined) why.push(`${open} of ${this.#kustomization.file} may change it`)
      else {
        image = replaced(image, entry.value)
        last = entry
      }
    }
    return { image, from: last && this.#placeOf(last), why }
  }

  #placeOf({ value, path }: Entry<JsonObject>): DocumentPlace {
    return { ...placeOf(this.#kustomization, [...path, decisive(value)]), derived: true }
  }
}

interface ChangedImage {
  readonly image: string
  /** The entry that had the last word. */
  readonly from: DocumentPlace | undefined
  readonly why: readonly string[]
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
