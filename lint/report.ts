import type { ObjectRef } from '../model/kube/object.ts'
import type { Severity } from '../model/rule/severity.ts'

/** Half-open range in a file: 1-based lines and columns (UTF-16 code units, a byte order mark not counted). */
export interface Range {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** A range in the text of a file. */
export interface InFile extends Range {
  readonly file: string
}
/** An object of a live cluster, which has no text: the object and the path in it are all there is. */
export interface InCluster {
  readonly file: null
  readonly line: null
  readonly column: null
  readonly endLine: null
  readonly endColumn: null
  readonly source: 'cluster'
}
/** Where something was found. */
export type Place = InFile | InCluster

export type ReportedRelated = RelatedWords &
  (Pick<InFile, 'file' | 'line' | 'column'> | Pick<InCluster, 'file' | 'line' | 'column' | 'source'>)
interface RelatedWords {
  readonly object: ObjectRef
  readonly path: string
  readonly message: string
}

/** A place in words: `file:line:column`, or the live object and the path in it. */
export function placeText(
  place: Pick<FindingWords, 'object' | 'path'> & Pick<Place, 'file' | 'line' | 'column'>,
  shownFile: (file: string) => string = file => file,
): string {
  const { file, line, column, object, path } = place
  if (file !== null) return `${shownFile(file)}:${line}:${column}`
  const { kind, namespace, name } = object
  return `${kind} ${namespace === '' ? name : `${namespace}/${name}`}${path === '' ? '' : ` ${path}`}`
}

/** One finding as every output format shows it. */
export type ReportedFinding = FindingWords & Place
export interface FindingWords {
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
  /** The file that the object was rendered from, where it says so: of a chart, or of a kustomization. */
  readonly template?: string
  readonly cluster?: string
  /** Folders of the contexts it was found in, where there are several contexts. */
  readonly contexts?: readonly string[]
  /** What a person mends in one go: findings of a cluster with the same are shown as one. */
  readonly thing?: string
  readonly related: readonly ReportedRelated[]
  readonly fix: 'additive' | 'safe' | 'unsafe' | 'none'
  readonly fingerprint: string
  readonly docs: string
}

export type ReportedCluster = ClusterWords &
  (Pick<InFile, 'file' | 'line'> | Pick<InCluster, 'file' | 'line' | 'source'>)
interface ClusterWords {
  readonly name: string
  /** Null when unknown. */
  readonly version: string | null
  readonly replicas: number | null
  /** What a picture of it shows. */
  readonly picture: ClusterPicture
}
/** The parts of a cluster, by name. */
export interface ClusterPicture {
  /** The workload; null where values of a chart say it, which are no object. */
  readonly object: ObjectRef | null
  /** Where the metadata lies; null where that is not known. */
  readonly store: 'mnesia' | 'khepri' | null
  /** The names of the nodes, in the order of their pods; null where they are not known. */
  readonly nodes: readonly string[] | null
  readonly services: readonly PicturedService[]
  /** The names that DNS has for the pods, without the domain of the cluster. */
  readonly dns: readonly { readonly pod: string; readonly host: string; readonly service: string }[]
}
export interface PicturedService {
  readonly name: string
  readonly headless: boolean
  /** Whether the workload names it as the one that governs its pods. */
  readonly governs: boolean
  readonly ports: readonly number[]
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
