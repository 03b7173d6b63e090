import type { ReportedFinding } from '../lint/report.ts'

export const confidences = ['certain', 'likely', 'possible'] as const
/**
 * `certain`: the line itself says so, or names what the manifests have wrong. `likely`: the manifests have a fault from which it comes.
 * `possible`: what comes from several faults, none of which was seen.
 */
export type Confidence = (typeof confidences)[number]

/** What may be behind what a log tells. */
export interface Cause {
  /** Null where no rule finds it in manifests. */
  readonly rule: string | null
  /** What the log says, in plain words. */
  readonly message: string
  readonly why: string
  readonly help: string
  /** The lines that tell it, 1-based in the input, without credentials. */
  readonly log: readonly { readonly line: number; readonly excerpt: string }[]
  /** Where the manifests have it. */
  readonly findings: readonly ReportedFinding[]
  readonly confidence: Confidence
}

/** What a log tells: the most likely cause first. */
export interface Diagnosis {
  /** The release and the name of the node that wrote the log; null where it does not say. */
  readonly node: { readonly release: string | null; readonly name: string | null }
  readonly lines: number
  /** The line that says that the node came up, and nothing after it that it ended; null where there is none. */
  readonly up: number | null
  readonly causes: readonly Cause[]
}
