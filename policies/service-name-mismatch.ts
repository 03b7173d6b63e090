import { labelText } from '../model/formats/text/selector.ts'
import { at } from '../model/kube/address.ts'
import { ifFound, unknown } from '../model/kube/lookup.ts'
import { serviceBelow } from '../model/names/node-name.ts'
import { selects } from '../model/pods/service.ts'
import { selecting } from '../model/pods/service-index.ts'
import { hostUnresolved, hostUnresolvedByTool } from '../model/rule/log-lines.ts'
import { podNames } from '../model/rule/pod-names.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { doesWithoutNames, placeOfServiceName, withoutService } from '../model/without-service.ts'
import { cluster, service } from './sample.ts'

const other = service('rabbitmq-nodes', {
  clusterIP: 'None',
  publishNotReadyAddresses: true,
  selector: { app: 'rabbitmq' },
  ports: [{ name: 'epmd', port: 4369 }],
})

export default clusterRule({
  id: 'service-name-mismatch',
  group: 'pairing',
  title: 'The StatefulSet names another Service than the one that selects its pods',
  worst: 'error',
  single: 'info',
  when: { since: 'ever' },
  replaces: { atRelated: ['service-selector-mismatch'] },
  needs: ['serviceName', 'governingService'],
  rationale: `A pod has a name in DNS where the Service that \`spec.serviceName\` names also selects it. Where that Service selects other pods, or
none, and another headless one selects these, neither gives names: the first does not know the pods, the second is not theirs.`,
  sources: podNames.sources,
  evidence: podNames.evidence,
  log: [hostUnresolved, hostUnresolvedByTool],
  example: () => ({
    bad: cluster({ selector: { app: 'rabbit' }, objects: [other] }),
    good: cluster({ objects: [other] }),
  }),
  check({ serviceName, governingService: governing, cluster }, tell) {
    const { workload, services } = cluster
    if (governing.generated || workload.made.services) return
    const { labels, labelsUnsettled } = workload.template
    if (labelsUnsettled !== undefined) tell.know(unknown(labelsUnsettled))
    if (selects(governing, labels)) return
    const right = selecting(services, labels).find(({ headless }) => headless)
    if (!right) return
    const namedBelow = serviceBelow(tell.know(cluster.nodeName))
    const { why, stopsBoot } = withoutService(cluster, governing.name, 'unselecting')
    tell.report({
      at: serviceName.at,
      severity: doesWithoutNames(cluster) ? 'warning' : 'error',
      stopsBoot: stopsBoot && ifFound(cluster.replicas)?.value !== 0,
      message: `${workload.called} is governed by Service ${governing.name}, but ${right.name} selects its pods`,
      why,
      help:
        namedBelow === governing.name && governing.headless
          ? `the nodes are named below ${governing.name}: let it select the labels of the pods, ${labelText(labels)}`
          : `name Service ${right.name} in ${placeOfServiceName(workload)}`,
      related: [
        { at: at(governing.object, 'spec', 'selector'), message: 'selects none of the pods' },
        { at: right.at, message: 'selects the pods' },
      ],
    })
  },
})
