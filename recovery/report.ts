import type { Store } from '../facts/metadata-store.ts'
import type { ObjectRef } from '../model/kube/object.ts'
import type { Interruption } from './outcome.ts'
import type { ScenarioId } from './scenarios.ts'
import type { QueueKindName } from './simulator/setup.ts'

/** What becomes of clusters when something fails: plain data, the same for the same input. */
export interface SurvivalReport {
  readonly schema: 'warrener/survival-report/v1'
  readonly clusters: readonly ClusterSurvival[]
}

/** A cluster as one stand makes it. */
export interface ClusterSurvival {
  readonly name: string
  /** Null when unknown. */
  readonly version: string | null
  /** The release that it is looked at as. */
  readonly stand: string
  readonly store: Store
  /** Whether another release or store is possible too, of which there is an entry of its own. */
  readonly assumed: boolean
  readonly replicas: number | null
  readonly file: string | null
  readonly line: number | null
  /** Why nothing can be told of it; null where something can. */
  readonly unknown: string | null
  /** What is to be known of all that is told. */
  readonly remarks: readonly string[]
  readonly scenarios: readonly ScenarioSurvival[]
}

export interface ScenarioSurvival {
  readonly id: ScenarioId
  readonly title: string
  readonly queues: readonly QueueSurvival[]
}

/** What becomes of queues of one type under one policy. */
export interface QueueSurvival {
  readonly type: QueueKindName
  readonly policy: string | null
  /** Only applications say whether there are any. */
  readonly maybe: boolean
  readonly availability: 'survives' | 'by-hand' | 'lost' | 'unknown'
  readonly messages: 'kept' | 'by-hand' | 'lost' | 'unknown'
  readonly interruption: Interruption | 'unknown'
  readonly why: string
  /** What in the manifests would make it better; null where nothing that is known does. */
  readonly change: string | null
  readonly because: readonly Reason[]
  readonly evidence: 'observed' | 'derived'
  readonly commands: readonly string[]
  /** What happens step by step, where it was asked for. */
  readonly trace?: readonly TraceStep[]
}

/** A value in the manifests that decides. */
export interface Reason {
  readonly file: string | null
  readonly line: number | null
  readonly object: ObjectRef
  readonly path: string
  readonly inner?: string
}

/** A step, as a picture could show it: the pods by name, seconds since the beginning. */
export interface TraceStep {
  readonly at: number
  readonly what: string
  readonly pods: readonly string[]
  readonly text: string
  /** A person did it, or it came of that. */
  readonly byHand: boolean
}
