import { globSync, readFileSync } from 'node:fs'
import { plain } from '../../cli/formats/style.ts'
import { prettySurvival } from '../../cli/formats/survival/pretty.ts'
import { survive } from '../../index.ts'
import { type ObservedCell, observedCells } from '../../recovery/observed.ts'
import type { SurvivalReport } from '../../recovery/report.ts'
import { type ScenarioId, scenarios } from '../../recovery/scenarios.ts'

const folder = 'manifests/clusters'

const told = (name: string, scenario?: ScenarioId): SurvivalReport => {
  const files = globSync(`${folder}/${name}/*.yaml`)
    .sort()
    .map(file => ({ name: file, text: readFileSync(file, 'utf8') }))
  return survive(files, { trace: true, ...(scenario === undefined ? {} : { scenario }) })
}
const shown = (command: string, report: SurvivalReport): string => {
  const text = prettySurvival(report, { style: plain, width: 80, all: false, files: 0 })
  return `\`\`\`text\n$ ${command}\n${text.trimEnd()}\n\`\`\``
}
const screen = (name: string): string => shown(`warrener survive ${folder}/${name}`, told(name))
const full = (name: string, scenario: ScenarioId): string =>
  shown(`warrener survive ${folder}/${name} --scenario ${scenario}`, told(name, scenario))

function traceOf(name: string, scenario: ScenarioId, type: string): string {
  const [cluster] = told(name, scenario).clusters
  const queue = cluster?.scenarios[0]?.queues.find(other => other.type === type)
  const lines = (queue?.trace ?? []).map(
    ({ at, text, byHand }) => `t+${String(at).padEnd(4)} ${byHand ? '(by hand) ' : ''}${text}`,
  )
  return `\`\`\`text\n${lines.join('\n')}\n\`\`\``
}

const keysText = (keys: ObservedCell['keys']): string =>
  Object.entries(keys)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ')
const observedRow = ({
  scenario,
  minor,
  store,
  size,
  type,
  keys,
  availability,
  messages,
}: ObservedCell): string =>
  `| ${scenario} | ${minor}, ${store} | ${size} | ${type} | ${keysText(keys)} | ${availability} | ${messages} |`

/** docs/recovery.md: what `survive` says of the reference clusters, and what that rests on. */
export const recoveryPage = (): string => `# What happens when it fails

\`warrener survive [PATH...]\` tells for each cluster what becomes of its queues when nodes stop, crash and are lost, and what to type then. It exits with 0
whatever it finds, and opens no connection. \`--scenario ID\` shows one scenario in full, with the commands; \`--all\` shows all of them; \`--format json\` is for
programs ([schema](../schemas/survival-report.schema.json)), with \`--trace\` each step; \`--format markdown\` for pages.

## What is asked

| scenario | what happens |
|---|---|
${scenarios.map(({ id, means }) => `| \`${id}\` | ${means} |`).join('\n')}

Two things are told of each queue, and the worst case counts, wherever its leader is:

* **Whether it is there.** It *stays up*; it is *back after a restart* of its node, or *back with its nodes* when those are; it comes back *BY HAND*, once somebody
  types something; or its place is *LOST*: who declares it again gets an empty one.
* **Whether its messages are.** Meant are persistent messages in durable queues of which publishers were told that they are safe, before it began; in a roll-out, a
  crash and a broken network also meanwhile. Mirrors count as filled only where the manifests see to it: \`ha-sync-mode: automatic\`, and a preStop hook that
  waits with \`rabbitmq-upgrade await_online_synchronized_mirror\`.

The queues are those that policies, definitions and defaults give. Quorum queues are told of in any case, as applications may declare them.
What is not known, such as what a probe runs, is told both ways where that matters, and a release that may have its metadata in Mnesia or Khepri has an entry for
each. A zone of three is looked at, and only where something spreads the pods over zones.

## Three nodes with Mnesia: RabbitMQ 3.13

${screen('rabbitmq-3.13')}

A classic queue lies on one node: it waits for that, and is gone with its disk. When the node that stopped last is lost, the others wait for it for ever, and have
to forget it before one of them starts:

${full('rabbitmq-3.13', 'last-lost')}

The same, step by step, for a quorum queue. A step takes ten seconds here, and a wait as long as it is set:

${traceOf('rabbitmq-3.13', 'last-lost', 'quorum')}

The order matters. A mirror that starts empties itself: with \`rabbitmqctl force_boot\` first and \`forget_cluster_node\` afterwards, the queues that the lost node led
are deleted.

## Three nodes with Khepri: RabbitMQ 4.2

${screen('rabbitmq-4.2')}

With Khepri no order matters, and a majority has to be there: one of three may be lost for good. But the first pod is special from 4.1 on. With an empty disk it
founds a cluster of its own, whatever the others do, and has to be joined by hand:

${full('rabbitmq-4.2', 'last-lost')}

\`force_boot\` and \`forget_cluster_node --offline\` do nothing there. Where a majority is lost, \`rabbitmqctl force_standalone_khepri_boot\` makes a cluster of the one node that
it is run against, while that waits for the others.

## The cluster operator

${screen('rabbitmqcluster')}

The operator refuses to have fewer nodes. Whether it has claims go with the set depends on its own release, which no manifest tells.

## Where it comes from

A simulator plays each scenario: pods as Kubernetes makes them, names as these Services give them, disks, nodes that wait for each other as their metadata store has
it, leaders and mirrors with their policies, members and majorities. A scenario is a list of events to it, and so is what a person types. \`evidence\` says whether
real nodes of that minor release, store, number and policy were seen to end like this (\`npm run test:brokers\`); all else is derived. Observed are:

| scenario | release | nodes | queue | policy | it | messages |
|---|---|---|---|---|---|---|
${observedCells().map(observedRow).join('\n')}

In the commands \`kubectl replace --force --cascade=orphan\` makes a set anew around its pods, and the pod that is called \`-rescue\` runs no broker: it has the disk and the
name of another, so that \`rabbitmqctl --offline\` works on it.
`
