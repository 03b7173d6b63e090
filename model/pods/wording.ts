/** Where the user of a maker of pods writes things, in the words of a message: no rule asks which maker it is. */
export interface Wording {
  /** The lines of rabbitmq.conf, the text of advanced.config, the list of plugins. */
  readonly conf: string
  readonly advanced: string
  readonly plugins: string
  /** A field of what runs the pods: `ofSet('podManagementPolicy')`. */
  ofSet(field: string): string
  /** A field of the pods: `ofPods('terminationGracePeriodSeconds')`. */
  ofPods(field: string): string
  /** A field of the node's container, with dots below it: `ofNode('livenessProbe.timeoutSeconds')`. */
  ofNode(field: string): string
  /** How a probe comes back that the maker writes and its user switched off; undefined where users write probes. */
  readonly ownProbe?: (probe: string) => string
  /** How a field comes to be changed that Kubernetes lets nobody change: `(immutable: ${remake})`. */
  readonly remake: string
  /** How the data of the nodes at a path comes to outlive their pods. */
  keepData(path: string, several: boolean): string
  /** How the nodes come to have long names, where a maker gives them names. */
  readonly longNames?: string
  /** How the pods come to have a budget, where a maker makes one on demand. */
  readonly ownBudget?: string
  /** How each node comes to have a disk of its own, where they share one. */
  readonly ownDisks: string
  /** How the first user gets a password of its own; `variables` name user and password in the container. */
  ownPassword(variables: readonly [user: string, password: string]): string
  /** How the nodes get a cookie that is no text of the manifests. */
  readonly ownCookie: string
}
