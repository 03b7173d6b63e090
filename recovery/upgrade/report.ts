import type { ReportedFinding } from '../../lint/report.ts'

/** What an upgrade of the clusters in files takes. */
export interface UpgradePlan {
  readonly schema: 'warrener/upgrade-plan/v1'
  readonly clusters: readonly ClusterUpgrade[]
}

export interface ClusterUpgrade {
  readonly name: string
  readonly file: string | null
  readonly line: number | null
  /** The release that the manifests run, with patch; null where it is not known. */
  readonly from: string | null
  /** The last patch of the series that was asked for. */
  readonly to: string
  readonly hops: readonly UpgradeHop[]
  /** Errors that the manifests have today already, which no hop brings and no edit here mends. */
  readonly standing: number
  /** Why there are no hops; left out where there is nothing to do, too. */
  readonly refused?: { readonly rule: 'upgrade-hop-unsupported'; readonly why: string }
  /** Why nothing can be said; left out where something is. */
  readonly unknown?: string
}

/** From one release to the next that takes its data. */
export interface UpgradeHop {
  readonly from: string
  readonly to: string
  /** What the release that is gone to refuses and the one before took; places are in the files as they are before the hop. */
  readonly blockers: readonly ReportedFinding[]
  /** What it judges worse than the one before, and boots with. */
  readonly advice: readonly ReportedFinding[]
  /** What to type before, one shell line each, in order; `#` begins a word to the person. */
  readonly before: readonly string[]
  readonly after: readonly string[]
  /** The files that change, as they are before and after the hop. */
  readonly edits: readonly FileEdit[]
}

export interface FileEdit {
  readonly file: string
  readonly was: string
  readonly is: string
}
