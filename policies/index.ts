import type { Rule } from '../model/rule.ts'
import advancedConfigSyntax from './advanced-config-syntax.ts'
import bootOrderDeadlock from './boot-order-deadlock.ts'
import bootWaitTooShort from './boot-wait-too-short.ts'
import confKeyDuplicate from './conf-key-duplicate.ts'
import confKeyRemovedLater from './conf-key-removed-later.ts'
import confKeyUnknown from './conf-key-unknown.ts'
import confSyntax from './conf-syntax.ts'
import confValueInvalid from './conf-value-invalid.ts'
import confValueSuspicious from './conf-value-suspicious.ts'
import discoveryAddressTypeMismatch from './discovery-address-type-mismatch.ts'
import discoveryRightsMissing from './discovery-rights-missing.ts'
import discoveryServiceMismatch from './discovery-service-mismatch.ts'
import documentUnreadable from './document-unreadable.ts'
import governingServiceMissing from './governing-service-missing.ts'
import headlessServiceDeleted from './headless-service-deleted.ts'
import managementLoadDefinitions from './management-load-definitions.ts'
import mirroringDeprecated from './mirroring-deprecated.ts'
import mirroringFlowControlOff from './mirroring-flow-control-off.ts'
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
  advancedConfigSyntax,
  bootOrderDeadlock,
  bootWaitTooShort,
  confKeyDuplicate,
  confKeyRemovedLater,
  confKeyUnknown,
  confSyntax,
  confValueInvalid,
  confValueSuspicious,
  discoveryAddressTypeMismatch,
  discoveryRightsMissing,
  discoveryServiceMismatch,
  documentUnreadable,
  governingServiceMissing,
  headlessServiceDeleted,
  managementLoadDefinitions,
  mirroringDeprecated,
  mirroringFlowControlOff,
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
