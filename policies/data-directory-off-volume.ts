import { type MountedVolume, volumeOf } from '../model/broker/mounted-volume.ts'
import type { Cluster } from '../model/cluster.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'data-directory-off-volume',
  group: 'storage',
  title: 'The claim is mounted elsewhere than the data directory',
  worst: 'warning',
  when: { since: 'ever' },
  needs: ['dataVolume'],
  mayBeAbsent: ['dataVolume'],
  replaces: { inCluster: ['storage-not-persistent'] },
  rationale: `The data directory is \`/var/lib/rabbitmq/mnesia\` in the official image and \`/bitnami/rabbitmq/mnesia\` in Bitnami's, unless
\`RABBITMQ_MNESIA_BASE\` or \`RABBITMQ_MNESIA_DIR\` says otherwise. A claim that is mounted beside it stays empty. The image declares
\`/var/lib/rabbitmq\` a volume, so that all seems well until the pod is replaced.`,
  sources: ['https://www.rabbitmq.com/docs/relocate'],
  evidence: {
    kind: 'source',
    where:
      'rabbitmq/rabbitmq-server deps/rabbit_common/src/rabbit_env.erl@v4.3.5:data_dir: RABBITMQ_MNESIA_DIR, else RABBITMQ_MNESIA_BASE and the name of the node',
  },
  example: () => ({
    bad: cluster({ dataAt: '/data' }),
    good: cluster({ dataAt: '/var/lib/rabbitmq/mnesia' }),
  }),
  check({ dataVolume, cluster }, tell) {
    if (dataVolume?.persistent) return
    const path = tell.know(cluster.broker.paths.data)
    const claim = mountedElsewhere(cluster)
    if (path === undefined || claim === undefined) return
    const { mount } = claim
    const variable = mount.generated ? namedBy(cluster) : undefined
    tell.report({
      at: variable?.at ?? mount.at,
      message: `${cluster.workload.called} mounts claim ${claim.name} at ${mount.path}, and keeps its data in ${path}`,
      why: dataVolume
        ? `the data lies on the volume ${dataVolume.name}, which goes with the pod`
        : "the data lies on the container's own layer, which goes with the pod",
      help: variable
        ? `leave ${variable.name} out: the data then lies below ${mount.path}`
        : `mount it at ${path}`,
    })
  },
})

/** Folders of which nobody thinks that data lies in them. */
const noData = /^\/(?:etc|tmp|run|var\/log|backup)|log|backup|cert|plugin|secret/i

/** A claim that is mounted for writing where data might be meant to be. */
function mountedElsewhere({ broker }: Cluster): MountedVolume | undefined {
  return broker.files.mounts
    .filter(({ path, readOnly }) => !readOnly && !noData.test(path))
    .map(mount => volumeOf(broker, mount))
    .find(({ kind }) => kind === 'claim-template' || kind === 'claim')
}

/** The variable that moves the data away from where the maker of the pods mounts the claim. */
function namedBy({ broker }: Cluster) {
  for (const name of ['RABBITMQ_MNESIA_DIR', 'RABBITMQ_MNESIA_BASE']) {
    const value = ifFound(broker.environment.get(name))
    if (value) return { name, at: value.at }
  }
  return undefined
}
