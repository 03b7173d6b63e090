import { Defect } from './judge.ts'

/** Which rule and where in our code; not the message, which may quote what was posted. */
export interface ReportedFault {
  readonly what?: string
  readonly rule?: string
  /** Other rules that failed, and those that found something. */
  readonly others?: readonly string[]
  readonly found?: readonly string[]
  readonly type: string
  readonly stack: readonly string[]
}

/** A fault of another thread, as it was told there. */
export class FaultElsewhere extends Error {
  readonly fault: ReportedFault
  constructor(fault: ReportedFault) {
    super(fault.what ?? fault.type)
    this.fault = fault
  }
}

export function reportedFault(error: unknown): ReportedFault {
  if (error instanceof FaultElsewhere) return error.fault
  const cause = error instanceof Defect ? error.cause : error
  const stack =
    cause instanceof Error ? (cause.stack ?? '').split('\n').filter(line => /^\s+at /.test(line)) : []
  return {
    ...(error instanceof Defect
      ? { what: error.message, rule: error.rule, others: error.others, found: error.found }
      : {}),
    type: cause instanceof Error ? cause.name : typeof cause,
    stack: stack.slice(0, 8).map(line => line.trim()),
  }
}
