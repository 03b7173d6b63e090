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
  const git = (args: string[], input?: string): string =>
    execFileSync('git', ['--git-dir', directory, ...args], { input, encoding: 'utf8', maxBuffer: 1 << 28 })
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
  const blobs = new Map<string, string>()
  const files = (release: string, wanted: (path: string) => boolean): Map<string, string> => {
    const found = new Map<string, string>()
    for (const line of git(['ls-tree', '-r', name(release)]).split('\n')) {
      const [, blob, path] = /^\d+ blob ([0-9a-f]+)\t(.*)$/.exec(line) ?? []
      if (blob === undefined || path === undefined || !wanted(path)) continue
      const text = blobs.get(blob) ?? git(['cat-file', 'blob', blob])
      blobs.set(blob, text)
      found.set(path, text)
    }
    return found
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
