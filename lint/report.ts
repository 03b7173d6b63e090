import type { ObjectRef } from '../model/kube/object.ts'
import type { Severity } from '../model/rule/severity.ts'

/** Half-open range in a file: 1-based lines and columns (UTF-16 code units, a byte order mark not counted). */
export interface Range {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

export interface ReportedRelated {
  readonly object: ObjectRef
  readonly path: string
  readonly file: string
  readonly line: number
  readonly column: number
  readonly message: string
}

/** One finding as every output format shows it. */
export interface ReportedFinding extends Range {
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  readonly why: string
  readonly help: string
  readonly object: ObjectRef
  /** JSON Pointer into the object. */
  readonly path: string
  /** Inside embedded text: the conf key, JSON Pointer or command. */
  readonly inner?: string
  readonly file: string
  readonly cluster?: string
  /** Folders of the contexts it was found in, where there are several contexts. */
  readonly contexts?: readonly string[]
  readonly related: readonly ReportedRelated[]
  readonly fix: 'additive' | 'safe' | 'unsafe' | 'none'
  readonly fingerprint: string
  readonly docs: string
}

export interface ReportedCluster {
  readonly name: string
  /** Null when unknown. */
  readonly version: string | null
  readonly replicas: number | null
  readonly file: string
  readonly line: number
}

export interface NotEvaluated {
  readonly rule: string
  readonly cluster: string
  readonly why: string
}
export interface Skipped {
  readonly file: string
  readonly why: string
}
export interface ReportedDefect {
  readonly rule: string
  readonly subject: string
  readonly error: string
}

/** The result of a lint: plain data, the same for the same input. */
export interface Report {
  readonly summary: {
    readonly files: number
    readonly objects: number
    readonly clusters: number
    readonly errors: number
    readonly warnings: number
    readonly infos: number
    readonly suppressed: number
    readonly fixable: number
  }
  readonly clusters: readonly ReportedCluster[]
  /** Sorted by file, line, column, rule. */
  readonly findings: readonly ReportedFinding[]
  readonly notEvaluated: readonly NotEvaluated[]
  readonly skipped: readonly Skipped[]
  /** Rules that threw: a defect of ours. Empty in a healthy run. */
  readonly defects: readonly ReportedDefect[]
}
