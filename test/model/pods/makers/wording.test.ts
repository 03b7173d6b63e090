import type { Wording } from '../../../../model/pods/wording.ts'
import { chartValues, cluster, rabbitmqCluster, yaml } from '../../../../policies/sample.ts'
import { describe, expect, test } from '../../../jest.ts'
import { clusterIn } from '../../cluster-of.ts'

const cloudPirates = { peerDiscoveryK8sPlugin: { enabled: true }, replicaCount: 3 }
const groundhog = { k8sPeerDiscoveryPlugin: { enabled: true }, options: { tcp: { port: 5672 } } }
const makers: Readonly<Record<string, string>> = {
  StatefulSet: cluster(),
  Pod: cluster({ kind: 'Pod' }),
  RabbitmqCluster: yaml(rabbitmqCluster()),
  bitnami: yaml(chartValues({ extraConfiguration: '' })),
  cloudPirates: yaml(cloudPirates),
  groundhog: yaml(groundhog),
}

interface Asked {
  readonly ask: (wording: Wording) => string
  readonly told: Readonly<Record<string, string>>
}
const override = 'spec.override.statefulSet.spec'
const asked: Readonly<Record<string, Asked>> = {
  'a field of the set': {
    ask: ({ ofSet }) => ofSet('podManagementPolicy'),
    told: {
      StatefulSet: 'spec.podManagementPolicy',
      RabbitmqCluster: `${override}.podManagementPolicy`,
      bitnami: 'podManagementPolicy',
      cloudPirates: 'podManagementPolicy',
      groundhog: 'podManagementPolicy',
    },
  },
  'a field that has another name': {
    ask: ({ ofSet }) => ofSet('replicas'),
    told: { StatefulSet: 'spec.replicas', RabbitmqCluster: 'spec.replicas', bitnami: 'replicaCount' },
  },
  'a value for one part of a field': {
    ask: ({ ofSet }) => ofSet('updateStrategy.type'),
    told: {
      RabbitmqCluster: `${override}.updateStrategy.type`,
      bitnami: 'updateStrategy.type',
      cloudPirates: 'spec.updateStrategy.type of the rendered StatefulSet',
      groundhog: 'updateStrategyType',
    },
  },
  'a field of the pods that the operator has too': {
    ask: ({ ofPods }) => ofPods('terminationGracePeriodSeconds'),
    told: {
      StatefulSet: 'spec.template.spec.terminationGracePeriodSeconds',
      Pod: 'spec.terminationGracePeriodSeconds',
      RabbitmqCluster: 'spec.terminationGracePeriodSeconds',
      bitnami: 'terminationGracePeriodSeconds',
      cloudPirates: 'spec.template.spec.terminationGracePeriodSeconds of the rendered StatefulSet',
    },
  },
  'one that it lacks': {
    ask: ({ ofPods }) => ofPods('securityContext.fsGroup'),
    told: {
      StatefulSet: 'spec.template.spec.securityContext.fsGroup',
      RabbitmqCluster: `${override}.template.spec.securityContext.fsGroup`,
      bitnami: 'podSecurityContext.fsGroup',
    },
  },
  "a field of the node's container": {
    ask: ({ ofNode }) => ofNode('resources.limits.memory'),
    told: {
      StatefulSet: 'resources.limits.memory',
      RabbitmqCluster: 'spec.resources.limits.memory',
      groundhog: 'resources.limits.memory',
    },
  },
  'the time of a probe': {
    ask: ({ ofNode }) => ofNode('livenessProbe.timeoutSeconds'),
    told: {
      RabbitmqCluster: `${override}.template.spec.containers[rabbitmq].livenessProbe.timeoutSeconds`,
      bitnami: 'livenessProbe.timeoutSeconds',
    },
  },
  'what a probe asks': {
    ask: ({ ofNode }) => ofNode('readinessProbe.exec.command'),
    told: {
      bitnami: 'customReadinessProbe.exec.command',
      groundhog: 'customReadinessProbe.exec.command',
      cloudPirates:
        'spec.template.spec.containers[rabbitmq].readinessProbe.exec.command of the rendered StatefulSet',
    },
  },
}

describe.each(Object.entries(asked))('%s', (_, { ask, told }) => {
  test.each(Object.entries(told))('of %s', (maker, text) => {
    expect(ask(clusterIn(makers[maker] ?? '').workload.made.wording)).toBe(text)
  })
})
