/*
 * What users do to a cluster with the webhook installed, as data. Each file of this folder exports `rows`, the rows of one
 * subject; all of them are played by control-plane.test.ts, each in a namespace of its own, which stands wherever a row
 * says `mq`. A second namespace of a row is `mq-other`; whatever has no namespace needs `mq` in its name.
 */

/** How the webhook is installed: see manifests/webhook. */
export type Form = 'base' | 'enforce' | 'configuration'

/**
 * What the webhook does: answers, takes calls and never answers, or is not there. `gone` is `down` at the very end, for the one
 * row that takes the installation away.
 */
export type Webhook = 'up' | 'hangs' | 'down' | 'gone'

/** One command, and what the user sees of it. */
export interface Step {
  /** Arguments of kubectl, split at spaces where they are one text; `apply -f -` where neither this nor `helm` is there. */
  readonly kubectl?: string | readonly string[]
  /** Arguments of helm. */
  readonly helm?: string
  /** Standard input. */
  readonly input?: string
  /** Parts of standard error of a command that ends with 1. */
  readonly refused?: string | readonly string[]
  /** Parts of standard error of a command that ends with 0. Nothing may be on it where neither is there. */
  readonly warned?: string | readonly string[]
  /** All of standard error, where a part will not do. */
  readonly stderr?: string
  /** What must not be on standard error. */
  readonly unsaid?: string | readonly string[]
  /** The exit code, where it is not 1 of `refused`, else 0. */
  readonly code?: number
  /** Parts of standard output. */
  readonly prints?: string | readonly string[]
  /** Looks afterwards: arguments of `kubectl get`, and all that it prints. */
  readonly after?: Look | readonly Look[]
  /** How often the API server calls webhooks meanwhile, by its own metrics. The row is played alone. */
  readonly calls?: number
  /** How often the webhook asks the API server meanwhile, by the audit log. The row is played alone. */
  readonly reads?: number
  /** Audit annotations of the requests of this step, by the part of their key after the name of the webhook. */
  readonly audited?: Readonly<Record<string, string | RegExp>>
  /** The command is repeated, for some seconds, until all of this holds: where the cluster takes time to notice. */
  readonly eventually?: true
}
export type Look = readonly [arguments_: string, prints: string]

interface Head {
  readonly name: string
  /** The ways to install the webhook under which this holds; only `base` where it is left out. */
  readonly forms?: readonly Form[]
  /** `up` where it is left out. */
  readonly webhook?: Webhook
  /** Labels of the namespace. */
  readonly labels?: Readonly<Record<string, string>>
  /** Applied first, while everybody is asked; has to pass, with or without warnings. */
  readonly given?: string
  /** Files in the folder `files/mq`, by name, for `-f files/mq` and `-k files/mq`. */
  readonly files?: Readonly<Record<string, string>>
}

/** One step stands in the row itself. */
export type Row = Head & (Step | { readonly steps: readonly Step[] })

export const stepsOf = (row: Row): readonly Step[] => ('steps' in row ? row.steps : [row])

/** Rows that count are played alone: what is counted is not told apart by namespace. */
export const isCounting = (row: Row): boolean =>
  stepsOf(row).some(({ calls, reads }) => calls !== undefined || reads !== undefined)
