import { compareReleases, type Release, sameMinor } from '../facts/release.ts'
import { type Cluster, isSeveral } from './cluster.ts'
import { absent, found, ifFound, type Lookup, unknown } from './kube/lookup.ts'

/** A change of release under nodes that keep their data, or that go on beside each other while it lasts. */
export interface Upgrade {
  readonly from: Release
  readonly to: Release
}

/**
 * Absent where the release stays, where nothing runs, and where a node by itself starts empty each time. Of an image that stays
 * another word is a correction.
 */
export function upgradeOf(was: Cluster, is: Cluster): Lookup<Upgrade> {
  const [before, after] = [was.broker, is.broker]
  if (
    before.image.text === after.image.text &&
    (before.image.text !== undefined || before.release === after.release)
  )
    return absent()
  const { replicas } = was
  if (replicas.state !== 'found') return replicas
  if (replicas.value.value === 0) return absent()
  return hopOf(was, is)
}

/** What is changed while nothing runs, under data that is kept: whether there is any, nobody says. */
export function stoppedUpgradeOf(was: Cluster, is: Cluster): Lookup<Upgrade> {
  const { replicas, dataVolume } = was
  if (ifFound(replicas)?.value !== 0 || ifFound(dataVolume)?.persistent !== true) return absent()
  return was.broker.image.text === is.broker.image.text ? absent() : hopOf(was, is)
}

function hopOf(was: Cluster, is: Cluster): Lookup<Upgrade> {
  const [before, after] = [was.broker, is.broker]
  const { dataVolume } = was
  if (dataVolume.state === 'unknown') return dataVolume
  if (!isSeveral(was) && ifFound(dataVolume)?.persistent !== true) return absent()
  if (before.release === undefined) return unknown(`the release before: ${before.standUnknown}`)
  if (after.release === undefined) return unknown(`the release after: ${after.standUnknown}`)
  const [from, to] = [before.release, after.release]
  const isOpen = !(before.image.hasPatch && after.image.hasPatch) && sameMinor(from, to)
  return isOpen || compareReleases(from, to) === 0 ? absent() : found({ from, to })
}
