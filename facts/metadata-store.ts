import { compareReleases, formatRelease, newestRelease, type Release } from './release.ts'

/** Where a cluster keeps what it knows of itself: virtual hosts, users, policies, queues, its members. */
export type Store = 'mnesia' | 'khepri'
export const stores: readonly Store[] = ['mnesia', 'khepri']
export const storeNames: Readonly<Record<Store, string>> = { mnesia: 'Mnesia', khepri: 'Khepri' }

/** How a cluster stands: its release, and the metadata store that its past decided on. */
export interface Stand extends Release {
  readonly store: Store
  /** How a message names it. Where nobody told the release, or only a part of it, neither does the message. */
  readonly called: string
}

/** Sources: release notes of 3.13.0 (Khepri can be chosen), 4.2.0 (new clusters have it), 4.3.0 (Mnesia is gone). */
const khepri = {
  possible: { major: 3, minor: 13, patch: 0 },
  ofNewClusters: { major: 4, minor: 2, patch: 0 },
  always: { major: 4, minor: 3, patch: 0 },
} satisfies Readonly<Record<string, Release>>

/** Whether a cluster of a release may have its metadata there. */
export const canHave = (release: Release, store: Store): boolean =>
  store === 'khepri'
    ? compareReleases(release, khepri.possible) >= 0
    : compareReleases(release, khepri.always) < 0

/**
 * The store, or the two of them, that a cluster of a release may have. Upgrades to 4.2 keep Mnesia until `khepri_db` is
 * enabled. Before, Khepri is the choice of who tells so.
 * @param told what a user says; does not count where that release cannot have it
 */
export function storesOf(release: Release, told?: Store): readonly [Store, ...Store[]] {
  if (told !== undefined && canHave(release, told)) return [told]
  if (compareReleases(release, khepri.ofNewClusters) < 0) return ['mnesia']
  return compareReleases(release, khepri.always) < 0 ? ['mnesia', 'khepri'] : ['khepri']
}

/** The ways in which a cluster may stand, oldest first: there is always one. */
export type Stands = readonly [Stand, ...Stand[]]
export const oldestOf = ([oldest]: Stands): Stand => oldest
export const newestOf = (stands: Stands): Stand => stands.at(-1) ?? oldestOf(stands)

/** The one or two ways in which a cluster of a release may stand. */
export function standsOf(
  release: Release,
  {
    store,
    called = `RabbitMQ ${formatRelease(release)}`,
  }: { store?: Store | undefined; called?: string | undefined } = {},
): Stands {
  const stand = (own: Store): Stand => ({ ...release, store: own, called })
  const [first, ...others] = storesOf(release, store)
  return [stand(first), ...others.map(stand)]
}

/** The ways in which a cluster may stand that is of one of several releases; of the newest, where there is none. */
export function standsOfAny(releases: readonly Release[], told: Parameters<typeof standsOf>[1]): Stands {
  const [first = newestRelease, ...others] = releases
  return [...standsOf(first, told), ...others.flatMap(release => standsOf(release, told))]
}
