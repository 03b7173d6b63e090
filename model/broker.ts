import {
  compareReleases,
  formatRelease,
  knownReleases,
  newestRelease,
  parseRelease,
  type Release,
} from '../facts/release.ts'
import type { Located } from './address.ts'
import { type BrokerImage, imageOf } from './broker-image.ts'
import { type BrokerPaths, pathsOf } from './broker-paths.ts'
import { renderChart } from './chart-values.ts'
import { unseenFiles } from './chart-workload.ts'
import { type Cluster, clusterOf } from './cluster.ts'
import { type Container, inContainer } from './container.ts'
import { type ContainerFiles, containerFiles } from './container-files.ts'
import { type Environment, environmentOf } from './environment.ts'
import { withEnvironmentFile } from './environment-file.ts'
import { found, ifFound, type Lookup } from './lookup.ts'
import { scalarText } from './read.ts'
import { annotation, brokerContainer } from './recognise.ts'
import { withStartCopies } from './start-copies.ts'
import { type Workload, workloadsOf } from './workload.ts'
import type { World } from './world.ts'

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
  readonly environment: Environment
  readonly files: ContainerFiles
  readonly paths: BrokerPaths
  /** The cluster as one release makes it; the same object for the same release. */
  as(release: Release): Cluster
}

/** The RabbitMQ nodes and clusters of a world. */
export function brokersIn(world: World, options: ReleaseOptions): readonly Broker[] {
  return workloadsOf(world).flatMap(workload => {
    const container = brokerContainer(workload)
    return container ? [brokerOf(world, workload, container, options)] : []
  })
}

function brokerOf(world: World, workload: Workload, container: Container, options: ReleaseOptions): Broker {
  const image = imageOf(workload, container)
  const releases = releasesOf(workload, image, options)
  const clusters = new Map<string, Cluster>()
  const own = environmentOf(world, workload, container)
  const files = workload.chart
    ? unseenFiles(renderChart)
    : withStartCopies(containerFiles(world, workload, container), container, own)
  const environment = withEnvironmentFile(own, { workload, image, files })
  const broker: Broker = {
    world,
    workload,
    container,
    name: workload.namespace === '' ? workload.object.name : `${workload.namespace}/${workload.object.name}`,
    image,
    environment,
    ...releases,
    files,
    paths: pathsOf(image, environment),
    as(release) {
      const key = formatRelease(release)
      const known = clusters.get(key) ?? clusterOf(broker, release)
      clusters.set(key, known)
      return known
    },
  }
  return broker
}

type Releases = Pick<Broker, 'releases' | 'releaseUnknown' | 'beyond'>

export const versionAnnotation = 'warrener.dev/rabbitmq-version'

/** Source: the contract on releases. What the user says about this workload counts before the general option. */
function releasesOf(workload: Workload, image: BrokerImage, options: ReleaseOptions): Releases {
  const said =
    annotation(workload.object, versionAnnotation) ??
    scalarText(workload.template.annotations[versionAnnotation])
  const told = options.asOf ?? (said === undefined ? undefined : parseRelease(said)) ?? image.release
  const release = told ?? options.rabbitmqVersion
  if (release) {
    const beyond = compareReleases(release, newestRelease) > 0 ? release : undefined
    return { releases: [beyond ? newestRelease : release], releaseUnknown: '', beyond }
  }
  const releases =
    image.major === undefined ? knownReleases : knownReleases.filter(known => known.major === image.major)
  return {
    releases: releases.length > 0 ? releases : knownReleases,
    releaseUnknown: image.why,
    beyond: undefined,
  }
}

/** A fact that is always there. */
export const located = <T>(value: Located<T> | undefined): Lookup<Located<T>> | undefined =>
  value ? found(value) : undefined
void ifFound
void inContainer
