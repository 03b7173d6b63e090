import { autoclusterReleases, isAutoclusterVariable, namesAutocluster } from '../../facts/autocluster.ts'
import type { Release } from '../../facts/release.ts'
import type { Broker } from '../broker/broker.ts'
import type { RunScript } from '../broker/run-scripts.ts'
import { mentionsWord } from '../broker/word-uses.ts'
import type { ShellCommand } from '../formats/shell/shell.ts'
import { isString, listOf, member } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import { found, ifSeen, type Lookup, map, type Seen, unknown, whyOpen } from '../kube/lookup.ts'
import { mayHold } from '../kube/object.ts'
import { onceEach } from '../kube/once-each.ts'
import type { World } from '../kube/world.ts'
import { argvOf } from '../pods/container.ts'
import { commandsRun } from '../pods/script-files.ts'
import type { Advanced } from '../settings/advanced.ts'
import type { Config } from '../settings/config.ts'
import type { Plugins } from '../settings/plugins.ts'
import type { Backend, Discovery } from './discovery.ts'

interface Told {
  readonly release: Release
  readonly discovery: Discovery
  readonly config: Config
  readonly advanced: Advanced
  readonly plugins: Plugins
  readonly scripts: Seen<RunScript>
}

/** Whether anything makes one cluster of the nodes: a backend, a list of nodes, a command. Without it each is a cluster of its own. */
export function isJoined(broker: Broker, told: Told): Lookup<boolean> {
  if (broker.workload.made.joinsNodes) return found(true)
  if (namesNodes(told) || runsJoin(broker, told) || joinsByItself(broker, told)) return found(true)
  const { backend } = told.discovery
  if (backend.state === 'unknown') return backend
  if (backend.state === 'found' && backend.value.module !== 'classic_config') {
    const asks = asksAnybody(backend.value, told)
    if (asks.state !== 'absent') return asks
  }
  for (const key of ['cluster_nodes', 'cluster_formation']) {
    const setting = told.advanced.setting('rabbit', key)
    if (setting.state !== 'absent') return setting.state === 'found' ? found(true) : setting
  }
  if (broker.workload.made.keepsApart)
    return found(JSON.stringify(broker.workload.object.value).includes('join_cluster'))
  if (namesAutocluster(broker.image.text ?? '')) return unknown('the image may join the nodes')
  const why = unknownProgram(broker) ?? unseenJobs(broker) ?? whyOpen(told.scripts)
  return why === undefined ? found(false) : unknown(why)
}

/**
 * Whether a backend knows where to ask. Absent: that of DNS, which lists no node unless it is told the name to look up.
 * Source: rabbit_peer_discovery_dns.erl@v4.3.5, list_nodes/0; the same in 3.7.
 */
const asksAnybody = ({ module }: Backend, { config }: Told): Lookup<true> =>
  module === 'dns' ? map(config.effective(dnsHostname), () => true) : found(true)
/** The name whose addresses are the nodes. */
export const dnsHostname = 'cluster_formation.dns.hostname'

const namesNodes = ({ config }: Told): boolean =>
  ifSeen(config.matching('cluster_formation.classic_config.nodes.')).length > 0

/** `join_cluster` in a script, anywhere in the pod or in a Job beside it. */
const runsJoin = (broker: Broker, { scripts }: Told): boolean =>
  mentionsWord(broker, 'join_cluster') ||
  joiningNamespaces(broker.world).has(broker.workload.namespace) ||
  joinsByCommand(scripts)

const joinsByCommand = onceEach((scripts: Seen<RunScript>): boolean =>
  ifSeen(scripts).some(({ commands }) =>
    commands.some(({ args }) => args.some(({ value }) => value === 'join_cluster')),
  ),
)

const joins = /join_cluster/
/** The namespaces in which a Job joins nodes, of whichever broker. */
const joiningNamespaces = onceEach(
  (world: World): ReadonlySet<string> =>
    new Set(
      [kinds.Job, kinds.CronJob]
        .flatMap(kind => world.ofKind(kind))
        .filter(job => mayHold(job, joins) && joins.test(JSON.stringify(job.value)))
        .map(({ namespace }) => namespace),
    ),
)

/** Why there may be Jobs that were not seen. */
const unseenJobs = ({ world, workload }: Broker): string | undefined =>
  [kinds.Job, kinds.CronJob].map(kind => whyOpen(world.list(kind, workload.namespace))).find(isString)

/**
 * The plugin that joined nodes before 3.7, and the variable that tells the image of Bitnami which node to join.
 * Source: bitnami/containers, bitnami/rabbitmq, librabbitmq.sh, rabbitmq_join_cluster.
 */
function joinsByItself({ environment, image }: Broker, { plugins, release }: Told): boolean {
  const variables = [...environment.seen.keys()]
  if (image.flavour === 'bitnami' && variables.includes('RABBITMQ_CLUSTER_NODE_NAME')) return true
  if (!autoclusterReleases.has(release)) return false
  return (
    namesAutocluster(image.text ?? '') ||
    variables.some(isAutoclusterVariable) ||
    ifSeen(plugins.named).some(({ name }) => namesAutocluster(name))
  )
}

/** Why a program that the broker's container runs may join the nodes: what it does is not among the files. */
const unknownProgram = onceEach(({ container, files }: Broker): string | undefined => {
  const hook = member(member(member(container.value, 'lifecycle'), 'postStart'), 'exec')
  const argvs = [argvOf(container), listOf(member(hook, 'command')).filter(isString)]
  const unseen = argvs
    .flatMap(argv => commandsRun(argv, files).commands)
    .find(command => !joinsNothing(command))
  if (unseen === undefined) return undefined
  return `${unseen.word.value === undefined ? 'a program that the container runs' : unseen.word.value} may join the nodes`
})

const joinsNothing = ({ name }: ShellCommand): boolean => programs.has(name)
/** What starts a node or prepares its start, and joins it to no other unless told to by `join_cluster`. */
const programs: ReadonlySet<string> = new Set(
  (
    'rabbitmq-server docker-entrypoint.sh entrypoint.sh run.sh rabbitmqctl rabbitmq-plugins rabbitmq-diagnostics rabbitmq-upgrade rabbitmqadmin ' +
    'curl wget cp mv rm mkdir chmod chown ls ln cat tee sed awk grep cut tr head tail printf echo date hostname id env envsubst base64 ' +
    'touch install sleep wait true false : test [ [[ set unset export local trap cd ulimit sysctl exit return break continue shift kill ' +
    'nc getent nslookup dig ping find xargs tar unzip openssl apt-get apt apk yum which basename dirname sort uniq wc chgrp ' +
    'sync read pwd whoami uname ip hostnamectl rabbitmq-queues rabbitmq-streams'
  ).split(' '),
)
