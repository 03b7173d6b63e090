import type { Exposure } from '../model/access/exposures.ts'
import { listOf } from '../model/kube/json.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { dig } from '../model/kube/read.ts'
import type { Service } from '../model/pods/service.ts'
import { clusterRule, type Draft } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const balanced = (...more: readonly { readonly name: string; readonly port: number }[]): string =>
  cluster({
    objects: [
      {
        kind: 'Service',
        metadata: { name: 'rabbitmq-client' },
        spec: { type: 'LoadBalancer', ports: [{ name: 'amqp', port: 5672 }, ...more] },
      },
    ],
  })

export default clusterRule({
  id: 'peer-ports-exposed',
  group: 'security',
  title: 'The ports of Erlang distribution can be reached from outside',
  worst: 'warning',
  when: { since: 'ever' },
  needs: [],
  rationale: `Over 4369 (epmd) and 25672 nodes and command-line tools talk in the Erlang protocol. Who has the cookie may run any code there, and
nothing limits how often a cookie is tried. No client needs these ports, and pods reach one another without them in a Service.`,
  sources: [
    'https://www.rabbitmq.com/docs/networking#ports',
    'https://www.rabbitmq.com/docs/clustering#erlang-cookie',
  ],
  evidence: {
    kind: 'docs',
    where: 'rabbitmq.com/docs/networking: 4369 and 25672 should not be publicly exposed',
  },
  example: () => ({
    bad: balanced({ name: 'epmd', port: 4369 }, { name: 'dist', port: 25672 }),
    good: balanced(),
  }),
  check({ cluster }, tell) {
    const governing = ifFound(cluster.governingService)
    const open = tell.all(cluster.exposures).filter(({ role }) => role === 'peers')
    for (const exposures of Map.groupBy(open, ({ at, by }) => `${by} ${at.object.kind}`).values()) {
      const [first] = exposures
      if (first) tell.report(draftOf(exposures, first, governing))
    }
  },
})

function draftOf(
  exposures: readonly Exposure[],
  { by, at, entry, isLimited }: Exposure,
  governing: Service | undefined,
): Draft {
  const numbers = [...new Set(exposures.map(({ port }) => port))].sort((a, b) => a - b)
  return {
    at,
    severity: isLimited ? 'info' : 'warning',
    message: `${by} opens ${numbers.join(' and ')} to the outside, for Erlang distribution`,
    why: 'whoever reaches them and has the Erlang cookie, or guesses it, runs what they like on the node',
    help:
      entry === undefined
        ? `leave ${at.path.join('.')} at ClusterIP, and open 5672 or 5671 by a Service of your own`
        : 'take these ports out of this Service: no client needs them',
    ...fixOf(exposures, governing),
  }
}

/** Takes them out of a Service that only clients use and that keeps others: one without ports is refused. */
function fixOf(exposures: readonly Exposure[], governing: Service | undefined): Pick<Draft, 'fix'> {
  const entries = exposures.flatMap(({ entry }) => entry ?? [])
  const [first] = entries
  if (first === undefined || entries.length < exposures.length || first.object === governing?.object)
    return {}
  const all = listOf(dig(first.object.value, ['spec', 'ports']))
  if (entries.length >= all.length) return {}
  return {
    fix: {
      title: 'take the ports of Erlang distribution out of the Service',
      safety: 'safe',
      // From the last to the first: what is behind one that goes moves up.
      edits: entries.toReversed().map(entry => ({ op: 'remove' as const, at: entry })),
    },
  }
}
