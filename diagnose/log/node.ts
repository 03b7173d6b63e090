import { parseRelease } from '../../facts/release.ts'
import type { Line } from './lines.ts'

/** What a log says of the node that wrote it. */
export interface LoggedNode {
  /** The release, `x.y.z`. */
  readonly release?: string
  /** Its name, `rabbit@host`. */
  readonly name?: string
  /** The number of the last line that says that the node is up; 0 where none does. */
  readonly up: number
}

/** Source: rabbit.erl, print_banner/0 and log_banner/0; boots of 3.8.9, 3.10.8, 4.0.5 and 4.3.6. */
const released = /\bStarting RabbitMQ (\d+\.\d+\.\d+)\b|^\s*##\s+##\s+RabbitMQ (\d+\.\d+\.\d+)\b/
const named = /^(?:.*>\s)?\s*node\s+: (\S+@[\w.-]+)\s*$/
const isUp = /\bServer startup complete; \d+ plugins? started|^\s*completed with \d+ plugins?\.?\s*$/

/** Reads the last start off a log. */
export function nodeIn(lines: readonly Line[]): LoggedNode {
  let [release, name, up]: [string?, string?, number?] = []
  for (const { number, text } of lines) {
    const [, logged, printed] = released.exec(text) ?? []
    const said = logged ?? printed
    if (said !== undefined && parseRelease(said)) release = said
    name = named.exec(text)?.[1] ?? name
    if (isUp.test(text)) up = number
  }
  return {
    ...(release === undefined ? {} : { release }),
    ...(name === undefined ? {} : { name }),
    up: up ?? 0,
  }
}
