import { at } from '../model/kube/address.ts'
import { ownerOf } from '../model/pods/owner.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'bare-pod',
  group: 'pairing',
  title: 'A broker that is a Pod without a controller',
  worst: 'warning',
  when: { since: 'ever' },
  needs: ['dataVolume'],
  mayBeAbsent: ['dataVolume'],
  rationale: `A Pod that nothing controls is never made again: when its node is drained or lost, or the kubelet evicts it, the broker is gone, and
so is what waits for its claim. Nothing in it can be changed but the image.`,
  sources: ['https://kubernetes.io/docs/concepts/workloads/pods/#working-with-pods'],
  evidence: { kind: 'docs', where: 'kubernetes.io, Pods: usually you do not need to create Pods directly' },
  example: () => ({
    bad: cluster({ kind: 'Pod', replicas: 1, discovery: '' }),
    good: cluster({ replicas: 1, discovery: '' }),
  }),
  check({ dataVolume, cluster: { workload } }, tell) {
    if (workload.kind !== 'Pod' || ownerOf(workload.object)) return
    tell.report({
      at: at(workload.object, 'kind'),
      severity: dataVolume?.persistent ? 'warning' : 'info',
      message: `Pod ${workload.object.name} runs RabbitMQ, and no controller makes it again`,
      why: dataVolume?.persistent
        ? 'when its machine is drained or lost the broker is gone until somebody applies the Pod again; its claim, with all messages, waits'
        : 'when its machine is drained or lost the broker is gone, with all that it held',
      help: 'make it a StatefulSet of one replica',
    })
  },
})
