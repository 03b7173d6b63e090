import { imageConfiguration, imageFiles } from '../facts/image-files.ts'
import type { Release } from '../facts/release.ts'
import { isSingleFile, type MountConflict, mountConflicts } from '../model/broker/mount-conflicts.ts'
import type { Cluster } from '../model/cluster.ts'
import { ifSeen } from '../model/kube/lookup.ts'
import { isBelow, type Mount } from '../model/pods/container.ts'
import { clusterRule, type Draft, type Tell } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'config-mount-conflict',
  group: 'configuration',
  title: 'Mounts of configuration do not go together',
  worst: 'error',
  needs: [],
  rationale: `A mount needs a place of its kind. A folder cannot go over a file. Inside the volume of a ConfigMap or Secret the kubelet makes a
folder for each mount that the volume has no entry for, which does for a folder and not for a file that is mounted with \`subPath\`. Inside another
volume that is mounted read-only there is no place but what it holds. The container then does not start. Where two mounts do go together, the inner one hides what
the outer one has at its place. A mount over the whole of /etc/rabbitmq, or its conf.d, hides what the official image carries there from
3.9 on: log output to the console, and the guest user's access from other hosts. Mount single files with \`subPath\`.`,
  sources: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath',
    'https://github.com/docker-library/rabbitmq/blob/master/Dockerfile-ubuntu.template',
  ],
  evidence: {
    kind: 'source',
    where:
      'kubernetes/kubernetes pkg/volume/util/nested_volumes.go@v1.32.0:MakeNestedMountpoints: what a mount inside of another needs; kubernetes#61545 and #121294',
  },
  log: [
    {
      by: 'kubelet',
      pattern: /error mounting "[^"]*" to rootfs at "(?<file>[^"]+)"[^:]*: .*not a directory/,
      sample:
        'Error: failed to create containerd task: runc create failed: error mounting "/var/lib/kubelet/pods/1/volumes/empty" to rootfs at "/etc/rabbitmq/rabbitmq.conf": not a directory',
    },
  ],
  example: () => ({
    bad: fileInside('/etc/rabbitmq', '/etc/rabbitmq/plugins'),
    good: cluster(),
  }),
  check({ cluster, release }, tell) {
    for (const conflict of tell.all(mountConflicts(cluster.broker))) tell.report(draftOf(conflict))
    const { image, files } = cluster.broker
    if (image.flavour !== 'official' || files.open !== undefined) return
    for (const mount of files.mounts.filter(({ generated }) => !generated)) {
      const draft = overFile(cluster, release, mount) ?? overImage(cluster, release, mount, tell)
      if (draft) tell.report(draft)
    }
  },
})

function draftOf({ kind, inner, outer, files }: MountConflict): Draft {
  const shown = files.slice(0, 2).join(', ')
  const what = {
    'no-mount-point': `${inner.path} is mounted inside ${outer.path}, which is read-only and has no such entry`,
    'file-over-made-folder': `the file ${inner.path} is mounted inside ${outer.path}, which has no such file`,
    'folder-over-file': `a folder is mounted over ${inner.path}, which is a file of volume ${outer.volume}`,
    hidden: `the mount at ${inner.path} hides ${shown} of volume ${outer.volume}`,
  }
  return {
    at: inner.generated ? outer.at : inner.at,
    subject: inner.path,
    severity: kind === 'hidden' ? 'warning' : 'error',
    message: what[kind],
    why: consequences[kind],
    help: 'mount single files with subPath, or put all files of the folder into one projected volume',
    stopsBoot: kind !== 'hidden',
    related: [{ at: outer.at, message: 'the other mount' }],
  }
}

const consequences: Readonly<Record<MountConflict['kind'], string>> = {
  'no-mount-point': 'the container does not start: the runtime cannot make the place to mount at',
  'file-over-made-folder':
    'the container does not start: the kubelet makes a folder of that name in the volume, and a file cannot go over it',
  'folder-over-file': 'the container does not start: the runtime cannot mount a folder over a file',
  hidden: 'the broker never sees the hidden file',
}

function overFile({ broker }: Cluster, release: Release, mount: Mount): Draft | undefined {
  const file = imageFiles(release).find(path => path === mount.path)
  if (file === undefined) return undefined
  const isAlone = broker.files.mounts.every(other => other === mount || !isBelow(mount.path, other.path))
  if (!isAlone || isSingleFile(broker, mount) !== false) return undefined
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
function overImage(of: Cluster, release: Release, mount: Mount, tell: Tell): Draft | undefined {
  const { broker, config } = of
  const hidden = imageConfiguration(release, broker.image.text?.includes('management') ?? false).filter(
    ({ path }) => path !== mount.path && isBelow(path, mount.path),
  )
  const lost = hidden
    .flatMap(({ settings }) => [...settings.keys()])
    .filter(key => {
      const setting = config.effective(key)
      if (setting.state === 'unknown') tell.gap(setting.why)
      return setting.state === 'absent' && !isSaidOtherwise(key, of)
    })
  const first = hidden[0]
  if (first === undefined || lost.length === 0) return undefined
  return {
    at: mount.at,
    subject: mount.path,
    severity: 'info',
    message: `the mount over ${mount.path} hides the image's conf.d, and with it ${lost.join(', ')}`,
    why: lost.flatMap(key => withoutIt.get(key) ?? []).join('; '),
    help: 'mount single files with subPath, or repeat the settings',
  }
}

/** What holds where a setting of the image is hidden. */
const withoutIt: ReadonlyMap<string, string> = new Map([
  ['log.console', 'the node does not log to the console'],
  ['loopback_users.guest', 'guest is let in from its own host only'],
  [
    'management_agent.disable_metrics_collector',
    'a management agent that a plugin brings along collects metrics that nobody asks for',
  ],
])

/** Whether the same is said by another key or a variable, or there is nobody whom it is about. */
function isSaidOtherwise(key: string, { broker, config, users }: Cluster): boolean {
  if (key === 'log.console') return broker.environment.get('RABBITMQ_LOGS').state !== 'absent'
  if (key !== 'loopback_users.guest') return false
  // `none` opens it for all.
  return (
    config.effective('loopback_users').state !== 'absent' ||
    !ifSeen(users).some(({ name }) => name === 'guest')
  )
}

/** The sample with the ConfigMap at a folder, and one of its files at a place inside. */
const fileInside = (folder: string, inner: string): string =>
  cluster({
    mounts: { 'rabbitmq.conf': null, enabled_plugins: null },
    container: {
      volumeMounts: [
        { name: 'config', mountPath: folder },
        { name: 'config', mountPath: inner, subPath: 'enabled_plugins' },
      ],
    },
  })
