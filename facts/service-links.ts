/** A variable that the kubelet makes of a Service and that the broker takes for one of its own settings. */
export interface LinkedVariable {
  /** The Service that it comes from. */
  readonly service: string
  readonly name: string
  /** What the user sets for the same: then the broker reads that. */
  readonly insteadOf: string
  /** Read by peer discovery that asks the API server only. */
  readonly isOfDiscovery: boolean
}

/**
 * The kubelet sets `<SERVICE>_PORT=tcp://<address>:<port>` for each Service with a cluster IP. The broker reads its variables with and without the
 * prefix `RABBITMQ_`. Observed on 4.3.6. Source: rabbit_env.erl@v4.3.5, get_prefixed_env_var; kubernetes pkg/kubelet/envvars/envvars.go.
 */
export const linkedVariables: readonly LinkedVariable[] = [
  ...['NODE_PORT', 'DIST_PORT'].flatMap(name => {
    const prefixed = `RABBITMQ_${name}`
    const service = name.replace('_PORT', '').toLowerCase()
    return [
      { service: `rabbitmq-${service}`, name: prefixed, insteadOf: prefixed, isOfDiscovery: false },
      { service, name, insteadOf: prefixed, isOfDiscovery: false },
    ]
  }),
  { service: 'k8s', name: 'K8S_PORT', insteadOf: 'K8S_PORT', isOfDiscovery: true },
]
