import { type Container, containersOf, mountsOf, portsOf } from './container.ts'
import { brokerImage } from './formats/image.ts'
import { isString, listOf, member } from './json.ts'
import type { KubeObject } from './object.ts'
import { dig } from './read.ts'
import type { Workload } from './workload.ts'

export const brokerAnnotation = 'warrener.dev/rabbitmq'

/** The container of a workload that is a RabbitMQ node; undefined for clients, exporters, operators and all others. */
export function brokerContainer(workload: Workload): Container | undefined {
  const containers = containersOf(workload.template).filter(container => !container.init)
  if (workload.kind === 'RabbitmqCluster' || workload.chart)
    return containers.find(container => container.name === 'rabbitmq')
  const said = saidSo(workload)
  if (said === false) return undefined
  const ranked = containers
    .map(container => ({ container, score: score(workload, container) }))
    .sort((a, b) => b.score - a.score)
  const best = ranked[0]
  return best && (best.score >= enough || said === true) ? best.container : undefined
}

/** What the user said with the annotation, on the workload or its template. */
function saidSo(workload: Workload): boolean | undefined {
  const word =
    annotation(workload.object, brokerAnnotation) ?? workload.template.annotations[brokerAnnotation]
  return word === 'true' ? true : word === 'false' ? false : undefined
}
export const annotation = (object: KubeObject, name: string): string | undefined => {
  const text = dig(object.value, ['metadata', 'annotations', name])
  return isString(text) ? text : undefined
}

const enough = 3
/** A node is told by its image; where that says nothing, by what only a node has: two signs out of ports, variables, files. */
function score(workload: Workload, container: Container): number {
  const image = container.value.image
  const known = isString(image) ? brokerImage(image) : 'perhaps'
  if (known === 'yes') return 4
  if (known === 'no') return 0
  return signs.filter(sign => sign(workload, container)).length * 2 - 1
}

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
