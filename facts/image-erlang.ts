import type { Release } from './release.ts'
import { releaseRange } from './release-range.ts'

/**
 * Sources: rabbitmq.com docs/which-erlang.md on 4.0 to 4.3, a log of the image 4.4.0 (rabbitmq-server discussion 18207).
 * Nothing was looked up for other images, nor for older releases.
 */
const official: readonly (readonly [range: ReturnType<typeof releaseRange>, erlang: number])[] = [
  [releaseRange('4.0-4.3'), 27],
  [releaseRange('4.4'), 29],
]

/** The major release of Erlang/OTP in the official image of a release; undefined where it is not known here. */
export const officialErlang = (release: Release): number | undefined =>
  official.find(([range]) => range.has(release))?.[1]
