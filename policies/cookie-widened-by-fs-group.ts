import type { Release } from '../facts/release.ts'
import { entryPointOf38 } from '../model/broker/entry-point.ts'
import type { Home } from '../model/broker/home.ts'
import { mediumOf } from '../model/broker/medium.ts'
import { closesFile, preparedBy } from '../model/broker/preparation.ts'
import type { Cluster } from '../model/cluster.ts'
import type { Fix } from '../model/kube/fix.ts'
import type { Container, Mount } from '../model/pods/container.ts'
import { plainText } from '../model/pods/symbolic-text.ts'
import { cookieOpen } from '../model/rule/log-lines.ts'
import { clusterRule, type Tell } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const sample = (fsGroupChangePolicy?: string): string =>
  cluster({
    pod: {
      securityContext: {
        runAsUser: 999,
        fsGroup: 999,
        ...(fsGroupChangePolicy === undefined ? {} : { fsGroupChangePolicy }),
      },
    },
  })

export default clusterRule({
  id: 'cookie-widened-by-fs-group',
  group: 'storage',
  title: 'A re-created pod does not start: `fsGroup` opens its Erlang cookie to the group',
  worst: 'error',
  when: { since: 'ever' },
  needs: ['home'],
  rationale: `With \`fsGroup\` the kubelet gives every file of a volume mode 0660 when it mounts it, at each mount unless \`fsGroupChangePolicy\` is
\`OnRootMismatch\`. The Erlang VM keeps its cookie in the home directory and does not start when more than the owner may read it, whether
\`RABBITMQ_ERLANG_COOKIE\` is set or not. So the first start works, and the first pod that is made again does not. Images up to 3.8 put the mode
right when that variable is set; the Bitnami image always does.`,
  sources: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#configure-volume-permission-and-ownership-change-policy-for-pods',
    'https://www.rabbitmq.com/docs/clustering#cookie-file-permissions',
  ],
  evidence: {
    kind: 'observed',
    where:
      'test/slow/boots.test.ts: volumes: fsGroup with the variable for the cookie, the second mount; what a kubelet does to modes: kubernetes/kubernetes pkg/volume/volume_linux.go@v1.37.2:changeFilePermission, skipPermissionChange',
  },
  log: [cookieOpen],
  example: () => ({ bad: sample(), good: sample('OnRootMismatch') }),
  check({ home, cluster, release }, tell) {
    const { broker, security } = cluster
    const { volume } = home
    if (volume === undefined || !volume.kind.startsWith('claim')) return
    // A file that is mounted by itself is not the volume's.
    if (volume.mount.path === home.cookie || broker.image.flavour === 'bitnami') return
    const group = tell.know(security.fsGroup)
    const change = tell.know(security.fsGroupChange)
    if (group === undefined || change === undefined || change.value === 'OnRootMismatch') return
    const medium = tell.know(mediumOf(broker, volume))
    // The kubelet leaves folders of the machine and file systems of the network as they are.
    if (medium?.is !== 'disk' || takesNoFile(cluster, tell) || entryPointMends(cluster, release, tell)) return
    const mender = tell.know(preparedBy(broker, volume, home.cookie, closesFile))
    if (mender && !mender.init) return
    const { workload } = cluster
    const isSure = broker.image.flavour === 'official' && medium.presumed === undefined
    tell.report({
      at: volume.mount.at,
      stopsBoot: true,
      severity: isSure && mender === undefined ? 'error' : 'warning',
      message: `fsGroup ${group.value} opens ${home.cookie} on volume ${volume.name} to the group`,
      why: mender ? whyMended(mender) : whyNot,
      help: helpOf(cluster, home, volume.mount),
      related: [{ at: group.at, message: 'the group that the kubelet gives each file, with mode 0660' }],
      ...(workload.template.generated(['securityContext', 'fsGroupChangePolicy'])
        ? {}
        : {
            fix: {
              title: 'change owner and mode at the first mount only',
              safety: 'safe',
              only: 'create',
              edits: [{ op: 'set', at: change.at, value: 'OnRootMismatch' }],
            } satisfies Fix,
          }),
    })
  },
})

const whyNot =
  'the first start works; at the next mount the kubelet gives the cookie mode 0660, and the Erlang VM refuses to start with it'
const whyMended = ({ name }: Container): string =>
  `${name} puts the mode right when a pod starts, but a restart of the kubelet opens the cookie again: then a container that restarts alone does not start`

/** Whether the VM is given the cookie as an argument, and reads no file. */
function takesNoFile({ broker }: Cluster, tell: Tell): boolean {
  return ['RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS', 'RABBITMQ_SERVER_ERL_ARGS'].some(name => {
    const value = tell.know(broker.environment.get(name))
    return value !== undefined && plainText(value.text)?.includes('-setcookie') === true
  })
}

const entryPointMends = ({ broker }: Cluster, release: Release, tell: Tell): boolean =>
  entryPointOf38(broker, release) && tell.know(broker.environment.get('RABBITMQ_ERLANG_COOKIE')) !== undefined

function helpOf({ workload }: Cluster, { path }: Home, mount: Mount): string {
  const subPath = [mount.subPath, 'mnesia'].filter(part => part !== undefined).join('/')
  const where = mount.path === path ? `, or mount the volume at ${path}/mnesia with subPath: ${subPath}` : ''
  return `set ${workload.made.wording.ofPods('securityContext.fsGroupChangePolicy')} to OnRootMismatch${where}; chmod 600 a cookie that is already open`
}
