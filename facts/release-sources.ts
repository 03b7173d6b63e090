import { releaseSources } from './data/release-sources.ts'

/** What the facts of a release were read from. */
export type SourceKind =
  /** Its tag. */
  | 'tag'
  /** A distribution's package of it, less what the distribution patched. */
  | 'package'
  /** A commit of its branch from before the release: what came later is not known. */
  | 'snapshot'
  /** Its neighbour, and its release notes. */
  | 'notes'

export interface ReleaseSource {
  readonly release: string
  readonly kind: SourceKind
  /** What was read, in words. */
  readonly source: string
  /** Of what was read: year, month and day. */
  readonly date: string
}

/** Whether all that a release has is in what was read; otherwise its lists may lack something. */
export const isWhole = (kind: SourceKind): boolean => kind === 'tag' || kind === 'package'

/** Every release under facts/data/ with its source, oldest first. */
export const sourcesOfReleases = (text = releaseSources): readonly ReleaseSource[] =>
  text.split('\n').flatMap(line => {
    const [release = '', kind = '', source = '', date = ''] = line.split('\t')
    return isKind(kind) ? [{ release, kind, source, date }] : []
  })

const isKind = (text: string): text is SourceKind =>
  text === 'tag' || text === 'package' || text === 'snapshot' || text === 'notes'
