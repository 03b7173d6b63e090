import {
  canHave,
  type Stands,
  type Store,
  standsOf,
  standsOfAny,
  storeNames,
  stores,
} from '../../facts/metadata-store.ts'
import {
  compareReleases,
  formatRelease,
  knownReleases,
  newestRelease,
  parseRelease,
  type Release,
  sameMinor,
} from '../../facts/release.ts'
import type { Lookup } from '../kube/lookup.ts'
import { isGoing } from '../kube/object.ts'
import { onceEach } from '../kube/once-each.ts'
import { scalarText } from '../kube/read.ts'
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
import {
  annotation,
  brokerAnnotation,
  brokerContainers,
  brokerWord,
  mayBeBroker,
  type RecogniseOptions,
} from './recognise.ts'

export interface StandOptions extends RecogniseOptions {
  /** For images whose tag does not tell. */
  readonly rabbitmqVersion?: Release
  /** Judge as if every image were this release. */
  readonly asOf?: Release
  /** Where the releases leave it open. */
  readonly metadataStore?: Store
}

/** One RabbitMQ that was found: everything about it that does not depend on its release. */
export interface Broker {
  readonly world: World
  readonly workload: Workload
  readonly container: Container
  /** `namespace/name`, only `name` where the namespace is unknown. */
  readonly name: string
  readonly image: BrokerImage
  /** How it is judged: several stands where its release or its store is unknown, oldest first. */
  readonly stands: Stands
  /** Its release; undefined where nothing tells it. */
  readonly release: Release | undefined
  /** Why there are several stands. */
  readonly standUnknown: string
  /** The release the image or the user names, when it is newer than any known here: it is judged as the newest one. */
  readonly beyond: Release | undefined
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
  const image = toldByVariables(imageOf(workload, container), own)
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

type Standing = Pick<Broker, 'stands' | 'release' | 'standUnknown' | 'beyond'>

export const versionAnnotation = 'warrener.dev/rabbitmq-version'
export const storeAnnotation = 'warrener.dev/metadata-store'

const said = (workload: Workload, name: string): string | undefined =>
  annotation(workload.object, name) ?? scalarText(workload.template.annotations[name])
/** What a user says of the store: about this workload, else in general. */
const storeSaid = (workload: Workload, { metadataStore }: StandOptions): Store | undefined =>
  stores.find(store => store === said(workload, storeAnnotation)) ?? metadataStore

/** What the annotations of a workload say that means nothing. */
export function mistoldBy(workload: Workload): readonly string[] {
  const [version, word, store] = [
    said(workload, versionAnnotation),
    brokerWord(workload),
    said(workload, storeAnnotation),
  ]
  return [
    ...(version !== undefined && !parseRelease(version)
      ? [`annotation ${versionAnnotation} is no release, X.Y or X.Y.Z`]
      : []),
    ...(word !== undefined && word !== 'true' && word !== 'false'
      ? [`annotation ${brokerAnnotation} is neither true nor false`]
      : []),
    ...(store !== undefined && !stores.some(known => known === store)
      ? [`annotation ${storeAnnotation} is neither mnesia nor khepri`]
      : []),
  ]
}

/** A release that is newer than these facts. */
const newerThanKnown = ({ beyond }: Standing): readonly string[] =>
  beyond
    ? [
        `${formatRelease(beyond)} is newer than any release known here: judged as ${formatRelease(newestRelease)}`,
      ]
    : []

/** Annotations that say what cannot be, or another thing than the image does: they are for images that do not tell. */
function contradictions(
  workload: Workload,
  { release: shown }: BrokerImage,
  { stands }: Standing,
  options: StandOptions,
): readonly string[] {
  const version = said(workload, versionAnnotation)
  const release = version === undefined ? undefined : parseRelease(version)
  const told = storeSaid(workload, options)
  const [stand] = stands
  return [
    ...(release && shown && isOfBroker(shown) && !sameMinor(release, shown)
      ? [
          `annotation ${versionAnnotation} says ${version}, and the image ${formatRelease(shown)}: judged as the annotation says`,
        ]
      : []),
    ...(told && options.asOf === undefined && !stands.some(other => canHave(other, told))
      ? [
          `${stand.called} has its metadata in ${storeNames[stand.store]}, not in ${storeNames[told]} as was told`,
        ]
      : []),
  ]
}

/** Images of one's own may have numbers of their own. */
const isOfBroker = (shown: Release): boolean => knownReleases.some(known => sameMinor(known, shown))

/** What the user says about this workload counts before the general option. */
function standsOfBroker(workload: Workload, image: BrokerImage, options: StandOptions): Standing {
  const version = said(workload, versionAnnotation)
  const told = options.asOf ?? (version === undefined ? undefined : parseRelease(version)) ?? image.release
  const release = told ?? options.rabbitmqVersion
  const store = storeSaid(workload, options)
  if (release) {
    const beyond = compareReleases(release, newestRelease) > 0 ? release : undefined
    const isMinor = release === image.release && !image.hasPatch && beyond === undefined
    const called = isMinor ? `RabbitMQ ${release.major}.${release.minor}` : undefined
    const stands = standsOf(beyond ? newestRelease : release, { store, called })
    return { stands, release, standUnknown: stands.length > 1 ? storeUnknown : '', beyond }
  }
  const { major } = image
  const called = major === undefined ? 'RabbitMQ' : `RabbitMQ ${major}`
  if (major !== undefined && major > newestRelease.major) {
    const beyond = { major, minor: 0, patch: 0 }
    return { stands: standsOf(newestRelease, { store, called }), release: beyond, standUnknown: '', beyond }
  }
  const known = major === undefined ? knownReleases : knownReleases.filter(other => other.major === major)
  const releases = known.length > 0 ? known : knownReleases
  const possible = store === undefined ? releases : releases.filter(other => canHave(other, store))
  return {
    stands: standsOfAny(possible.length > 0 ? possible : releases, { store, called }),
    release: undefined,
    standUnknown: image.why,
    beyond: undefined,
  }
}

/** Why a release may stand in two ways. */
export const storeUnknown =
  'whether its metadata lies in Mnesia or in Khepri is not known: --metadata-store or an annotation tells'
