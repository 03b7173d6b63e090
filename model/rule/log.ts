/** The named parts that a pattern may have: what a line tells of the place in the manifests. */
export const logParts = [
  'command',
  'file',
  'host',
  'key',
  'line',
  'name',
  'node',
  'plugin',
  'policy',
  'queue',
  'reason',
  'status',
  'user',
  'value',
  'variable',
  'vhost',
] as const

/** A line that is printed when what a rule finds happens. */
export interface LogLine {
  readonly by: 'node' | 'entrypoint' | 'command' | 'kubelet' | 'api-server' | 'operator'
  /** Matches within one line; its named groups are among `logParts`. */
  readonly pattern: RegExp
  /** A line as it was seen, or as the source writes it. */
  readonly sample: string
}

/** What is printed when what a rule finds happens, or why nothing is. */
export type Log = readonly [LogLine, ...LogLine[]] | { readonly nothing: string }

export const logLines = (log: Log | undefined): readonly LogLine[] =>
  log === undefined || 'nothing' in log ? [] : log
