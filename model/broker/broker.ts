import type { Lookup } from '../kube/lookup.ts'
import { isGoing } from '../kube/object.ts'
import { onceEach } from '../kube/once-each.ts'
import type { World } from '../kube/world.ts'
import { type Container, inContainer } from '../pods/container.ts'
import { containerFiles } from '../pods/container-files.ts'
import { type Environment, environmentOf } from '../pods/environment.ts'
import type { ContainerFiles, File } from '../pods/files.ts'
import { workloadOf } from '../pods/makers/workloads.ts'
import { ownerUnseen } from '../pods/owner.ts'
import { withStartCopies } from '../pods/start-copies.ts'
import { withUnseenMounts } from '../pods/unseen-mounts.ts'
import type { Workload } from '../pods/workload.ts'
import { bitnamiConf } from './bitnami-conf.ts'
import { withBitnamiFiles } from './bitnami-files.ts'
import { bitnamiFolders } from './bitnami-links.ts'
import { type BrokerImage, imageOf, toldByVariables } from './broker-image.ts'
import { type BrokerPaths, pathsOf } from './broker-paths.ts'
import { environmentFileOf, withEnvironmentFile } from './environment-file.ts'
import { brokerContainers, mayBeBroker } from './recognise.ts'
import {
  contradictions,
  mistoldBy,
  newerThanKnown,
  releaseSaid,
  type Standing,
  type StandOptions,
  standsOfBroker,
} from './standing.ts'

/** One RabbitMQ that was found: everything about it that does not depend on its release. */
export interface Broker extends Standing {
  readonly world: World
  readonly workload: Workload
  readonly container: Container
  /** `namespace/name`, only `name` where the namespace is unknown. */
  readonly name: string
  readonly image: BrokerImage
  /** Why it may be other than it is written here: whoever made it was not seen. What is found is a warning at most. */
  readonly ownerUnseen: string | undefined
  /** What was written about this broker and could not be taken as it is: said, never guessed over. */
  readonly remarks: readonly string[]
  /** What of that stands in annotations: its user meant it to count. */
  readonly mistold: readonly string[]
  /** Whether the image's own entry point runs, directly or out of a command. */
  readonly startsByItself: boolean
  readonly environment: Environment
  /** rabbitmq-env.conf. */
  readonly environmentFile: Lookup<File>
  readonly files: ContainerFiles
  readonly paths: BrokerPaths
}

/** The workloads of a world that may be RabbitMQ nodes; the others are not read for it. */
export const candidatesIn = onceEach((world: World): readonly Workload[] =>
  world.objects.flatMap(object => (mayBeBroker(object) ? (workloadOf(object) ?? []) : [])),
)

/** The RabbitMQ nodes and clusters of a world, the same each time; those that are being deleted are none any more. */
export function brokersIn(world: World, options: StandOptions): readonly Broker[] {
  const key = JSON.stringify([
    options.rabbitmqVersion,
    options.asOf,
    options.metadataStore,
    options.believesNo !== false,
  ])
  const known = brokersByOptions(world)
  const brokers = known.get(key) ?? brokersOf(world, options)
  known.set(key, brokers)
  return brokers
}
const brokersByOptions = onceEach((_: World) => new Map<string, readonly Broker[]>())

const brokersOf = (world: World, options: StandOptions): readonly Broker[] =>
  candidatesIn(world).flatMap(workload => {
    if (isGoing(workload.object)) return []
    const [container, ...others] = brokerContainers(workload, world, options)
    return container ? [brokerOf(world, workload, container, others, options)] : []
  })

function brokerOf(
  world: World,
  workload: Workload,
  container: Container,
  others: readonly Container[],
  options: StandOptions,
): Broker {
  const own = environmentOf(world, workload, container)
  const written = imageOf(workload, container)
  const image = releaseSaid(workload, written, options) ? written : toldByVariables(written, own)
  const stands = standsOfBroker(workload, image, options)
  const files = filesOf(world, workload, container, { own, image })
  const environment = withEnvironmentFile(own, { image, files })
  const unseen = ownerUnseen(workload.object, world)
  const mistold = [...mistoldBy(workload), ...contradictions(workload, image, stands, options)]
  return {
    world,
    workload,
    container,
    name: workload.namespace === '' ? workload.object.name : `${workload.namespace}/${workload.object.name}`,
    image,
    startsByItself: startsByItself(container),
    environment,
    ...stands,
    ownerUnseen: unseen,
    remarks: [
      ...(unseen === undefined ? [] : [unseen]),
      ...newerThanKnown(stands),
      ...mistold,
      ...others.map(
        other => `container ${other.name} is a RabbitMQ node too; only ${container.name} is judged`,
      ),
    ],
    mistold,
    files,
    paths: pathsOf(image, environment, workload.made.data),
    get environmentFile() {
      return environmentFileOf(own, image, files)
    },
  }
}

function filesOf(
  world: World,
  workload: Workload,
  container: Container,
  { own, image }: { own: Environment; image: BrokerImage },
): ContainerFiles {
  // What lies there when the image starts, its entry point puts there.
  const etc = image.flavour === 'bitnami' && startsByItself(container) ? bitnamiFolders.etc : undefined
  const mounted = withStartCopies(containerFiles(world, workload, container, etc), container, own)
  const { unseen } = workload.made
  // Where the pods were not seen, the chart mounts a configuration of its own.
  const written =
    unseen === undefined && startsByItself(container)
      ? bitnamiConf(own, image.release, inContainer(workload.template, container))
      : undefined
  const files = image.flavour === 'bitnami' ? withBitnamiFiles(mounted, written) : mounted
  return unseen === undefined ? files : withUnseenMounts(files, unseen)
}

const startsByItself = ({ value }: Container): boolean =>
  value.command === undefined || JSON.stringify([value.command, value.args ?? null]).includes('entrypoint.sh')
