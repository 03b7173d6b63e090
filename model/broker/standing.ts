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
import { scalarText } from '../kube/read.ts'
import type { Workload } from '../pods/workload.ts'
import type { BrokerImage } from './broker-image.ts'
import { annotation, brokerAnnotation, brokerWord, type RecogniseOptions } from './recognise.ts'

export interface StandOptions extends RecogniseOptions {
  /** For images whose tag does not tell. */
  readonly rabbitmqVersion?: Release
  /** Judge as if every image were this release. */
  readonly asOf?: Release
  /** Where the releases leave it open. */
  readonly metadataStore?: Store
}

/** As what a broker is judged. */
export interface Standing {
  /** Several where its release or its store is unknown, oldest first. */
  readonly stands: Stands
  /** Its release; undefined where nothing tells it. */
  readonly release: Release | undefined
  /** Why there are several stands. */
  readonly standUnknown: string
  /** The release the image or the user names, when it is newer than any known here: it is judged as the newest one. */
  readonly beyond: Release | undefined
}

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
export const newerThanKnown = ({ beyond }: Standing): readonly string[] =>
  beyond
    ? [
        `${formatRelease(beyond)} is newer than any release known here: judged as ${formatRelease(newestRelease)}`,
      ]
    : []

/**
 * The release that an annotation tells of an image that does not, or of which the tag tells a part. Against what the tag tells it counts
 * for nothing: else whoever may write it would be judged as the release that suits them.
 */
export function releaseSaid(
  workload: Workload,
  image: BrokerImage,
  options: StandOptions,
): Release | undefined {
  const release = releaseWritten(workload)
  if (!release || image.hasPatch || !isOfTag(release, image) || isNotBelieved(release, options))
    return undefined
  return release
}
const releaseWritten = (workload: Workload): Release | undefined =>
  parseRelease(said(workload, versionAnnotation) ?? '')
const isOfTag = (release: Release, { release: shown, major }: BrokerImage): boolean =>
  shown ? sameMinor(release, shown) : major === undefined || major === release.major
/** Of older releases so little is known that it silences rules to name one. */
const isNotBelieved = (release: Release, { believesNo }: StandOptions): boolean =>
  believesNo === false && knownReleases.every(known => compareReleases(release, known) < 0)

/** Annotations that say what cannot be, or another thing than the image does: they are for images that do not tell. */
export function contradictions(
  workload: Workload,
  image: BrokerImage,
  { stands }: Standing,
  options: StandOptions,
): readonly string[] {
  if (options.asOf !== undefined) return []
  const told = storeSaid(workload, options)
  const [stand] = stands
  return [
    ...contradictedRelease(workload, image, options),
    ...(told && !stands.some(other => canHave(other, told))
      ? [
          `${stand.called} has its metadata in ${storeNames[stand.store]}, not in ${storeNames[told]} as was told`,
        ]
      : []),
  ]
}

function contradictedRelease(
  workload: Workload,
  image: BrokerImage,
  options: StandOptions,
): readonly string[] {
  const [text = '', release] = [said(workload, versionAnnotation), releaseWritten(workload)]
  if (!release) return []
  const says = `annotation ${versionAnnotation} says ${text}`
  const isPatch = text.split('.').length > 2
  const shown = image.hasPatch && isPatch ? image.release : undefined
  if (!isOfTag(release, image) || (shown && compareReleases(release, shown) !== 0))
    return [`${says}, and the image ${tagged(image)}: judged as the image says`]
  return image.release === undefined && isNotBelieved(release, options)
    ? [`${says}, and does not count: no rule may be silenced here, and most do not know a release this old`]
    : []
}

/** As much of the release as the tag tells. */
const tagged = ({ release, hasPatch, major }: BrokerImage): string =>
  release ? (hasPatch ? formatRelease(release) : `${release.major}.${release.minor}`) : `${major}`

/** What the user says about this workload counts before the general option, and what its tag tells before both. */
export function standsOfBroker(workload: Workload, image: BrokerImage, options: StandOptions): Standing {
  const told = options.asOf ?? releaseSaid(workload, image, options) ?? image.release
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
