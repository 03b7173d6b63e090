/**
 * What the schema takes and the node then stops on. A port above 65535.
 * Source: seen on Debian's builds of 3.8.9 to 4.3.6.
 *
 * @returns the reason, without the value
 */
export function nodeRefuses(key: string, value: string): string | undefined {
  if (!listener.test(key)) return undefined
  const port = /^(?:.*:)?(\d{1,12})$/.exec(value)?.[1]
  return port !== undefined && Number(port) > 65_535 ? 'the port is not in 0..65535' : undefined
}
const listener = /(?:^|\.)listeners\.(?:tcp|ssl)\.[^.]+$|(?:^|\.)(?:tcp|ssl)\.port$/
