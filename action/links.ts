import { isAbsolute, resolve } from 'node:path'
import { relativePath } from '../cli/files/paths.ts'
import { repositoryRoot } from '../cli/files/repository.ts'
import type { Commit } from '../cli/history/git.ts'

/** Paths and addresses as GitHub has them, of files as the report names them. */
export interface Links {
  /** Path from the root of the checkout. */
  path(file: string): string
  /**
   * Address of a line; undefined where it cannot be told.
   * @param isBefore the file is that of the state before the change
   */
  line(file: string, line: number, isBefore?: boolean): string | undefined
}

/** The commits that lines are shown at. */
export interface LinkedCommits {
  /** Of a pull request its own head, whose commit stays. */
  readonly head: Commit | undefined
  readonly base: Commit | undefined
  /** What was judged. Its files that differ from those of the head are shown in it. */
  readonly judged: Commit | undefined
  /** Paths from the root of the repository. */
  readonly differing: ReadonlySet<string>
}

export function linksOf(
  { cwd, workspace }: { readonly cwd: string; readonly workspace: string },
  env: NodeJS.ProcessEnv,
  { head, base, judged, differing }: LinkedCommits,
): Links {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = env
  const paths = new Map<string, string>()
  const pathOf = (file: string): string =>
    isAbsolute(file) ? file : relativePath(workspace, resolve(cwd, file))
  // Many findings lie in one file.
  const path = (file: string): string => {
    const known = paths.get(file) ?? pathOf(file)
    paths.set(file, known)
    return known
  }
  // The checkout may lie in a folder of the workspace.
  const root = repositoryRoot(cwd) ?? workspace
  const inRepository = (file: string): string => relativePath(root, resolve(cwd, file))
  const address = (file: string): string => inRepository(file).split('/').map(encodeURIComponent).join('/')
  return {
    path,
    line: (file, line, isBefore = false) => {
      const commit = isBefore ? base : differing.has(inRepository(file)) ? judged : head
      return server && repository && commit
        ? `${server}/${repository}/blob/${commit}/${address(file)}#L${line}`
        : undefined
    },
  }
}
