import { type CookieFile, cookieFile } from '../model/broker/cookie-file.ts'
import { entryPointRuns } from '../model/broker/entry-point.ts'
import type { Cluster } from '../model/cluster.ts'
import type { Fix } from '../model/kube/fix.ts'
import { cookieOpen } from '../model/rule/log-lines.ts'
import { clusterRule, type Draft, type Tell } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const sample = (cookie: boolean): string =>
  cluster({
    dataAt: '/var/lib/rabbitmq/mnesia',
    ...(cookie
      ? {
          container: {
            volumeMounts: [
              { name: 'cookie', mountPath: '/var/lib/rabbitmq/.erlang.cookie', subPath: 'cookie' },
            ],
          },
          pod: { volumes: [{ name: 'cookie', secret: { secretName: 'rabbitmq-cookie' } }] },
        }
      : {}),
  })

export default clusterRule({
  id: 'cookie-file-mode',
  group: 'security',
  title: 'The Erlang cookie is mounted as a file that the Erlang VM refuses',
  worst: 'error',
  when: { since: 'ever' },
  needs: ['home'],
  rationale: `The Erlang VM reads its cookie from the home directory and does not start when group or others may read the file. Files of Secrets and ConfigMaps have
mode 0644 unless \`defaultMode\` or \`mode\` says otherwise, and \`fsGroup\` adds 0440. They belong to root: with 0400 only root can read them, and the node is
not root. The entry point of the official image, started as root, cannot give them to its user either, and ends.`,
  sources: [
    'https://www.rabbitmq.com/docs/clustering#cookie-file-permissions',
    'https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data',
  ],
  evidence: {
    kind: 'observed',
    where:
      'test/slow/boots.test.ts: environment: a cookie that others can read; mode and owner of the file: kubernetes/kubernetes pkg/volume/secret/secret.go@v1.37.2:SetUpAt',
  },
  log: [
    cookieOpen,
    {
      by: 'node',
      pattern: /Error when reading (?<file>\S+\.erlang\.cookie): (?<reason>\w+)/,
      sample: 'Error when reading /var/lib/rabbitmq/.erlang.cookie: eacces',
    },
    {
      by: 'entrypoint',
      pattern:
        /chown: (?:changing ownership of )?'?(?<file>[^\s':]+\.erlang\.cookie)'?: Read-only file system/,
      sample: "chown: changing ownership of '/var/lib/rabbitmq/.erlang.cookie': Read-only file system",
    },
  ],
  example: () => ({ bad: sample(true), good: sample(false) }),
  check({ home, cluster }, tell) {
    const file = tell.know(cookieFile(cluster.broker, home))
    if (file === undefined) return
    const group = tell.know(cluster.security.fsGroup)
    const mode = group === undefined ? file.mode : file.mode | 0o440
    const open = (mode & 0o077) !== 0
    const reader = open ? undefined : readerOf(cluster, tell)
    if (!open && reader === undefined) return
    tell.report({
      at: file.at,
      stopsBoot: true,
      message: `${home.cookie} is a file of ${file.kind} ${file.name} with mode ${octal(mode)}${group && mode !== file.mode ? `, opened by fsGroup ${group.value}` : ''}`,
      ...(open ? tooOpen : unreadable[reader ?? 'user']),
      help: helpOf(cluster),
      ...(open && group === undefined && readerOf(cluster, tell) === undefined ? { fix: closed(file) } : {}),
    })
  },
})

const octal = (mode: number): string => `0${mode.toString(8)}`

const tooOpen: Pick<Draft, 'why'> = {
  why: 'the Erlang VM does not start with a cookie that group or others may read',
}
/** Who cannot read a file that is root's alone. */
type Reader = 'user' | 'entry-point'
const unreadable: Readonly<Record<Reader, Pick<Draft, 'why'>>> = {
  user: {
    why: 'the file belongs to root: the user of the node cannot read it, and the Erlang VM does not start',
  },
  'entry-point': {
    why: 'the entry point of the image cannot give a file that is mounted read-only to its user, and the container ends',
  },
}

/** Who has to read the file and cannot; undefined where root does. */
function readerOf({ security, broker }: Cluster, tell: Tell): Reader | undefined {
  const user = tell.know(security.user)
  if (user !== undefined && user.value !== 0) return 'user'
  if (broker.image.flavour === 'bitnami') return user === undefined ? 'user' : undefined
  return broker.image.flavour === 'official' && entryPointRuns(broker) ? 'entry-point' : undefined
}

const helpOf = ({ broker }: Cluster): string => {
  const variable = broker.image.flavour === 'bitnami' ? 'RABBITMQ_ERL_COOKIE' : 'RABBITMQ_ERLANG_COOKIE'
  return `take the mount out and set ${variable} from the Secret, or copy the file into an emptyDir in an init container, with mode 600 and the node's user as owner`
}

const closed = ({ modeAt }: CookieFile): Fix => ({
  title: 'leave the file to its owner',
  safety: 'safe',
  only: 'create',
  edits: [{ op: 'set', at: modeAt, value: 0o400 }],
})
