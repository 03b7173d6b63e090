import type { Suppression } from '../engine/suppress.ts'
import type { Input } from './input.ts'

/** Suppressions written as comments. They exist in text only: the API server never sees them. */
export const commentSuppressions = (_input: Input): readonly Suppression[] => []
