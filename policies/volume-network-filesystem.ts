import type { Stand } from '../facts/metadata-store.ts'
import { entryPointOf38 } from '../model/broker/entry-point.ts'
import { mediumOf } from '../model/broker/medium.ts'
import { type Cluster, isSeveral } from '../model/cluster.ts'
import { clusterRule, type Draft, type Tell } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const sample = (storageClassName: string): string =>
  cluster({
    objects: [
      {
        kind: 'StatefulSet',
        metadata: { name: 'rabbitmq' },
        spec: {
          volumeClaimTemplates: [
            {
              metadata: { name: 'data' },
              spec: {
                storageClassName,
                accessModes: ['ReadWriteOnce'],
                resources: { requests: { storage: '20Gi' } },
              },
            },
          ],
        },
      },
    ],
  })

const names = { nfs: 'NFS', smb: 'SMB' } as const

export default clusterRule({
  id: 'volume-network-filesystem',
  group: 'storage',
  title: 'The message store lies on a network file system',
  worst: 'error',
  when: { since: 'ever' },
  needs: ['dataMedium'],
  rationale: `Quorum queues, streams, the metadata store and confirmed messages wait until the disk has what was written. On NFS, EFS or SMB each of these
waits goes over the network to one server, whose pauses are pauses of every node on it. A directory on SMB has no modes of its own: images up
to 3.8 set the mode of the cookie when \`RABBITMQ_ERLANG_COOKIE\` is set, which is refused, and the container ends.`,
  sources: [
    'https://www.rabbitmq.com/docs/production-checklist#storage-considerations',
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  ],
  evidence: {
    kind: 'source',
    where:
      'docker-library/rabbitmq 3.8/ubuntu/docker-entrypoint.sh@eba1a3ad8b8c2ff8225d3047512d0631ed67d470:RABBITMQ_ERLANG_COOKIE: with set -e, chmod 600 of the cookie file that it wrote',
  },
  log: [
    {
      by: 'entrypoint',
      pattern: /chmod: (?:changing permissions of )?'?(?<file>[^\s':]+)'?: Operation not permitted/,
      sample: "chmod: changing permissions of '/var/lib/rabbitmq/.erlang.cookie': Operation not permitted",
    },
  ],
  example: () => ({ bad: sample('efs-sc'), good: sample('ebs-gp3') }),
  check({ dataMedium: medium, cluster, release }, tell) {
    if (medium.is !== 'nfs' && medium.is !== 'smb') return
    const { workload } = cluster
    const lies = `${workload.called} keeps its data on ${names[medium.is]}`
    tell.report({
      at: medium.at,
      message: `${lies}: ${medium.said}`,
      ...(setsMode(cluster, release, tell) ? modeRefused : waits(cluster)),
    })
  },
})

type Said = Pick<Draft, 'severity' | 'stopsBoot' | 'why' | 'help'>

const modeRefused: Said = {
  severity: 'error',
  stopsBoot: true,
  why: 'the image sets the mode of the Erlang cookie, which SMB refuses: the container ends, and the node never boots',
  help: 'use a StorageClass of block devices',
}
/** Whether the image sets the mode of a cookie that lies on SMB. */
function setsMode({ broker, home }: Cluster, release: Stand, tell: Tell): boolean {
  if (!entryPointOf38(broker, release)) return false
  if (tell.know(broker.environment.get('RABBITMQ_ERLANG_COOKIE')) === undefined) return false
  const volume = tell.know(home)?.volume
  return volume !== undefined && tell.know(mediumOf(broker, volume))?.is === 'smb'
}

const waits = (cluster: Cluster): Said => ({
  severity: 'warning',
  why: isSeveral(cluster)
    ? 'confirms, quorum queues and metadata wait for the file server: while it stalls, so do all nodes at once'
    : 'confirms, queues and metadata wait for the file server: while it stalls, so does the node',
  help: 'use a StorageClass of block devices, and move the data',
})
