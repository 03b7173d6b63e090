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
  const { replicas, dataVolume } = was
  if (replicas.state !== 'found') return replicas
  if (replicas.value.value === 0) return absent()
  if (dataVolume.state === 'unknown') return dataVolume
  if (!isSeveral(was) && ifFound(dataVolume)?.persistent !== true) return absent()
  if (before.release === undefined) return unknown(`the release before: ${before.standUnknown}`)
  if (after.release === undefined) return unknown(`the release after: ${after.standUnknown}`)
  const [from, to] = [before.release, after.release]
  const isOpen = !(before.image.hasPatch && after.image.hasPatch) && sameMinor(from, to)
  return isOpen || compareReleases(from, to) === 0 ? absent() : found({ from, to })
}
