import type { KubernetesRelease } from '../facts/kubernetes-apis.ts'
import type { StandOptions } from '../model/broker/standing.ts'
import type { Settings } from './settings.ts'

export interface EvaluateOptions extends StandOptions, Settings {
  /** The release of Kubernetes that the objects are for; default: the newest one known. */
  readonly kubernetesVersion?: KubernetesRelease
  /** Asked before each rule: where it says so, the rules not yet run are left, but for those that compare, and what the others found is kept. Default: never. */
  readonly outOfTime?: () => boolean
  /** A rule that found so many things has said enough of them, and is not run to its end. Default: all are found. */
  readonly most?: number
}

/** Why a rule was not run where the time for them all was over. */
export const outOfTime = 'out of time'
