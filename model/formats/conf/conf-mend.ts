/**
 * A line of rabbitmq.conf that was written `key: value`, as `key = value`; undefined where it is not clear what is meant.
 */
export function mendedLine(line: string): string | undefined {
  const [, key, value] = pattern.exec(line) ?? []
  return key === undefined || value === undefined ? undefined : `${key} = ${value}`
}
/** A value that YAML would read as more than plain text is left to the user. */
const pattern = /^([a-z][A-Za-z0-9_.-]*) *: +([^\s"'{[|>&*#][^#"']*)$/
