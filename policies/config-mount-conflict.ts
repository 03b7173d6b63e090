import { imageConfiguration, imageFiles } from '../facts/image-files.ts'
import type { Release } from '../facts/release.ts'
import { isSingleFile, type MountConflict, mountConflicts } from '../model/broker/mount-conflicts.ts'
import type { Cluster } from '../model/cluster.ts'
import { isBelow, type Mount } from '../model/pods/container.ts'
import { clusterRule, type Draft } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'config-mount-conflict',
  group: 'configuration',
  title: 'Mounts of configuration do not go together',
  worst: 'error',
  needs: [],
  rationale: `A mount needs a place: inside a volume of a ConfigMap or Secret, which is read-only, there is none that the volume does not have
itself, and a folder cannot go over a file. The container then does not start. Where two mounts do go together, the inner one hides what
the outer one has at its place. A mount over the whole of /etc/rabbitmq, or its conf.d, hides what the official image carries there from
3.9 on: log output to the console, and the guest user's access from other hosts. Mount single files with \`subPath\`.`,
  sources: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath',
    'https://github.com/docker-library/rabbitmq/blob/master/Dockerfile-ubuntu.template',
  ],
  evidence: {
    kind: 'source',
    where:
      'runc makes a mount point where there is none, which fails on a read-only volume; docker-library/rabbitmq Dockerfile templates',
  },
  example: () => ({
    bad: mounted('config', '/etc/rabbitmq', '/etc/rabbitmq/conf.d'),
    good: cluster(),
  }),
  check({ cluster, release }, tell) {
    if (cluster.workload.kind === 'RabbitmqCluster') return
    for (const conflict of mountConflicts(cluster.broker)) tell.report(draftOf(conflict))
    const { image, files } = cluster.broker
    if (image.flavour !== 'official') return
    for (const mount of files.mounts) {
      const draft = overFile(cluster, release, mount) ?? overImage(cluster, release, mount)
      if (draft) tell.report(draft)
    }
  },
})

function draftOf({ kind, inner, outer, files }: MountConflict): Draft {
  const shown = files.slice(0, 2).join(', ')
  const what = {
    'no-mount-point': `${inner.path} is mounted inside ${outer.path}, which is read-only and has no such entry`,
    'folder-over-file': `a folder is mounted over ${inner.path}, which is a file of volume ${outer.volume}`,
    hidden: `the mount at ${inner.path} hides ${shown} of volume ${outer.volume}`,
  }
  return {
    at: inner.at,
    subject: inner.path,
    severity: kind === 'hidden' ? 'warning' : 'error',
    message: what[kind],
    why:
      kind === 'hidden'
        ? 'the broker never sees the hidden file'
        : 'the container does not start: the runtime cannot mount there',
    help: 'mount single files with subPath, or put all files of the folder into one projected volume',
    stopsBoot: kind !== 'hidden',
    related: [{ at: outer.at, message: 'the other mount' }],
  }
}

function overFile({ broker }: Cluster, release: Release, mount: Mount): Draft | undefined {
  const file = imageFiles(release).find(path => path === mount.path)
  const isAlone = broker.files.mounts.every(other => other === mount || !isBelow(mount.path, other.path))
  if (file === undefined || !isAlone || isSingleFile(broker, mount) !== false) return undefined
  return {
    at: mount.at,
    subject: mount.path,
    message: `a folder is mounted over ${file}, which is a file of the image`,
    why: 'the container does not start: the runtime cannot mount a folder over a file',
    help: 'name the file with subPath',
    stopsBoot: true,
  }
}

/** What the image would have said, and the configuration does not say again. */
function overImage({ broker, config }: Cluster, release: Release, mount: Mount): Draft | undefined {
  const hidden = imageConfiguration(release, broker.image.text?.includes('management') ?? false).filter(
    ({ path }) => path !== mount.path && isBelow(path, mount.path),
  )
  const lost = hidden
    .flatMap(({ settings }) => [...settings.keys()])
    .filter(key => config.effective(key).state === 'absent')
  const first = hidden[0]
  if (first === undefined || lost.length === 0) return undefined
  return {
    at: mount.at,
    subject: mount.path,
    severity: 'info',
    message: `the mount over ${mount.path} hides the image's conf.d, and with it ${lost.join(', ')}`,
    why: lost.includes('log.console')
      ? 'the node does not log to the console, and guest is let in from its own host only'
      : 'what the image sets there does not hold',
    help: 'mount single files with subPath, or repeat the settings',
  }
}

/** The sample with the ConfigMap at a folder and another one inside it. */
function mounted(volume: string, folder: string, inner: string): string {
  return cluster()
    .replace(
      '            - name: config\n              mountPath: /etc/rabbitmq/conf.d/90-cluster.conf\n              subPath: rabbitmq.conf\n            - name: config\n              mountPath: /etc/rabbitmq/enabled_plugins\n              subPath: enabled_plugins\n',
      `            - name: ${volume}\n              mountPath: ${folder}\n            - name: extra\n              mountPath: ${inner}\n`,
    )
    .replace('      volumes:\n', '      volumes:\n        - name: extra\n          emptyDir: {}\n')
}
