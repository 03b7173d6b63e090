import { secretKeys } from '../model/pods/external-secrets.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { rabbitmqCluster, secret, yaml } from './sample.ts'

const key = 'default_user.conf'
const beside = (content: Readonly<Record<string, string>>): string =>
  yaml(
    rabbitmqCluster({ secretBackend: { externalSecret: { name: 'mq-user' } } }, { namespace: 'mq' }),
    secret('mq-user', { stringData: { username: 'shop', password: 'replace-me', ...content } }),
  )

export default clusterRule({
  id: 'operator-secret-incomplete',
  group: 'image',
  title: 'The Secret with the default user lacks the file that the operator mounts',
  worst: 'error',
  needs: [],
  rationale: `With \`spec.secretBackend.externalSecret\` the operator makes no Secret for the default user: it mounts the key \`${key}\` of the one
that is named, and the key is not optional. User and password alone, under keys of their own, leave the pods in Init for ever.`,
  sources: [
    'https://www.rabbitmq.com/kubernetes/operator/using-operator#external-secret',
    'https://github.com/rabbitmq/cluster-operator/blob/v2.22.3/internal/resource/statefulset.go',
  ],
  evidence: {
    kind: 'source',
    where:
      'rabbitmq/cluster-operator internal/resource/statefulset.go@v2.22.3:appendDefaultUserSecretVolumeProjection: the item default_user.conf, not optional; kubernetes kubernetes/kubernetes pkg/volume/secret/secret.go@v1.34.0:MakePayload: references non-existent secret key',
  },
  log: [
    {
      by: 'kubelet',
      pattern:
        /MountVolume\.SetUp failed for volume "rabbitmq-confd" : references non-existent secret key: (?<key>\S+)/,
      sample:
        'MountVolume.SetUp failed for volume "rabbitmq-confd" : references non-existent secret key: default_user.conf',
    },
  ],
  example: () => ({
    bad: beside({}),
    good: beside({ [key]: 'default_user = shop\ndefault_pass = replace-me\n' }),
  }),
  check({ cluster }, tell) {
    const { made, namespace } = cluster.workload
    const given = made.operator?.givenUserSecret
    if (given === undefined) return
    const keys = tell.know(secretKeys(cluster.broker.world, namespace, given.value))
    if (keys === undefined || keys.keys.has(key)) return
    const holder = keys.at.object
    tell.report({
      at: keys.at,
      subject: key,
      message: `${holder.kind} ${holder.name} ${holder.kind === 'Secret' ? 'has' : 'makes'} no key ${key}`,
      why: `the operator mounts that key of Secret ${given.value}, and the kubelet cannot: the pods stay in Init`,
      help: `add the key ${key}, with the lines default_user = ... and default_pass = ...`,
      stopsBoot: true,
      related: [{ at: given.at, message: 'names the Secret' }],
    })
  },
})
