import { brokerImage, namesRabbit } from '../formats/text/image.ts'
import { isString, listOf, member } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import { type KubeObject, mayHold } from '../kube/object.ts'
import { onceEach } from '../kube/once-each.ts'
import { dig, scalarText } from '../kube/read.ts'
import type { World } from '../kube/world.ts'
import { type Container, mountsOf, portsOf, runningContainers } from '../pods/container.ts'
import { type Service, serviceOf } from '../pods/service.ts'
import { selecting } from '../pods/service-index.ts'
import type { Workload } from '../pods/workload.ts'
import { runsOnlyTools } from './runs-tools.ts'

export const brokerAnnotation = 'warrener.dev/rabbitmq'

export interface RecogniseOptions {
  /** Whether the annotation can say of what looks like a node that it is none. Default: yes. */
  readonly believesNo?: boolean
}

/** The containers of a workload that are RabbitMQ nodes, the surest first; none for clients, exporters, operators and all others. */
export function brokerContainers(
  workload: Workload,
  world?: World,
  { believesNo = true }: RecogniseOptions = {},
): readonly Container[] {
  const containers = runningContainers(workload.template)
  const { node } = workload.made
  if (node !== undefined) return containers.filter(({ name }) => name === node)
  const word = brokerWord(workload)
  if (word === 'false' && believesNo) return []
  const ranked = containers
    .map(container => ({ container, score: score(workload, container, world) }))
    .sort((a, b) => b.score - a.score)
  const sure = ranked.filter(({ score: own }) => own >= enough)
  return (sure.length === 0 && word === 'true' ? ranked.slice(0, 1) : sure).map(({ container }) => container)
}

/** What the user said with the annotation, on the workload or its template. */
export const brokerWord = (workload: Workload): string | undefined =>
  annotation(workload.object, brokerAnnotation) ?? scalarText(workload.template.annotations[brokerAnnotation])

export const annotation = (object: KubeObject, name: string): string | undefined => {
  const text = dig(object.value, ['metadata', 'annotations', name])
  return isString(text) ? text : undefined
}

const podKinds: ReadonlySet<string> = new Set(['StatefulSet', 'Deployment', 'ReplicaSet', 'DaemonSet', 'Pod'])
/** An image by that name, or one that stands on other lines; the variables and files of a node; the user's word. */
const nodeWords = /image["']?:(?: *[|>]|[^\n]*rabbit)|RABBITMQ_|\/rabbitmq|warrener\.dev/i
/** Whether an object may be a RabbitMQ node, by its text alone where it was not read yet. */
export const mayBeBroker = (object: KubeObject): boolean =>
  !podKinds.has(object.kind) || mayHold(object, nodeWords)

const enough = 3
/**
 * A node is told by its image; where that says nothing, by what only a node has: two signs out of ports, variables, files.
 * One is enough where image and container are both called after RabbitMQ.
 */
function score(workload: Workload, container: Container, world: World | undefined): number {
  const image = container.value.image
  const known = isString(image) ? brokerImage(image) : 'perhaps'
  if (known === 'no') return 0
  const all = signs.filter(sign => sign(workload, container)).length
  if (known === 'yes') return all === 0 && runsOnlyTools(container) ? 0 : 4
  const isCalledSo = container.name === 'rabbitmq' && isString(image) && namesRabbit(image)
  if (isCalledSo && (all > 0 || setsDefaultUser(container) || hasNodeService(workload, world))) return enough
  return all * 2 - 1
}

/** Only a node reads them; that a client has variables of the same names is not unheard of. */
const setsDefaultUser = ({ value }: Container): boolean =>
  listOf(value.env).some(variable =>
    /^RABBITMQ_DEFAULT_(?:USER|PASS)$/.test(String(member(variable, 'name'))),
  )

/** Whether a Service for what only nodes talk to each other selects the pods. */
const hasNodeService = ({ template, namespace }: Workload, world: World | undefined): boolean => {
  const listed = world && nodeServicesIn(world).get(namespace)
  return listed !== undefined && selecting({ own: [], listed }, template.labels).length > 0
}

/** The Services with a port of epmd or of the distribution, by namespace. */
const nodeServicesIn = onceEach(
  (world: World): ReadonlyMap<string, readonly Service[]> =>
    Map.groupBy(
      world
        .ofKind(kinds.Service)
        .map(serviceOf)
        .filter(({ ports }) => ports.some(({ port }) => port === 4369 || port === 25672)),
      ({ object }) => object.namespace,
    ),
)

type Sign = (workload: Workload, container: Container) => boolean
const signs: readonly Sign[] = [
  // epmd or distribution port beside AMQP: no client listens there
  (_, container) => {
    const ports = new Set(portsOf(container).map(({ port }) => port))
    return ports.has(4369) || ports.has(25672) || (ports.has(5672) && ports.has(15672))
  },
  // variables that only a node reads
  (_, container) =>
    listOf(container.value.env).some(variable => nodeVariables.has(String(member(variable, 'name')))),
  (workload, container) =>
    mountsOf(workload.template, container).some(
      ({ path }) => path.startsWith('/etc/rabbitmq') || path.startsWith('/var/lib/rabbitmq'),
    ),
]
const nodeVariables: ReadonlySet<string> = new Set([
  'RABBITMQ_NODENAME',
  'RABBITMQ_NODE_NAME',
  'RABBITMQ_ERLANG_COOKIE',
  'RABBITMQ_ERL_COOKIE',
  'RABBITMQ_USE_LONGNAME',
  'RABBITMQ_ENABLED_PLUGINS_FILE',
  'RABBITMQ_CONFIG_FILE',
  'RABBITMQ_MNESIA_BASE',
  'RABBITMQ_MNESIA_DIR',
])
