import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'

/** A commit by its full hash. */
export type Commit = string
export const isCommit = (text: unknown): text is Commit =>
  typeof text === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text)

/** A file of a commit; its path from the root of the repository. */
export interface Blob {
  readonly hash: string
  readonly path: string
  readonly bytes: number
  /** A symbolic link; its content is where it leads. */
  readonly isLink: boolean
}

/** The files of a state, and what is in them. */
export interface Tree {
  readonly blobs: readonly Blob[]
  /** Their contents, in the same order. */
  contents(blobs: readonly Blob[]): Promise<readonly Buffer[]>
}

/** A checked-out repository, read by the git that the runner has. Nothing is fetched. */
export class Repository {
  readonly root: string

  private constructor(root: string) {
    this.root = root
  }

  /** The repository that a folder lies in; undefined where there is none, or no git. */
  static around(folder: string): Repository | undefined {
    const root = attempt(() => git(folder, ['rev-parse', '--show-toplevel']).toString().replace(/\n$/, ''))
    return root === undefined ? undefined : new Repository(resolve(root))
  }

  head(): Commit | undefined {
    return attempt(() => this.#text(['rev-parse', 'HEAD']))
  }

  /** The commit that a revision names; undefined where it names none. */
  commit(revision: string): Commit | undefined {
    return attempt(() => this.#text(['rev-parse', '--verify', '--end-of-options', `${revision}^{commit}`]))
  }

  /** Parents as the commit names them, also where a shallow clone does not hold them. */
  parents(commit: Commit): readonly Commit[] {
    const text = attempt(() => this.#text(['cat-file', 'commit', commit])) ?? ''
    const header = text.split('\n\n')[0] ?? ''
    return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].flatMap(([, hash]) =>
      isCommit(hash) ? [hash] : [],
    )
  }

  has(commit: Commit): boolean {
    return attempt(() => this.#text(['cat-file', '-e', `${commit}^{tree}`])) !== undefined
  }

  mergeBase(a: Commit, b: Commit): Commit | undefined {
    return attempt(() => this.#text(['merge-base', a, b]))
  }

  /** Paths from the root that differ between two commits. */
  changedFiles(before: Commit, after: Commit): readonly string[] {
    const names = git(this.root, ['diff', '--name-only', '--no-renames', '-z', before, after, '--'])
    return names
      .toString()
      .split('\0')
      .filter(name => name !== '')
  }

  /** The files and symbolic links of a commit: no submodules. */
  blobs(commit: Commit): readonly Blob[] {
    const entries = git(this.root, ['ls-tree', '-r', '-z', '-l', '--full-tree', commit])
      .toString()
      .split('\0')
    return entries.flatMap(entry => {
      const [, mode, hash, size, path] =
        /^(100\d{3}|120000) blob ([0-9a-f]+) +(\d+)\t([\s\S]+)$/.exec(entry) ?? []
      if (hash === undefined || path === undefined) return []
      return [{ hash, path, bytes: Number(size), isLink: mode === '120000' }]
    })
  }

  tree(commit: Commit): Tree {
    return { blobs: this.blobs(commit), contents: async blobs => this.#contents(blobs) }
  }

  #contents(blobs: readonly Blob[]): readonly Buffer[] {
    if (blobs.length === 0) return []
    const hashes = blobs.map(({ hash }) => `${hash}\n`).join('')
    return contentsOf(git(this.root, ['cat-file', '--batch'], hashes))
  }

  #text(args: readonly string[]): string {
    return git(this.root, args).toString().trim()
  }
}

/** The contents that `git cat-file --batch` prints, each after a line `<hash> blob <size>`. */
function contentsOf(output: Buffer): readonly Buffer[] {
  const contents: Buffer[] = []
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf('\n', at)
    const size = Number(output.subarray(at, end).toString().split(' ')[2])
    contents.push(output.subarray(end + 1, end + 1 + size))
    at = end + 1 + size + 1
  }
  return contents
}

const mostOutput = 2 ** 30
const git = (cwd: string, args: readonly string[], input?: string): Buffer =>
  execFileSync('git', args, {
    cwd,
    maxBuffer: mostOutput,
    stdio: ['pipe', 'pipe', 'ignore'],
    ...(input === undefined ? {} : { input }),
  })

function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
