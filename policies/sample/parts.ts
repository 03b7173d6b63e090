import type { JsonObject } from '../../model/kube/json.ts'

/**
 * A small known-good cluster, with the stated differences: what rule examples and test rows are made of. The defaults
 * break no rule; a row shows only what matters. Parts are merged in as by a strategic merge patch (sample/merge.ts).
 */
export interface Sample {
  /** What makes the pods; default: a StatefulSet. */
  readonly kind?: 'StatefulSet' | 'Deployment' | 'Pod'
  readonly replicas?: number | null | undefined
  readonly image?: string
  readonly namespace?: string
  readonly serviceName?: string | null
  readonly podManagementPolicy?: string | null
  readonly annotations?: Readonly<Record<string, string>>

  /** Lines of rabbitmq.conf after those that discovery needs. */
  readonly conf?: string
  /** Replaces the lines that discovery needs. */
  readonly discovery?: string
  /** No line says how much of the disk stays free. */
  readonly diskLimit?: null
  /** No line says what the nodes do when their network breaks. */
  readonly partitions?: null
  /** The text of a definitions file, which rabbitmq.conf names. */
  readonly definitions?: string
  /** rabbitmq.conf does not name it. */
  readonly loadDefinitions?: false
  /** The text of enabled_plugins. */
  readonly plugins?: string
  /** The text of advanced.config. */
  readonly advanced?: string
  /** More files beside these, by name. */
  readonly data?: Readonly<Record<string, string>>
  /** Where a file is mounted, by its name; null: not by itself. */
  readonly mounts?: Readonly<Record<string, string | null>>
  /** The kind of object that holds the files; default: a ConfigMap. */
  readonly filesIn?: 'ConfigMap' | 'Secret'

  readonly nodeName?: string | null
  readonly longNames?: string | null
  /** The nodes are given none. */
  readonly cookie?: null
  /** More environment variables, by name: a value, or where it comes from. */
  readonly env?: Readonly<Record<string, string | JsonObject>>
  /** The fields of the headless Service's spec that are not its ports or selector. */
  readonly service?: JsonObject
  /** The labels that the headless Service selects. */
  readonly selector?: JsonObject | null
  readonly readiness?: JsonObject | null
  /** `claim` (default), `emptyDir`, or none; mounted at `dataAt`. */
  readonly storage?: 'claim' | 'emptyDir' | 'none'
  readonly dataAt?: string
  /** The size of the claim. */
  readonly diskSize?: string
  /** The memory limit of the container. */
  readonly memory?: string

  readonly account?: string
  /** The account that is bound to the Role; default: that of the pods. */
  readonly subject?: string
  /** What the Role allows on Endpoints. */
  readonly verbs?: readonly string[]

  /** Merged into the broker's container. */
  readonly container?: JsonObject
  /** Merged into the spec of the pods. */
  readonly pod?: JsonObject
  /** Kinds to leave out. */
  readonly without?: readonly string[]
  /** The only kinds to keep. */
  readonly only?: readonly string[]
  /** Merged into the object of their kind and name; where there is none, more objects. */
  readonly objects?: readonly JsonObject[]
}
