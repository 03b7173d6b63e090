import { maxLength } from '../text/limits.ts'
import { type ConfDialect, newestConfDialect } from './conf-dialect.ts'
import type { Conf, ConfEntry } from './conf-entry.ts'
import { ConfReader } from './conf-reader.ts'

export { type ConfDialect, confDialect, newestConfDialect } from './conf-dialect.ts'

/** Reads a rabbitmq.conf the way the release of `dialect` does. Never throws; linear in the length of the text. */
export function parseConf(text: string, dialect: ConfDialect = newestConfDialect): Conf {
  if (text.length > maxLength)
    return { entries: [], includes: [], errors: [], unread: `longer than ${maxLength} characters` }
  return new ConfReader(text, dialect).read()
}

/** The entries that count: of a key written twice, the last one. In the order of their first appearance. */
export function effectiveEntries(conf: Conf): ReadonlyMap<string, ConfEntry> {
  const effective = new Map<string, ConfEntry>()
  for (const entry of conf.entries) effective.set(entry.key, entry)
  return effective
}
