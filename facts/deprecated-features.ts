import { deprecatedFeatures as data } from './data/deprecated-features.ts'
import type { Release } from './release.ts'
import { releaseRange } from './release-range.ts'
import { rowsOf } from './table.ts'

export type Phase = 'permitted_by_default' | 'denied_by_default' | 'removed'

export interface DeprecatedFeature {
  readonly name: string
  readonly phase: Phase
}

/** The deprecated features that a release knows, with what it does where nobody permits or denies them. */
export const deprecatedFeatures = (release: Release): readonly DeprecatedFeature[] =>
  rowsOf(data, release).flatMap(([name = '', phase]) => (isPhase(phase) ? [{ name, phase }] : []))

/** Undefined when the release does not know the feature as deprecated. */
export const featurePhase = (name: string, release: Release): Phase | undefined =>
  deprecatedFeatures(release).find(feature => feature.name === name)?.phase

/**
 * Whether rabbitmq.conf may hold `deprecated_features.permit.NAME`; any name is accepted then, also one that nobody
 * knows. Before, the key is unknown and stops boot. Source: rabbit.schema@v3.13.0.
 */
export const takesPermits = (release: Release): boolean => releaseRange('>=3.13').has(release)

const isPhase = (text: string | undefined): text is Phase =>
  text === 'permitted_by_default' || text === 'denied_by_default' || text === 'removed'
