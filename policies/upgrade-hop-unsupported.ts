import { compareReleases, formatRelease, knownReleases, type Release, sameMinor } from '../facts/release.ts'
import { type Hop, hop, route } from '../facts/upgrade-hops.ts'
import { type Cluster, isSeveral } from '../model/cluster.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { changeRule, type Draft } from '../model/rule/rule.ts'
import { stoppedUpgradeOf, type Upgrade, upgradeOf } from '../model/upgrade.ts'
import { cluster } from './sample.ts'

export default changeRule({
  id: 'upgrade-hop-unsupported',
  group: 'image',
  title: 'A running broker goes to a release that it cannot go to at once',
  worst: 'error',
  when: { since: 'ever' },
  needs: [],
  rationale: `Each release takes the data of a few before it. To skip one means that the new node requires feature flags that the old one did
not know, and does not boot, or that nobody tried it. Back goes nothing: metadata and messages are written in the form of the newer release.`,
  sources: [
    'https://www.rabbitmq.com/docs/upgrade#rabbitmq-version-upgradability',
    'https://www.rabbitmq.com/docs/feature-flags',
  ],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit/src/rabbit_ff_registry_factory.erl@v4.3.5:maybe_initialize_registry: a node with data refuses to boot where a flag that it requires is off',
  },
  log: [
    {
      by: 'node',
      pattern: /Feature flags: `(?<name>[^`]+)`: required feature flag not enabled!/,
      sample:
        'Feature flags: `quorum_queue`: required feature flag not enabled! It must be enabled before upgrading RabbitMQ.',
    },
  ],
  example: () => ({
    before: cluster({ image: 'rabbitmq:3.8.35' }),
    bad: cluster({ image: 'rabbitmq:3.10.25' }),
    good: cluster({ image: 'rabbitmq:3.9.29' }),
  }),
  check({ before, after }, tell) {
    const change = [before.cluster, after.cluster] as const
    const running = tell.know(upgradeOf(...change))
    const upgrade = running ?? ifFound(stoppedUpgradeOf(...change))
    const step = upgrade && hop(upgrade.from, upgrade.to)
    if (!step || (!running && step.verdict === 'supported')) return
    const draft = draftOf(step, upgrade, after.cluster)
    if (!draft) return
    tell.report({
      at: after.cluster.broker.image.at,
      subject: 'hop',
      ...draft,
      ...(running ? {} : { severity: 'warning', why: `where it has run before, ${draft.why}` }),
    })
  },
})

function draftOf(step: Hop, { from, to }: Upgrade, is: Cluster): Omit<Draft, 'at'> | undefined {
  const names = `from RabbitMQ ${formatRelease(from)} to ${formatRelease(to)}`
  const nodes = isSeveral(is) ? 'the nodes' : 'the node'
  if (step.verdict === 'downgrade')
    return {
      severity: sameMinor(from, to) ? 'warning' : 'error',
      message: `${is.name} goes back ${names}`,
      why: sameMinor(from, to)
        ? 'nobody promises that an older patch takes the data of a newer one'
        : 'RabbitMQ does not go back: an older release does not take the data of a newer one',
      help: `leave the image: an older release needs a new broker, to which users and queues move; where no node has booted with ${formatRelease(from)} yet, say so: warrener.dev/ignore: "upgrade-hop-unsupported=REASON"`,
    }
  if (step.verdict === 'supported') {
    if (!step.needs.fullStop || !isSeveral(is)) return undefined
    return {
      message: `${is.name} goes ${names}, which takes a full stop`,
      why: 'nodes of these releases do not work together: a roll-out, one node at a time, ends with the first',
      help: 'scale to 0, change the image, and scale back',
    }
  }
  if (step.verdict !== 'refused' && step.verdict !== 'unsupported') return undefined
  return {
    message: `${is.name} goes ${names} in one step`,
    why:
      step.verdict === 'refused'
        ? 'the new release requires feature flags that the old one does not know: it does not boot on that data'
        : 'not supported: nobody promises that the new release takes that data',
    help: `go by ${way(from, to)}, each once ${nodes} of the one before ${isSeveral(is) ? 'run' : 'runs'} with all feature flags enabled`,
  }
}

/** The releases to pass; through the newest patch of the first, where only that can go on. */
function way(from: Release, to: Release): string {
  const newest = knownReleases.find(other => sameMinor(other, from)) ?? from
  const start = compareReleases(newest, from) > 0 ? newest : from
  const stops = route(from, to) ?? [start, ...(route(start, to) ?? [to])]
  return stops.map(formatRelease).join(', then ')
}
