import { charts } from './charts.ts'
import type { GrowthCase } from './input.ts'
import { kustomizations } from './kustomizations.ts'
import { messaging } from './messaging.ts'
import { pods } from './pods.ts'
import { settings } from './settings.ts'
import { trees } from './trees.ts'

/** Everything that a stranger can have much of. */
export const growthCases: readonly GrowthCase[] = [
  ...trees,
  ...kustomizations,
  ...pods,
  ...settings,
  ...messaging,
  ...charts,
]
