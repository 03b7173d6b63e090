import { isAbsolute, resolve } from 'node:path'
import { relativePath } from '../cli/files/paths.ts'
import type { ActionInputs } from './inputs.ts'

/** Paths and addresses as GitHub has them, of files as the report names them. */
export interface Links {
  /** Path from the root of the checkout. */
  path(file: string): string
  /** Address of a line; undefined where it cannot be told. */
  line(file: string, line: number): string | undefined
}

export function linksOf({ cwd, workspace }: ActionInputs, env: NodeJS.ProcessEnv): Links {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: sha } = env
  const paths = new Map<string, string>()
  const pathOf = (file: string): string =>
    isAbsolute(file) ? file : relativePath(workspace, resolve(cwd, file))
  // Many findings lie in one file.
  const path = (file: string): string => {
    const known = paths.get(file) ?? pathOf(file)
    paths.set(file, known)
    return known
  }
  const address = (file: string): string => path(file).split('/').map(encodeURIComponent).join('/')
  return {
    path,
    line: (file, line) =>
      server && repository && sha
        ? `${server}/${repository}/blob/${sha}/${address(file)}#L${line}`
        : undefined,
  }
}
