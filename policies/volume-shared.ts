import { accessModes, claimBehind, claimName } from '../model/broker/claim-object.ts'
import type { MountedVolume } from '../model/broker/mounted-volume.ts'
import { type Directory, directoryBehind } from '../model/broker/shared-source.ts'
import type { Cluster } from '../model/cluster.ts'
import { at } from '../model/kube/address.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { areKeptApart } from '../model/pods/kept-apart.ts'
import { clusterRule, type Draft } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const mounted = { volumeMounts: [{ name: 'all', mountPath: '/var/lib/rabbitmq' }] }

export default clusterRule({
  id: 'volume-shared',
  group: 'storage',
  title: 'Several nodes have their data in one place, or one node has it on whatever machine it is on',
  worst: 'error',
  when: { since: 'ever' },
  needs: ['replicas', 'dataVolume'],
  rationale: `Each node needs a disk of its own. A claim in the volumes of the pod is one claim for all pods: most disks can be on one machine only, so that pods
elsewhere never start, and where many machines can have it, all copies of a queue are on one disk. A folder of the machine is another folder on
each machine, and the same one for pods that meet there: a pod that moves starts empty.`,
  sources: [
    'https://www.rabbitmq.com/docs/production-checklist#storage-considerations',
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
  ],
  evidence: {
    kind: 'source',
    where:
      'kubernetes/kubernetes pkg/controller/volume/attachdetach/reconciler/reconciler.go@v1.37.2:reportMultiAttachError: a volume that is not ReadWriteMany is not attached to a second machine',
  },
  log: [
    {
      by: 'kubelet',
      pattern: /(?:Waiting for detach|Multi-Attach error) for volume "(?<name>[^"]+)" Volume is already/,
      sample: 'Waiting for detach for volume "pvc-2f1c" Volume is already used by pod(s) rabbitmq-0',
    },
  ],
  example: () => ({
    bad: cluster({
      storage: 'none',
      container: mounted,
      pod: { volumes: [{ name: 'all', persistentVolumeClaim: { claimName: 'rabbitmq' } }] },
    }),
    good: cluster(),
    also: ['reference-dangling'],
  }),
  check({ replicas, dataVolume: volume, cluster }, tell) {
    const count = replicas.value
    const claim = claimName(cluster.broker, volume)
    if (claim !== undefined && count > 1) return tell.report(oneClaim(cluster, volume, { claim, count }))
    const directory = directoryBehind(cluster.broker, volume)
    if (directory === undefined || !volume.persistent) return
    if (directory.on === 'machine') {
      const draft = onMachine(cluster, volume, { directory, count })
      if (draft) tell.report(draft)
    } else if (count > 1 && hasOneFolder(volume, directory))
      tell.report(onServer(volume, { directory, count }))
  },
})

/** Whether the pods have no folders of their own in it. */
const hasOneFolder = ({ mount, kind }: MountedVolume, { volumes }: Directory): boolean =>
  mount.subPathExpr === undefined && (kind !== 'claim-template' || volumes.length > 1)

function oneClaim(
  cluster: Cluster,
  volume: MountedVolume,
  { claim, count }: { readonly claim: string; readonly count: number },
): Draft {
  const seen = ifFound(claimBehind(cluster.broker, volume))
  const modes = seen ? accessModes(seen.value) : []
  const isMany = modes.includes('ReadWriteMany')
  const mayBeMany = isMany || modes.length === 0
  return {
    at: volume.at,
    severity: mayBeMany && volume.mount.subPathExpr !== undefined ? 'warning' : 'error',
    message: `${count} nodes have their data on one claim, ${claim}`,
    why: isMany
      ? 'all copies of every queue are on one disk: when it is full, slow or lost, so is the whole cluster'
      : `${modes.length > 0 ? 'the disk can be on one machine only' : 'unless many machines can have the disk'}: pods elsewhere wait for it and never start; where it fails, all nodes do`,
    help: cluster.workload.made.wording.ownDisks,
  }
}

interface In {
  readonly directory: Directory
  readonly count: number
}

function onMachine(cluster: Cluster, volume: MountedVolume, { directory, count }: In): Draft | undefined {
  const { workload } = cluster
  const meet = count > 1 && hasOneFolder(volume, directory) && !areKeptApart(workload) && !directory.pinned
  if (!meet && directory.pinned) return undefined
  return {
    at: volume.at,
    severity: meet && !directory.presumed ? 'error' : 'warning',
    message: `the data of ${count > 1 ? `${count} nodes` : `${workload.called}`} lies in ${directory.called} of the machine`,
    why: meet
      ? 'nodes that meet on one machine have one folder for all of their files, and one that moves starts empty'
      : 'a pod that moves to another machine starts empty: its data stays where it was',
    help: 'use a claim of a StorageClass, with local disks one whose volumes are bound to their machine (type local)',
    related: directory.volumes.slice(0, 9).map(object => ({ at: at(object), message: 'names the folder' })),
  }
}

const onServer = (volume: MountedVolume, { directory, count }: In): Draft => ({
  at: volume.at,
  severity: directory.presumed ? 'warning' : 'error',
  message: `${count} nodes have their data in one directory, ${directory.called}`,
  why: 'nodes that share a directory have one Erlang cookie, one list of plugins and one disk: when it stalls or goes, so do all of them',
  help: 'use a StorageClass of block devices: a disk for each node',
  related: directory.volumes.slice(0, 9).map(object => ({ at: at(object), message: 'names the directory' })),
})
