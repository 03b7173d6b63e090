import type { RuleTexts } from './rule.ts'

/** When a pod has a name in DNS: what rules about `serviceName` rest on. */
export const podNames: Pick<RuleTexts, 'sources' | 'evidence'> = {
  sources: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id',
    'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-hostname-and-subdomain-fields',
  ],
  evidence: {
    kind: 'source',
    where:
      'kubernetes/kubernetes staging/src/k8s.io/endpointslice/util/controller_utils.go@v1.37.2:ShouldSetHostname: an address has a host name where the subdomain of its pod is the name of the Service',
  },
}
