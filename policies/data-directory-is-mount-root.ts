import { isSeveral } from '../model/cluster.ts'
import type { JsonObject } from '../model/kube/json.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { cleanPath } from '../model/pods/container.ts'
import { plainText } from '../model/pods/symbolic-text.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const sample = (mount: JsonObject): string =>
  cluster({
    env: { RABBITMQ_MNESIA_DIR: '/var/lib/rabbitmq/mnesia' },
    dataAt: '/var/lib/rabbitmq/mnesia',
    container: { volumeMounts: [{ name: 'data', mountPath: '/var/lib/rabbitmq/mnesia', ...mount }] },
  })

export default clusterRule({
  id: 'data-directory-is-mount-root',
  group: 'storage',
  title: 'The data directory is the top of a disk, and never empty',
  worst: 'error',
  single: 'skip',
  when: { rabbitmq: '<=4.2', since: 'ever', store: 'mnesia' },
  needs: ['dataVolume'],
  rationale: `A new file system has a folder \`lost+found\` at its top. Where \`RABBITMQ_MNESIA_DIR\` is that top, the data directory of a new node is not empty:
the node takes itself for one that was set up before, asks no peer and starts alone. Each pod is then a cluster of its own. With
\`RABBITMQ_MNESIA_BASE\`, or by default, the data lies in a folder of the node's name, which is new.`,
  sources: ['https://www.rabbitmq.com/docs/cluster-formation#overview'],
  evidence: {
    kind: 'observed',
    where: 'test/slow/boots.test.ts: volumes: lost+found in the data directory: no peer is asked',
  },
  log: { nothing: 'the node starts as one that was set up before, without a word on its peers' },
  example: () => ({ bad: sample({}), good: sample({ subPath: 'data' }) }),
  check({ dataVolume: volume, cluster }, tell) {
    const { broker } = cluster
    const variable = tell.know(broker.environment.get('RABBITMQ_MNESIA_DIR'))
    const folder = variable && plainText(variable.text)
    const { mount } = volume
    if (!variable || folder === undefined || cleanPath(folder) !== mount.path) return
    if (mount.subPath !== undefined || mount.subPathExpr !== undefined) return
    // Nobody is asked anyway.
    if (!isSeveral(cluster) || ifFound(cluster.discovery.backend) === undefined) return
    if (!volume.kind.startsWith('claim')) return
    const medium = tell.know(cluster.dataMedium)
    if (medium?.is !== 'disk' || /xfs|ceph-?fs/i.test(medium.said ?? '')) return
    tell.report({
      at: mount.at,
      severity: medium.presumed ? 'warning' : 'error',
      message: `the data directory ${mount.path} is the top of the disk of ${volume.name}`,
      why: 'lost+found lies there: a new node takes itself for an old one, asks no peer, and starts as a cluster of its own',
      help: 'mount it with subPath: data, or set RABBITMQ_MNESIA_BASE instead of RABBITMQ_MNESIA_DIR (on a disk that has data, move it first)',
      related: [{ at: variable.at, message: 'names the directory itself' }],
      ...(mount.generated
        ? {}
        : {
            fix: {
              title: 'mount a folder of the disk',
              safety: 'safe',
              only: 'create',
              edits: [{ op: 'set', at: { ...mount.at, path: [...mount.at.path, 'subPath'] }, value: 'data' }],
            } as const,
          }),
    })
  },
})
