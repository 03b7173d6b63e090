import type { Broker } from '../broker/broker.ts'
import type { RunScript } from '../broker/run-scripts.ts'
import { mentionsWord } from '../broker/word-uses.ts'
import { found, ifSeen, type Lookup, type Seen, unknown } from '../kube/lookup.ts'
import { argvOf } from '../pods/container.ts'
import type { Advanced } from '../settings/advanced.ts'
import type { Config } from '../settings/config.ts'
import type { Plugins } from '../settings/plugins.ts'
import type { Discovery } from './discovery.ts'

interface Told {
  readonly discovery: Discovery
  readonly config: Config
  readonly advanced: Advanced
  readonly plugins: Plugins
  readonly scripts: Seen<RunScript>
}

/** Whether anything makes one cluster of the nodes: a backend, a list of nodes, a command. Without it each is a cluster of its own. */
export function isJoined(broker: Broker, told: Told): Lookup<boolean> {
  if (namesNodes(told) || runsJoin(broker, told)) return found(true)
  const { backend } = told.discovery
  if (backend.state === 'unknown') return backend
  if (backend.state === 'found' && backend.value.module !== 'classic_config') return found(true)
  for (const key of ['cluster_nodes', 'cluster_formation']) {
    const setting = told.advanced.setting('rabbit', key)
    if (setting.state !== 'absent') return setting.state === 'found' ? found(true) : setting
  }
  if (argvOf(broker.container).length > 0) return unknown('the command of the container may join the nodes')
  return told.scripts.complete ? found(false) : unknown(told.scripts.why)
}

const namesNodes = ({ config }: Told): boolean =>
  ifSeen(config.matching('cluster_formation.classic_config.nodes.')).length > 0

/** `join_cluster` in a script or anywhere in the pod, or the plugin that joined nodes before 3.7. */
const runsJoin = (broker: Broker, { scripts, plugins }: Told): boolean =>
  mentionsWord(broker, 'join_cluster') ||
  ifSeen(plugins.named).some(({ name }) => /autocluster/.test(name)) ||
  [...broker.environment.seen.keys()].some(name => name.startsWith('AUTOCLUSTER_')) ||
  ifSeen(scripts).some(({ commands }) =>
    commands.some(({ args }) => args.some(({ value }) => value === 'join_cluster')),
  )
