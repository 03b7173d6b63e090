import { compareReleases, type Release } from '../../../facts/release.ts'

/** What a release reads beyond RFC 8259 in a definitions file. */
export interface JsonDialect {
  readonly comments: boolean
  readonly trailingCommas: boolean
  /** Control characters, unknown escapes and unpaired surrogates in strings. */
  readonly looseStrings: boolean
  readonly byteOrderMark: boolean
}

export const strictJson: JsonDialect = {
  comments: false,
  trailingCommas: false,
  looseStrings: false,
  byteOrderMark: false,
}

/*
 * Source: deps/rabbit_common/src/rabbit_json.erl of rabbitmq-server decodes with jsx up to 3.10, with thoas from 3.11 on;
 * what they take was seen with jsx 2.11.0 and 3.1.0 and thoas 1.2.1. jsx also takes strings in single quotes and line
 * ends in strings, which are refused here. deps/rabbit/src/rabbit_definitions.erl strips a byte order mark from 4.2.5 on;
 * jsx skips it by itself.
 */
export function jsonDialect(release: Release): JsonDialect {
  const jsx = compareReleases(release, { major: 3, minor: 11, patch: 0 }) < 0
  const stripped = compareReleases(release, { major: 4, minor: 2, patch: 5 }) >= 0
  return { comments: jsx, trailingCommas: jsx, looseStrings: jsx, byteOrderMark: jsx || stripped }
}
