import { at } from '../model/kube/address.ts'
import type { Json } from '../model/kube/json.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { dig } from '../model/kube/read.ts'
import { selecting } from '../model/pods/service-index.ts'
import { hostUnresolved, hostUnresolvedByTool } from '../model/rule/log-lines.ts'
import { podNames } from '../model/rule/pod-names.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { doesWithoutNames, placeOfServiceName, withoutService } from '../model/without-service.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'service-name-missing',
  group: 'pairing',
  title: 'A StatefulSet names no governing Service',
  worst: 'error',
  single: 'info',
  when: { since: 'ever' },
  needs: ['serviceName'],
  mayBeAbsent: ['serviceName'],
  rationale: `Kubernetes gives a pod a name in DNS only below the Service that \`spec.serviceName\` names, even where other headless Services select
the pod. Without it nodes whose names are built from host names cannot reach each other, nor, where their names have a domain, themselves.
Node names made of pod IPs (up to 4.0) do without DNS; they lose it for probes and clients.`,
  sources: podNames.sources,
  evidence: podNames.evidence,
  log: [hostUnresolved, hostUnresolvedByTool],
  example: () => ({
    bad: cluster({ serviceName: null }),
    good: cluster(),
  }),
  check({ serviceName, cluster }, tell) {
    const { workload, services } = cluster
    if (serviceName || workload.kind !== 'StatefulSet') return
    tell.know(cluster.nodeName)
    const { why, stopsBoot } = withoutService(cluster, undefined)
    const [headless, ...others] = selecting(services, workload.template.labels).filter(
      service => service.headless,
    )
    const place = at(workload.object, 'spec', 'serviceName')
    tell.report({
      at: place,
      severity: doesWithoutNames(cluster) ? 'warning' : 'error',
      stopsBoot: stopsBoot && ifFound(cluster.replicas)?.value !== 0,
      message: `StatefulSet ${workload.object.name} names no governing Service`,
      why,
      help: headless
        ? `name Service ${headless.name} in ${placeOfServiceName(workload)}`
        : `add a Service with clusterIP: None and publishNotReadyAddresses: true that selects the pods, and name it in ${placeOfServiceName(workload)}`,
      // What stands there and is no name is somebody's mistake, and the API server says so.
      ...(headless && others.length === 0 && isEmpty(dig(workload.object.value, ['spec', 'serviceName']))
        ? {
            fix: {
              title: 'name the headless Service of the pods',
              safety: 'additive',
              only: 'create',
              edits: [{ op: 'set', at: place, value: headless.name }],
            },
          }
        : {}),
    })
  },
})

const isEmpty = (value: Json | undefined): boolean => value === undefined || value === null || value === ''
