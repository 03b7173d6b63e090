import { type Build, foldersOf } from '../source/kustomize/build.ts'
import type { SourceTree } from '../source/tree.ts'
import { type Document, unusable } from '../source/yaml/document.ts'
import { rangeOf } from '../source/yaml/locate.ts'

/** A kustomization that cannot be built, as a document that cannot be read. */
export interface Unbuilt {
  readonly document: Document
  /** Whether a build that it belongs to mentions RabbitMQ: else it is somebody else's. */
  readonly mentionsRabbit: boolean
}

/** The kustomizations of a tree that cannot be built, once for each reason. */
export function unbuiltDocuments(tree: SourceTree): readonly Unbuilt[] {
  const found = new Map<string, Unbuilt>()
  const byFolder = new Map(tree.builds.map(build => [build.kustomization.folder, build]))
  for (const build of tree.builds) {
    if (build.failures.length === 0) continue
    const mentionsRabbit = mentionsAround(tree, build, byFolder)
    for (const { kustomization, path, reason } of build.failures) {
      const { document } = kustomization
      const { start } = rangeOf(document, path)
      const key = `${document.file}\0${start}\0${reason}`
      const known = found.get(key)
      found.set(key, {
        document:
          known?.document ??
          unusable(document, {
            problem: 'kustomization',
            offset: start,
            reason: `kustomize cannot build it: ${reason}`,
          }),
        mentionsRabbit: mentionsRabbit || (known?.mentionsRabbit ?? false),
      })
    }
  }
  return [...found.values()]
}

/** Whether a build does, or one that it includes in vain. */
function mentionsAround(tree: SourceTree, build: Build, byFolder: ReadonlyMap<string, Build>): boolean {
  const included = foldersOf(build.kustomization).flatMap(folder => byFolder.get(folder) ?? [])
  return [build, ...included].some(one => mentions(tree, one))
}

const mentions = ({ files }: SourceTree, build: Build): boolean =>
  [...build.files].some(file => /rabbitmq/i.test(file) || /rabbitmq/i.test(files.text(file) ?? ''))
