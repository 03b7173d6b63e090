/** What the certificates are for, and where they are kept: the names of manifests/webhook. */
export interface Place {
  readonly namespace: string
  /** The Service that the API server asks. */
  readonly service: string
  /** The Secret that all replicas share. */
  readonly secret: string
}

export const placeIn = (namespace: string): Place => ({
  namespace,
  service: 'warrener-webhook',
  secret: 'warrener-webhook-tls',
})

/** All that Warrener installs has this label; what has not is not touched. */
export const label = { name: 'app.kubernetes.io/name', value: 'warrener' } as const

/** The names by which a Service is asked; the API server asks by the third. Source: k8s.io/apiserver pkg/util/webhook/client.go. */
export const dnsNamesOf = ({ service, namespace }: Place): readonly string[] => [
  service,
  `${service}.${namespace}`,
  `${service}.${namespace}.svc`,
  `${service}.${namespace}.svc.cluster.local`,
]
