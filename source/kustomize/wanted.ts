import { joinPath } from '../paths.ts'
import type { SourceFile } from '../source-file.ts'
import { filesOf } from './files.ts'
import { isKustomizationFile, kustomizationIn, kustomizationNames } from './kustomization.ts'
import { isRemote, type NamedFile, namedFiles } from './named-files.ts'

/**
 * What the kustomizations among files name and is not among them: generator files of any ending, patches, resources and
 * bases, also in folders above. Sorted, named as the files are. A folder stands for the kustomization files that it may
 * have, so most of what is wanted does not exist. Ask again with what was found, until nothing new is wanted. The paths
 * were written by others and lead anywhere: the caller says where it reads.
 */
export function filesWanted(files: readonly SourceFile[]): readonly string[] {
  const known = filesOf(files)
  const kustomizations = files
    .filter(({ name }) => isKustomizationFile(name))
    .flatMap(({ name }) => kustomizationIn(known.documents(name)) ?? [])
  const folders = new Set(kustomizations.map(({ folder }) => folder))
  const wanted = kustomizations.flatMap(kustomization =>
    namedFiles(kustomization)
      .filter(({ path, use }) => use !== 'setting' && !path.startsWith('/') && !isRemote(path))
      .map(named => ({ ...named, path: joinPath(kustomization.folder, named.path) }))
      .filter(({ path }) => known.text(path) === undefined && !folders.has(path))
      .flatMap(candidates),
  )
  return [...new Set(wanted)].filter(path => path !== '').sort()
}

function candidates({ path, use }: NamedFile): readonly string[] {
  if (use === 'patch' || use === 'data') return [path]
  if (use === 'objects' && /\.(?:ya?ml|json)$/i.test(path)) return [path]
  const within = kustomizationNames.map(name => (path === '' ? name : `${path}/${name}`))
  return use === 'objects' ? [path, ...within] : within
}
