import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { isRead } from '../cli/files/discover.ts'
import { isBelow, relativePath } from '../cli/files/paths.ts'
import { gather } from '../cli/gather.ts'
import type { InputFile } from '../index.ts'
import { isKustomizationFile } from '../source/kustomize/kustomization.ts'
import { filesWanted } from '../source/kustomize/wanted.ts'
import type { Blob, Commit, Repository } from './git.ts'
import type { ActionInputs } from './inputs.ts'

/**
 * The files of a commit, found by the same PATHs and ignore files as those of the checkout: what may count is written
 * into a folder of its own, which is then searched as the checkout is.
 */
export async function baseFiles(
  { paths, args, cwd }: ActionInputs,
  repository: Repository,
  commit: Commit,
): Promise<readonly InputFile[]> {
  const folder = mkdtempSync(join(process.env.RUNNER_TEMP || tmpdir(), 'warrener-base-'))
  try {
    const inRepository = (path: string): string => relativePath(repository.root, path)
    const named = paths.map(path => inRepository(resolve(cwd, path)))
    write(repository, wanted(repository, repository.blobs(commit), named), folder)
    const place = { cwd: resolve(folder, inRepository(cwd)), root: folder }
    return (await gather(paths, { ...args, allowEmpty: true }, place, async () => Buffer.alloc(0))).files
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The files that may count: manifests, ignore files, those that PATHs name, and those that kustomizations name. */
function wanted(repository: Repository, blobs: readonly Blob[], named: readonly string[]): readonly Blob[] {
  const kustomizations = blobs.filter(({ path }) => isKustomizationFile(path))
  const texts = repository.contents(kustomizations).map(content => content.toString('utf8'))
  const files = kustomizations.map(({ path }, index) => ({ name: path, text: texts[index] ?? '' }))
  const others = new Set([...named, ...filesWanted(files)])
  return blobs.filter(({ path }) => isRead(path) || isIgnoreFile.test(path) || others.has(path))
}
const isIgnoreFile = /(?:^|\/)\.(?:git|warrener)ignore$/

function write(repository: Repository, blobs: readonly Blob[], folder: string): void {
  const contents = repository.contents(blobs)
  for (const [index, { path }] of blobs.entries()) {
    const [target, content] = [resolve(folder, path), contents[index]]
    if (content === undefined || !isBelow(target, folder)) continue
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, content)
  }
}
