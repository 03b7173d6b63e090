import type { Rule } from '../model/rule.ts'
import bootOrderDeadlock from './boot-order-deadlock.ts'
import confKeyUnknown from './conf-key-unknown.ts'
import discoveryAddressTypeMismatch from './discovery-address-type-mismatch.ts'
import discoveryRightsMissing from './discovery-rights-missing.ts'
import discoveryServiceMismatch from './discovery-service-mismatch.ts'
import documentUnreadable from './document-unreadable.ts'
import governingServiceMissing from './governing-service-missing.ts'
import headlessServiceDeleted from './headless-service-deleted.ts'
import mirroringDeprecated from './mirroring-deprecated.ts'
import mirroringRemoved from './mirroring-removed.ts'
import nodeNameMismatch from './node-name-mismatch.ts'
import notReadyAddressesUnpublished from './not-ready-addresses-unpublished.ts'
import promoteOnShutdownAlways from './promote-on-shutdown-always.ts'
import scaleDown from './scale-down.ts'
import serviceNotHeadless from './service-not-headless.ts'
import serviceSelectorMismatch from './service-selector-mismatch.ts'
import storageNotPersistent from './storage-not-persistent.ts'
import suppressionExpired from './suppression-expired.ts'
import suppressionUnknown from './suppression-unknown.ts'
import suppressionUnused from './suppression-unused.ts'

/** All rules, by id. A test asserts that this list, the files, their tests and their pages are one set. */
export const rules: readonly Rule[] = [
  bootOrderDeadlock,
  confKeyUnknown,
  discoveryAddressTypeMismatch,
  discoveryRightsMissing,
  discoveryServiceMismatch,
  documentUnreadable,
  governingServiceMissing,
  headlessServiceDeleted,
  mirroringDeprecated,
  mirroringRemoved,
  nodeNameMismatch,
  notReadyAddressesUnpublished,
  promoteOnShutdownAlways,
  scaleDown,
  serviceNotHeadless,
  serviceSelectorMismatch,
  storageNotPersistent,
  suppressionExpired,
  suppressionUnknown,
  suppressionUnused,
]
