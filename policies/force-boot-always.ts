import { releaseRange } from '../facts/release-range.ts'
import type { Cluster } from '../model/cluster.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { forcedBoots } from '../model/names/force-boot.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'force-boot-always',
  group: 'discovery',
  title: 'Every start of a node is forced',
  worst: 'warning',
  needs: ['size'],
  rationale: `A node that stopped while others still ran waits for them when it starts: they may have taken messages since. \`force_boot\` tells it
not to. Done once, by hand, after the last node is lost for good, that is a rescue. Done at every start, whichever node comes first after a
full stop goes on with what it had, and what only the others had is lost. Khepri, the only metadata store from 4.3 on, knows no
\`force_boot\`: a majority starts the cluster, and nothing is forced.`,
  sources: [
    'https://www.rabbitmq.com/docs/clustering#restarting',
    'https://www.rabbitmq.com/docs/man/rabbitmqctl.8#force_boot',
  ],
  evidence: {
    kind: 'docs',
    where:
      'rabbitmqctl(8), force_boot: the node starts next time even if it was not the last to shut down; the queues that another node led are lost when that is forgotten afterwards, seen on 3.10.8',
  },
  example: () => ({
    bad: cluster({
      container: {
        command: ['sh', '-c', 'rabbitmqctl force_boot; exec docker-entrypoint.sh rabbitmq-server'],
      },
    }),
    good: cluster({ container: { command: ['sh', '-c', 'exec docker-entrypoint.sh rabbitmq-server'] } }),
  }),
  check({ size, cluster, release }, tell) {
    if (size !== 'several') return
    const works = release.store === 'mnesia'
    // Of a command that Khepri has no use for, command-without-effect speaks.
    const [first, ...others] = tell
      .all(forcedBoots(cluster.broker, cluster.scripts))
      .filter(({ value }) => works || value !== 'rabbitmqctl force_boot')
    if (first === undefined) return
    tell.report({
      at: first.at,
      severity: works ? 'warning' : 'info',
      message: `every start of a node of ${cluster.workload.object.name} is forced: ${first.value}`,
      why: works
        ? 'after a full stop whichever node comes first goes on without the others: what only they had is lost'
        : 'Khepri knows no forced start: it changes nothing',
      help: helpOf(cluster, works),
      related: others.slice(0, 3).map(({ at, value }) => ({ at, message: `forced here too: ${value}` })),
    })
  },
})

const together = releaseRange('>=3.8.18')
function helpOf({ workload, release, podManagement }: Cluster, works: boolean): string {
  const inOrder = ifFound(podManagement)?.value === 'OrderedReady'
  return works && inOrder && together.has(release)
    ? `take it out, and let the nodes start together: ${workload.made.wording.ofSet('podManagementPolicy')}: Parallel`
    : 'take it out'
}
