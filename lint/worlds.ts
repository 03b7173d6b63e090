import type { Kind, KubeObject } from '../model/kube/object.ts'
import { isFilledIn, whyFilledIn } from '../model/kube/placeholders.ts'
import { type Visibility, type World, worldOf } from '../model/kube/world.ts'
import { byOwner } from '../model/pods/owner.ts'
import { nameKey } from '../source/contexts.ts'
import type { SourceTree } from '../source/tree.ts'
import { type Blind, type ExternalResource, fileVisibility } from '../source/visibility.ts'
import { type Apart, contentsOf } from './contents.ts'

export interface WorldOptions {
  readonly complete: boolean
  /** Folders that open a context; none: all is one. */
  readonly contexts: readonly string[]
  /** Whether the user said so. */
  readonly byHand: boolean
  readonly externalResources: readonly ExternalResource[]
}

/** The worlds of a tree, one per context, sorted by context. */
export function worldsOf(tree: SourceTree, options: WorldOptions): readonly World[] {
  const known = new Map<Apart, Holders>()
  const holdersIn = (apart: Apart): Holders => {
    const holders = known.get(apart) ?? new Holders(apart)
    known.set(apart, holders)
    return holders
  }
  return contentsOf(tree, options.contexts, options.byHand).map(contents => {
    const { context, objects, builds, unread, apart } = contents
    const { own, made } = byOwner(objects)
    const visible = fileVisibility({
      complete: options.complete,
      unread: [...unread, ...builds.flatMap(build => brokenIn(tree, build.files))],
      blind: [...builds.flatMap(build => build.blind), ...own.flatMap(ofAnyName), ...made.map(asMade)],
      external: options.externalResources,
    })
    return worldOf(context, own, apart.length === 0 ? visible : beside(visible, apart.map(holdersIn)))
  })
}

/** What its owner made is there, for whoever names it. */
const asMade = ({ kind, name }: KubeObject): Blind => ({
  why: 'it is made by its owner, and judged there',
  kind,
  name,
  isListed: true,
})

/** What has a placeholder for a name may be any of its kind. */
const ofAnyName = (object: KubeObject): readonly Blind[] =>
  isFilledIn(object.name, object)
    ? [{ why: whyFilledIn(`the name of ${object.kind} ${object.name}`), kind: object.kind, isListed: true }]
    : []

const brokenIn = (tree: SourceTree, files: ReadonlySet<string>): readonly { file: string; text: string }[] =>
  [...files].flatMap(file =>
    tree.files
      .documents(file)
      .filter(({ error }) => error !== undefined)
      .map(document => ({ file, text: document.text() })),
  )

/** What is not in a context, but in what was set apart from it, is not absent. */
const beside =
  (visible: Visibility, apart: readonly Holders[]): Visibility =>
  (kind, namespace, name) => {
    const seen = visible(kind, namespace, name)
    if (typeof seen !== 'string') return seen
    const [context] = apart.flatMap(holders => holders.of(kind, namespace, name) ?? [])
    if (context === undefined) return seen
    const label = name === undefined ? `a ${kind.kind}` : `${kind.kind} ${name}`
    return {
      why: `${label} is in ${context || '.'}, which is too large to be judged in every folder that shares it`,
    }
  }

/** Which of several contexts holds an object, by name and by kind. */
class Holders {
  readonly #contexts: Apart
  #index: Map<string, Map<string, string>> | undefined

  constructor(contexts: Apart) {
    this.#contexts = contexts
  }

  of({ group, kind }: Kind, namespace: string, name = ''): string | undefined {
    this.#index ??= this.#indexed()
    const byNamespace = this.#index.get(nameKey({ group, kind, name }))
    if (byNamespace === undefined || namespace === '') return byNamespace?.values().next().value
    return byNamespace.get(namespace) ?? byNamespace.get('')
  }

  /** The context for each namespace of an object; under an empty name those of all objects of its kind. */
  #indexed(): Map<string, Map<string, string>> {
    const index = new Map<string, Map<string, string>>()
    for (const { context, objects } of this.#contexts) {
      for (const object of objects) {
        for (const key of [nameKey(object), nameKey({ ...object, name: '' })]) {
          const known = index.get(key) ?? new Map<string, string>()
          index.set(key, known.set(object.namespace, context))
        }
      }
    }
    return index
  }
}
