import { execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A rabbitmq-server checkout, or its bare git directory. */
export interface Repository {
  /** Released versions, e.g. `3.13.7`, in no order. */
  releases(): string[]
  /** Whether a release has a tag here, or a commit that stands in for one. */
  has(release: string): boolean
  /** What a release is read from: the full name of a commit, and its day. */
  revision(release: string): Revision
  /** Path to text of the files of a release that `wanted` names. Blobs shared by releases are read once. */
  files(release: string, wanted: RegExp): Map<string, string>
  /** The same for the Erlang sources that hold a text. */
  filesWith(release: string, text: string): Map<string, string>
}

export interface Revision {
  readonly commit: string
  /** Year, month and day. */
  readonly date: string
}

/**
 * Throws when `path` holds no git repository.
 *
 * @param standIns releases that have no tag, and the commits to read in their place; a tag wins
 */
export function repository(path: string, standIns: ReadonlyMap<string, string> = new Map()): Repository {
  const directory = existsSync(join(path, '.git')) ? join(path, '.git') : path
  if (!statSync(directory, { throwIfNoEntry: false })) throw new Error(`no such folder: ${path}`)
  const run = (args: string[], input = ''): Buffer =>
    execFileSync('git', ['--git-dir', directory, ...args], { input, maxBuffer: 1 << 29 })
  const git = (args: string[], input?: string): string => run(args, input).toString('utf8')
  const tags = new Set(git(['tag']).split('\n'))
  const commits = new Set(
    standIns.size === 0
      ? []
      : git(['cat-file', '--batch-check=%(objectname) %(objecttype)'], [...standIns.values()].join('\n'))
          .split('\n')
          .flatMap((line, index) => (line.endsWith(' commit') ? [[...standIns.keys()][index]] : [])),
  )
  const has = (release: string): boolean => tags.has(`v${release}`) || commits.has(release)
  const name = (release: string): string =>
    tags.has(`v${release}`) ? `v${release}` : (standIns.get(release) ?? `v${release}`)
  const trees = new Map<string, readonly (readonly [path: string, blob: string])[]>()
  const treeOf = (release: string): readonly (readonly [path: string, blob: string])[] => {
    const known = trees.get(release)
    if (known) return known
    const fresh = git(['ls-tree', '-r', name(release)])
      .split('\n')
      .flatMap(line => {
        const [, blob, path] = /^\d+ blob ([0-9a-f]+)\t(.*)$/.exec(line) ?? []
        return blob === undefined || path === undefined ? [] : [[path, blob] as const]
      })
    trees.set(release, fresh)
    return fresh
  }
  const blobs = new Map<string, string>()
  const files = (release: string, wanted: (path: string) => boolean): Map<string, string> => {
    const found = treeOf(release).filter(([path]) => wanted(path))
    const unread = [...new Set(found.map(([, blob]) => blob).filter(blob => !blobs.has(blob)))]
    if (unread.length > 0)
      unpack(run(['cat-file', '--batch'], `${unread.join('\n')}\n`), unread).forEach((text, index) => {
        blobs.set(unread[index] ?? '', text)
      })
    return new Map(found.map(([path, blob]) => [path, blobs.get(blob) ?? '']))
  }
  return {
    releases: () => [...tags].filter(tag => /^v\d+\.\d+\.\d+$/.test(tag)).map(tag => tag.slice(1)),
    has,
    revision: release => {
      const [commit = '', date = ''] = git(['log', '-1', '--format=%H %cs', name(release)])
        .trim()
        .split(' ')
      return { commit, date }
    },
    files: (release, wanted) => files(release, path => wanted.test(path)),
    filesWith: (release, text) => {
      const revision = name(release)
      // git grep ends with 1 when nothing is found, which the trailing `true` search of a file that is always there avoids
      const paths = new Set(
        git(['grep', '-l', '-e', text, '-e', '^-module(rabbit).$', revision, '--', 'deps/*/src/*.erl'])
          .split('\n')
          .map(line => line.slice(revision.length + 1)),
      )
      return files(release, path => paths.has(path) && /^deps\/[^/]+\/src\//.test(path))
    },
  }
}

/** The texts that `git cat-file --batch` gives: each after a line that ends with its length. */
function unpack(output: Buffer, blobs: readonly string[]): string[] {
  let at = 0
  return blobs.map(blob => {
    const end = output.indexOf('\n', at)
    const [, length] = /^[0-9a-f]+ blob (\d+)$/.exec(output.toString('utf8', at, end)) ?? []
    if (length === undefined) throw new Error(`no such blob: ${blob}`)
    at = end + 1 + Number(length) + 1
    return output.toString('utf8', end + 1, at - 1)
  })
}
