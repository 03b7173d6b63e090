import { givesFolder, preparedBy } from '../model/broker/preparation.ts'
import type { Cluster } from '../model/cluster.ts'
import type { Flavour } from '../model/formats/text/image.ts'
import { type Address, within } from '../model/kube/address.ts'
import type { Fix } from '../model/kube/fix.ts'
import type { JsonObject } from '../model/kube/json.ts'
import { clusterRule, type Tell } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const sample = (securityContext: JsonObject): string =>
  cluster({ pod: { securityContext: { runAsUser: 999, ...securityContext } } })

export default clusterRule({
  id: 'file-group-missing',
  group: 'storage',
  title: 'The node may not write to its disk',
  worst: 'warning',
  when: { since: 'ever' },
  needs: ['dataVolume'],
  rationale: `A new disk belongs to root, and only root may write to it. The official image starts as root, gives \`/var/lib/rabbitmq\` to its user and goes
on as that; a pod with \`runAsUser\` cannot, nor can the Bitnami image, which never is root. \`fsGroup\` has Kubernetes give the files to a group that the
node is in. Together with \`fsGroupChangePolicy: OnRootMismatch\`: without it the Erlang cookie is opened at the next mount.`,
  sources: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-the-security-context-for-a-pod',
    'https://github.com/docker-library/rabbitmq/blob/master/docker-entrypoint.sh',
  ],
  evidence: {
    kind: 'source',
    where:
      'docker-library/rabbitmq 4.1/ubuntu/docker-entrypoint.sh@9193c1de:chown: only when the container starts as root',
  },
  example: () => ({
    bad: sample({}),
    good: sample({ fsGroup: 999, fsGroupChangePolicy: 'OnRootMismatch' }),
  }),
  check({ dataVolume: volume, cluster }, tell) {
    if (!volume.kind.startsWith('claim') || volume.mount.readOnly) return
    const { security, broker, workload } = cluster
    const user = userOf(cluster, tell)
    if (user === undefined || user.id === 0 || tell.know(security.fsGroup) !== undefined) return
    if (tell.know(cluster.dataMedium)?.is !== 'disk') return
    if (tell.know(preparedBy(broker, volume, volume.mount.path, givesFolder)) !== undefined) return
    const group = groupOf(broker.image.flavour, broker.image.text)
    tell.report({
      at: user.at,
      message: `${workload.called} runs as user ${user.id} without fsGroup, on ${volume.name}`,
      why: 'with most drivers a new disk belongs to root: the node cannot write its data, and does not start',
      help: `set ${workload.made.wording.ofPods('securityContext')}: fsGroup: ${group}, and fsGroupChangePolicy: OnRootMismatch`,
      ...(workload.template.generated(['securityContext', 'fsGroup'])
        ? {}
        : { fix: fixOf(workload.template.locate(['securityContext']), group) }),
    })
  },
})

/** The user of the node's process: the one that is asked for, else the image's. */
function userOf(
  { security, broker, workload }: Cluster,
  tell: Tell,
): { readonly id: number; readonly at: Address } | undefined {
  const user = tell.know(security.user)
  if (user !== undefined) return { id: user.value, at: user.at }
  return broker.image.flavour === 'bitnami'
    ? { id: 1001, at: workload.template.locate([...broker.container.steps, 'image']) }
    : undefined
}

/** The group that each image has for its own user. Sources: the Dockerfiles of docker-library/rabbitmq and bitnami/containers. */
const groups: Partial<Record<Flavour, number>> = { bitnami: 1001 }
const groupOf = (flavour: Flavour, image = ''): number =>
  groups[flavour] ?? (image.includes('-alpine') ? 101 : 999)

const fixOf = (at: Address, group: number): Fix => ({
  title: 'give the files of its volumes to a group of the node',
  safety: 'safe',
  only: 'create',
  edits: [
    { op: 'set', at: within(at, 'fsGroup'), value: group },
    { op: 'set', at: within(at, 'fsGroupChangePolicy'), value: 'OnRootMismatch' },
  ],
})
