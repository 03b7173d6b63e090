import { compareReleases, type Release } from '../../../facts/release.ts'

/** How a release reads rabbitmq.conf. It follows from the cuttlefish it was built with. */
export interface ConfDialect {
  /** `key = 'a#b'`: single quotes delimit a value, which may then hold `#` and line ends. */
  readonly singleQuotes: boolean
  /** `key = '''…'''`: values of several lines. */
  readonly tripleQuotes: boolean
  /** Whether a byte order mark at the start is skipped; otherwise it is a syntax error. */
  readonly byteOrderMark: boolean
  /** Whether a value may hold characters above U+00FF. */
  readonly unicode: boolean
  /** `include other.conf`: not known, with or without blanks after the word, or with at least one. */
  readonly include: 'none' | 'glued' | 'spaced'
}

/*
 * Source: src/conf_parse.peg and src/cuttlefish_util.erl of Kyorai/cuttlefish at the version each release tag of
 * rabbitmq-server depends on: 2.x up to 3.8.15, 3.0 from 3.8.16, 3.1 from 3.10.9 (3.11.0 went back to 3.0.1 for one
 * release), 3.4 from 3.13.7, 3.5 from 4.1.4, 3.6 and later from 4.2.1. `include` came with 2.6 (3.8.13), quotes and
 * the blank after `include` with 3.3, triple quotes and the byte order mark with 3.6.
 */
export function confDialect(release: Release): ConfDialect {
  const from = (major: number, minor: number, patch: number): boolean =>
    compareReleases(release, { major, minor, patch }) >= 0
  const is3110 = release.major === 3 && release.minor === 11 && release.patch === 0
  return {
    singleQuotes: from(3, 13, 7),
    tripleQuotes: from(4, 2, 1),
    byteOrderMark: from(4, 2, 1),
    unicode: from(3, 10, 9) && !is3110,
    include: from(3, 13, 7) ? 'spaced' : from(3, 8, 13) ? 'glued' : 'none',
  }
}

/** The dialect of the newest releases. */
export const newestConfDialect: ConfDialect = {
  singleQuotes: true,
  tripleQuotes: true,
  byteOrderMark: true,
  unicode: true,
  include: 'spaced',
}
