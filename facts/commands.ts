import { checks, commands } from './data/interfaces.ts'
import { unionText } from './read-releases.ts'
import type { Release } from './release.ts'
import { type ReleaseRange, releaseRange } from './release-range.ts'
import { rowsAt, rowsOf } from './table.ts'

const scopes: ReadonlyMap<string, string> = new Map([
  ['rabbitmqctl', 'ctl'],
  ['rabbitmq-diagnostics', 'diagnostics'],
  ['rabbitmq-plugins', 'plugins'],
  ['rabbitmq-queues', 'queues'],
  ['rabbitmq-streams', 'streams'],
  ['rabbitmq-upgrade', 'upgrade'],
])
/** The command line tools whose commands are known here. */
export const tools: readonly string[] = [...scopes.keys()]

/** A command of a release; undefined when the tool answers that there is no such command. */
export function command(
  tool: string,
  name: string,
  release: Release,
): { readonly plugin: string | undefined } | undefined {
  const scope = scopes.get(tool)
  const row = rowsAt(commands, name).find(
    ({ columns: [, tools = ''], range }) =>
      scope !== undefined && tools.split(',').includes(scope) && range.has(release),
  )
  return row && { plugin: row.columns[2] === '' ? undefined : row.columns[2] }
}

/** The releases in which a tool has a command, e.g. `<=3.13`; empty for none. */
export function commandReleases(tool: string, name: string): string {
  const scope = scopes.get(tool)
  return unionText(
    rowsAt(commands, name)
      .filter(({ columns: [, tools = ''] }) => tools.split(',').includes(scope ?? '-'))
      .map(({ range }) => range),
  )
}

/** Something that is still there and tells or does nothing any more. */
interface Idle {
  readonly name: string
  readonly range: ReleaseRange
  /** Since when it was only to be kept for old callers. */
  readonly deprecated: ReleaseRange
  /** What does the work instead. */
  readonly successor: string | undefined
}
const idle = (name: string, range: string, deprecated: string, successor?: string): Idle => ({
  name,
  range: releaseRange(range),
  deprecated: releaseRange(deprecated),
  successor,
})
/**
 * Sources: release notes of 3.8.0, 3.13.0 and 4.1.0; node_health_check_command.ex@v3.13.0, rename_cluster_node_command.ex@v3.13.0,
 * check_if_node_is_mirror_sync_critical_command.ex@v4.0.0, rabbit_mgmt_wm_healthchecks.erl@v4.1.0.
 */
const idleCommands: readonly Idle[] = [
  idle('node_health_check', '>=3.13', 'all', 'rabbitmq-diagnostics check_running'),
  idle('rename_cluster_node', '>=3.13', '>=3.13'),
  idle('check_if_node_is_mirror_sync_critical', '>=4.0', '>=4.0'),
]
const idleChecks: readonly Idle[] = [
  idle('/healthchecks/node', '>=4.1', 'all', '/api/health/checks/local-alarms'),
  idle('/healthchecks/node/:node', '>=4.1', 'all', '/api/health/checks/local-alarms'),
]

export interface Worth {
  /** `works`, or `deprecated` while it still does; `idle` when it tells nothing any more; `absent` when there is none. */
  readonly state: 'works' | 'deprecated' | 'idle' | 'absent'
  readonly successor: string | undefined
}

/** What a command of a tool is still worth on a release. */
export const commandWorth = (tool: string, name: string, release: Release): Worth =>
  worth(command(tool, name, release) !== undefined, idleCommands, name, release)

/**
 * What a path of the HTTP API that tells how a node is is worth on a release.
 *
 * @param path from `/api/` on; a query is not looked at. Undefined for a path of another kind.
 */
export function checkWorth(path: string, release: Release): Worth | undefined {
  const segments = (path.split('?')[0] ?? '')
    .replace(/(?<!\/)\/+$/, '')
    .split('/')
    .slice(2)
  if (!/^\/api\//.test(path) || !/^(?:health|healthchecks|aliveness-test)$/.test(segments[0] ?? ''))
    return undefined
  const known = rowsOf(checks, release).map(([pattern = '']) => pattern)
  const pattern = known.find(pattern => isMatch(pattern.split('/').slice(1), segments))
  return worth(pattern !== undefined, idleChecks, pattern ?? '', release)
}

const isMatch = (pattern: readonly string[], segments: readonly string[]): boolean =>
  pattern.length === segments.length &&
  pattern.every((part, index) => part.startsWith(':') || part === segments[index])

function worth(exists: boolean, known: readonly Idle[], name: string, release: Release): Worth {
  const entry = known.find(entry => entry.name === name)
  if (!exists) return { state: 'absent', successor: entry?.successor }
  if (entry?.range.has(release)) return { state: 'idle', successor: entry.successor }
  if (entry?.deprecated.has(release)) return { state: 'deprecated', successor: entry.successor }
  return { state: 'works', successor: undefined }
}
