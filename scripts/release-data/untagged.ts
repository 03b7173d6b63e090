import type { SourceKind } from '../../facts/release-sources.ts'
import { seenBuilds } from '../../facts/seen-builds.ts'

/** A release whose tag was not at hand, and what stands in for it. A tag of the checkout wins. */
export interface Untagged {
  readonly release: string
  readonly kind: Exclude<SourceKind, 'tag'>
  /** What was read, in words. */
  readonly source: string
  /** Of what was read; year, month and day. */
  readonly date: string
  /** The commit that is read in the place of the tag; without it the lines are those of `like`. */
  readonly commit?: string
  /** The release that it is like where nothing else is said. */
  readonly like?: string
  /** Lines by name of the table, which take the place of those with the same first column. */
  readonly lines?: Readonly<Record<string, readonly string[]>>
  /** First columns by name of the table: lines that are the distribution's own. */
  readonly without?: Readonly<Record<string, readonly string[]>>
}

/**
 * Keys that 4.3.6 has and the branches of August 2026 have not yet. What a patch release adds is on the main branch
 * before, so 4.4.0 has them too. Source: schemas of Debian's 4.3.6.
 */
const sinceAugust: readonly string[] = [
  'channel_tx_message_max\t=infinity | integer\t\t',
  'listeners.startup_delay\tinteger\tnon_negative_integer\t',
  ...['web_mqtt', 'web_stomp'].flatMap(plugin => [
    `${plugin}.ssl.cert\tstring\t\t`,
    `${plugin}.ssl.dh\tstring\t\t`,
    `${plugin}.ssl.dhfile\tstring\tfile_accessible\t`,
    `${plugin}.ssl.fail_if_no_peer_cert\tboolean\t\t`,
    `${plugin}.ssl.log_alert\tboolean\t\t`,
    `${plugin}.ssl.psk_identity\tstring\t\t`,
    `${plugin}.ssl.verify\tenum(verify_peer,verify_none)\t\t`,
  ]),
]
/** Source: release notes of 4.3.7. */
const timeoutResponse = 'consumer_timeout_response\tenum(notify_consumer,close_channel)\t\t'
/** Source: rabbitmq-server pull request 17363, merged in September 2026. */
const discovery = ['', 'oauth_providers.$name.'].flatMap(prefix =>
  ['verify_https_endpoints', 'verify_issuer'].map(
    name => `auth_oauth2.${prefix}discovery.${name}\tboolean\t\t`,
  ),
)

/** Entries of a table that a build has and its release has not. */
const ownOf = (release: string, table: string): readonly string[] =>
  seenBuilds
    .flatMap(build => (build.release === release ? build.differs : []))
    .flatMap(difference => (difference.table === table ? [difference.name] : []))

const main = 'main at 5b09e556da'

/** Oldest first. */
export const untagged: readonly Untagged[] = [
  {
    // the repository has the schemas of plugins only since 3.8.10, whose tag holds work on streams that 3.8.11 took out again
    release: '3.8.9',
    kind: 'package',
    source: 'schemas of Debian 3.8.9-3+deb11u1; the rest is like 3.8.11',
    date: '2023-11-27',
    like: '3.8.11',
    without: { confKeys: ownOf('3.8.9', 'confKeys') },
  },
  {
    release: '4.3.6',
    kind: 'package',
    source: 'schemas of Debian 4.3.6-1; the rest is v4.3.x at cca7c4d90a (2026-08-21)',
    date: '2026-10-06',
    commit: 'cca7c4d90aad4af8d66b4480b9bd908257b74bee',
  },
  {
    release: '4.3.7',
    kind: 'notes',
    source: 'release notes, of which the beginning could be read; the rest is like 4.3.6',
    date: '2026-10-20',
    like: '4.3.6',
    lines: { confKeys: [timeoutResponse] },
  },
  {
    release: '4.4.0',
    kind: 'snapshot',
    source: `${main}, what 4.3.6 and 4.3.7 have since, and release notes of 4.4.0, of which the beginning could be read`,
    date: '2026-08-21',
    commit: '5b09e556da53b8473f26843a2493d8460ced8c8e',
    lines: { confKeys: [...sinceAugust, timeoutResponse, ...discovery] },
  },
  {
    release: '4.4.1',
    kind: 'snapshot',
    source: `${main}, as for 4.4.0, and release notes of 4.4.1, of which the beginning could be read`,
    date: '2026-08-21',
    like: '4.4.0',
  },
]

/** The lines of a table for a release, from those of what stands in for it. */
export function amended(table: string, entry: Untagged, lines: readonly string[]): string[] {
  const added = entry.lines?.[table] ?? []
  const replaced = new Set([...added.map(first), ...(entry.without?.[table] ?? [])])
  return [...lines.filter(line => !replaced.has(first(line))), ...added]
}
const first = (line: string): string => line.split('\t')[0] ?? ''
