import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, isAbsolute, join, resolve } from 'node:path'
import { isKustomizationFile } from '../../source/kustomize/kustomization.ts'
import { filesWanted } from '../../source/kustomize/wanted.ts'
import type { LintArguments } from '../arguments.ts'
import { isRead } from '../files/discover.ts'
import { isBelow, relativePath } from '../files/paths.ts'
import { mostBytes } from '../files/read.ts'
import { type Gathered, gather, type Unread } from '../gather.ts'
import type { Blob, Tree } from './git.ts'

/** What is read of a checkout, and from where. */
export interface Wanted {
  readonly paths: readonly string[]
  readonly args: Pick<LintArguments, 'context' | 'stdinFilename'>
  /** Absolute path of the working directory. */
  readonly cwd: string
}

/**
 * The files of a commit, found by the same PATHs and ignore files as those of the checkout: what may count is written
 * into a folder of its own, which is then searched as the checkout is.
 * @param root absolute path of the checkout
 */
export async function filesOfCommit(
  { paths, args, cwd }: Wanted,
  tree: Tree,
  root: string,
): Promise<Pick<Gathered, 'files' | 'unread'>> {
  const folder = mkdtempSync(join(process.env.RUNNER_TEMP || tmpdir(), 'warrener-base-'))
  try {
    const inRepository = (path: string): string => relativePath(root, path)
    const named = paths.map(path => inRepository(resolve(cwd, path)))
    const inFolder = ({ path }: Blob): string => relativePath(cwd, resolve(root, path))
    const blobs = await wanted(tree, named)
    const [small, large] = [true, false].map(isSmall =>
      blobs.filter(({ bytes }) => bytes <= mostBytes === isSmall),
    )
    await write(tree, small ?? [], folder)
    const place = { cwd: resolve(folder, inRepository(cwd)), root: folder }
    const { files, unread } = await gather(paths, { ...args, allowEmpty: true }, place, async () =>
      Buffer.alloc(0),
    )
    return { files, unread: [...unread, ...(large ?? []).map(blob => tooLarge(inFolder(blob)))] }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const tooLarge = (name: string): Unread => ({ name, why: 'is too large', problem: 'access', named: false })

/** The files that may count: manifests, ignore files, those that PATHs name, and those that kustomizations name. */
async function wanted({ blobs, contents }: Tree, named: readonly string[]): Promise<readonly Blob[]> {
  const kustomizations = blobs.filter(
    ({ path, bytes, isLink }) => isKustomizationFile(path) && bytes <= mostBytes && !isLink,
  )
  const texts = (await contents(kustomizations)).map(content => content.toString('utf8'))
  const files = kustomizations.map(({ path }, index) => ({ name: path, text: texts[index] ?? '' }))
  const others = new Set([...named, ...filesWanted(files)])
  return blobs.filter(({ path }) => isRead(path) || isIgnoreFile.test(path) || others.has(path))
}
const isIgnoreFile = /(?:^|\/)\.(?:git|warrener)ignore$/

async function write(tree: Tree, blobs: readonly Blob[], folder: string): Promise<void> {
  const contents = await tree.contents(blobs)
  for (const [index, { path, isLink }] of blobs.entries()) {
    const [target, content] = [resolve(folder, path), contents[index]]
    if (content === undefined || !isBelow(target, folder)) continue
    mkdirSync(dirname(target), { recursive: true })
    if (isLink) link(target, content.toString('utf8'), folder)
    else writeFileSync(target, content)
  }
}

/** A link that leads out of the folder leads to nothing there, and is unknown all the same. */
function link(path: string, to: string, folder: string): void {
  const isInside = !isAbsolute(to) && isBelow(resolve(dirname(path), to), folder)
  symlinkSync(isInside ? to : `${basename(path)}.nowhere`, path)
}
