import {
  compareReleases,
  formatRelease,
  knownReleases,
  newestRelease,
  parseRelease,
  type Release,
} from '../../facts/release.ts'
import { type Once, once } from '../kube/memo.ts'
import { scalarText } from '../kube/read.ts'
import type { World } from '../kube/world.ts'
import type { Container } from '../pods/container.ts'
import { containerFiles } from '../pods/container-files.ts'
import { type Environment, environmentOf } from '../pods/environment.ts'
import type { ContainerFiles } from '../pods/files.ts'
import { renderChart } from '../pods/makers/chart-values.ts'
import { unseenFiles } from '../pods/makers/chart-workload.ts'
import { withOperatorFiles } from '../pods/makers/operator-files.ts'
import { workloadsOf } from '../pods/makers/workloads.ts'
import { withStartCopies } from '../pods/start-copies.ts'
import type { Workload } from '../pods/workload.ts'
import { type BrokerImage, imageOf } from './broker-image.ts'
import { type BrokerPaths, pathsOf } from './broker-paths.ts'
import { withEnvironmentFile } from './environment-file.ts'
import { annotation, brokerAnnotation, brokerContainers, brokerWord } from './recognise.ts'

export interface ReleaseOptions {
  /** For images whose tag does not tell. */
  readonly rabbitmqVersion?: Release
  /** Judge as if every image were this release. */
  readonly asOf?: Release
}

/** One RabbitMQ that was found: everything about it that does not depend on its release. */
export interface Broker {
  readonly world: World
  readonly workload: Workload
  readonly container: Container
  /** `namespace/name`, only `name` where the namespace is unknown. */
  readonly name: string
  readonly image: BrokerImage
  /** The release it is judged as; several where it is unknown, oldest first. Never empty. */
  readonly releases: readonly Release[]
  /** Why there are several. */
  readonly releaseUnknown: string
  /** The release the image or the user names, when it is newer than any known here: it is judged as the newest one. */
  readonly beyond: Release | undefined
  /** What was written about this broker and could not be taken as it is: said, never guessed over. */
  readonly remarks: readonly string[]
  readonly environment: Environment
  readonly files: ContainerFiles
  readonly paths: BrokerPaths
  /** Remembers what is the same for all releases, or for those that a name tells. */
  readonly shared: Once
}

/** The RabbitMQ nodes and clusters of a world. */
export function brokersIn(world: World, options: ReleaseOptions): readonly Broker[] {
  return workloadsOf(world).flatMap(workload => {
    const [container, ...others] = brokerContainers(workload)
    return container ? [brokerOf(world, workload, container, others, options)] : []
  })
}

function brokerOf(
  world: World,
  workload: Workload,
  container: Container,
  others: readonly Container[],
  options: ReleaseOptions,
): Broker {
  const image = imageOf(workload, container)
  const releases = releasesOf(workload, image, options)
  const shared = once()
  const own = environmentOf(world, workload, container)
  const files = filesOf(world, workload, container, own)
  const environment = withEnvironmentFile(own, { workload, image, files })
  return {
    world,
    workload,
    container,
    name: workload.namespace === '' ? workload.object.name : `${workload.namespace}/${workload.object.name}`,
    image,
    environment,
    ...releases,
    remarks: [
      ...remarksOn(workload, releases.beyond),
      ...others.map(
        other => `container ${other.name} is a RabbitMQ node too; only ${container.name} is judged`,
      ),
    ],
    files,
    paths: pathsOf(image, environment),
    shared,
  }
}

function filesOf(world: World, workload: Workload, container: Container, own: Environment): ContainerFiles {
  if (workload.chart) return unseenFiles(renderChart)
  const mounted = withStartCopies(containerFiles(world, workload, container), container, own)
  return workload.kind === 'RabbitmqCluster' ? withOperatorFiles(mounted, workload.object) : mounted
}

type Releases = Pick<Broker, 'releases' | 'releaseUnknown' | 'beyond'>

export const versionAnnotation = 'warrener.dev/rabbitmq-version'

const releaseSaid = (workload: Workload): string | undefined =>
  annotation(workload.object, versionAnnotation) ??
  scalarText(workload.template.annotations[versionAnnotation])

/** Annotations that say nothing known, and releases that are newer than these facts. */
function remarksOn(workload: Workload, beyond: Release | undefined): readonly string[] {
  const [said, word] = [releaseSaid(workload), brokerWord(workload)]
  return [
    ...(beyond
      ? [
          `${formatRelease(beyond)} is newer than any release known here: judged as ${formatRelease(newestRelease)}`,
        ]
      : []),
    ...(said !== undefined && !parseRelease(said)
      ? [`annotation ${versionAnnotation} is no release, X.Y or X.Y.Z`]
      : []),
    ...(word !== undefined && word !== 'true' && word !== 'false'
      ? [`annotation ${brokerAnnotation} is neither true nor false`]
      : []),
  ]
}

/** Source: the contract on releases. What the user says about this workload counts before the general option. */
function releasesOf(workload: Workload, image: BrokerImage, options: ReleaseOptions): Releases {
  const said = releaseSaid(workload)
  const told = options.asOf ?? (said === undefined ? undefined : parseRelease(said)) ?? image.release
  const release = told ?? options.rabbitmqVersion
  if (release) {
    const beyond = compareReleases(release, newestRelease) > 0 ? release : undefined
    return { releases: [beyond ? newestRelease : release], releaseUnknown: '', beyond }
  }
  if (image.major !== undefined && image.major > newestRelease.major) {
    return {
      releases: [newestRelease],
      releaseUnknown: '',
      beyond: { major: image.major, minor: 0, patch: 0 },
    }
  }
  const releases =
    image.major === undefined ? knownReleases : knownReleases.filter(known => known.major === image.major)
  return {
    releases: releases.length > 0 ? releases : knownReleases,
    releaseUnknown: image.why,
    beyond: undefined,
  }
}
