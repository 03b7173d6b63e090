import type { DocumentedRule } from '../model/rule/rule.ts'
import advancedConfigSyntax from './advanced-config-syntax.ts'
import antiAffinityIneffective from './anti-affinity-ineffective.ts'
import apiHostWrong from './api-host-wrong.ts'
import apiVersionRemoved from './api-version-removed.ts'
import authBackendDisabled from './auth-backend-disabled.ts'
import authBackendUnknown from './auth-backend-unknown.ts'
import autoclusterPlugin from './autocluster-plugin.ts'
import barePod from './bare-pod.ts'
import bootOrderDeadlock from './boot-order-deadlock.ts'
import bootWaitTooShort from './boot-wait-too-short.ts'
import brokerAutoscaled from './broker-autoscaled.ts'
import chartValuesMisplaced from './chart-values-misplaced.ts'
import claimNotMounted from './claim-not-mounted.ts'
import claimsDeletedWithCluster from './claims-deleted-with-cluster.ts'
import clientServiceWithoutAmqp from './client-service-without-amqp.ts'
import clusterSizeHintMismatch from './cluster-size-hint-mismatch.ts'
import commandInvalid from './command-invalid.ts'
import commandRemoved from './command-removed.ts'
import commandWithoutEffect from './command-without-effect.ts'
import confFileUnread from './conf-file-unread.ts'
import confKeyDuplicate from './conf-key-duplicate.ts'
import confKeyRemovedLater from './conf-key-removed-later.ts'
import confKeyUnknown from './conf-key-unknown.ts'
import confOverriddenByEnv from './conf-overridden-by-env.ts'
import confSyntax from './conf-syntax.ts'
import confValueInvalid from './conf-value-invalid.ts'
import confValueSuspicious from './conf-value-suspicious.ts'
import configMountConflict from './config-mount-conflict.ts'
import cookieFileMode from './cookie-file-mode.ts'
import cookieInPlainText from './cookie-in-plain-text.ts'
import cookieWidenedByFsGroup from './cookie-widened-by-fs-group.ts'
import credentialsDefault from './credentials-default.ts'
import credentialsInPlainText from './credentials-in-plain-text.ts'
import creditFlowInConf from './credit-flow-in-conf.ts'
import dataDirectoryIsMountRoot from './data-directory-is-mount-root.ts'
import dataDirectoryOffVolume from './data-directory-off-volume.ts'
import dataOrphanedByNodeName from './data-orphaned-by-node-name.ts'
import definitionsErrorHidden from './definitions-error-hidden.ts'
import definitionsInvalid from './definitions-invalid.ts'
import definitionsWithoutUsers from './definitions-without-users.ts'
import discoveryAddressTypeMismatch from './discovery-address-type-mismatch.ts'
import discoveryBackendMissing from './discovery-backend-missing.ts'
import discoveryBackendUnknown from './discovery-backend-unknown.ts'
import discoveryPluginDisabled from './discovery-plugin-disabled.ts'
import discoveryRightsMissing from './discovery-rights-missing.ts'
import discoveryRightsUnneeded from './discovery-rights-unneeded.ts'
import discoveryServiceMismatch from './discovery-service-mismatch.ts'
import discoverySettingsIgnored from './discovery-settings-ignored.ts'
import diskLimitDefault from './disk-limit-default.ts'
import disruptionBudgetMissing from './disruption-budget-missing.ts'
import disruptionBudgetUnsatisfiable from './disruption-budget-unsatisfiable.ts'
import documentUnreadable from './document-unreadable.ts'
import drainLosesMirrors from './drain-loses-mirrors.ts'
import duplicateKey from './duplicate-key.ts'
import duplicateObject from './duplicate-object.ts'
import enabledPluginsReadOnly from './enabled-plugins-read-only.ts'
import enabledPluginsSyntax from './enabled-plugins-syntax.ts'
import entrypointWritesConfiguration from './entrypoint-writes-configuration.ts'
import envReferenceUndefined from './env-reference-undefined.ts'
import environmentFileSyntax from './environment-file-syntax.ts'
import environmentVariableRefused from './environment-variable-refused.ts'
import environmentVariableUnread from './environment-variable-unread.ts'
import erlangCookieMissing from './erlang-cookie-missing.ts'
import eventRightsMissing from './event-rights-missing.ts'
import fileGroupMissing from './file-group-missing.ts'
import forceBootAlways from './force-boot-always.ts'
import governingServiceMissing from './governing-service-missing.ts'
import gracePeriodTooShort from './grace-period-too-short.ts'
import guestNotConfined from './guest-not-confined.ts'
import headlessServiceDeleted from './headless-service-deleted.ts'
import healthCheckDead from './health-check-dead.ts'
import identityChanged from './identity-changed.ts'
import imageTagFloating from './image-tag-floating.ts'
import imageTagMissing from './image-tag-missing.ts'
import livenessKillsWaitingNode from './liveness-kills-waiting-node.ts'
import longNamesOff from './long-names-off.ts'
import longNamesWithoutDot from './long-names-without-dot.ts'
import managementExposed from './management-exposed.ts'
import managementLoadDefinitions from './management-load-definitions.ts'
import manifestInvalid from './manifest-invalid.ts'
import manualJoin from './manual-join.ts'
import memoryLimitUnseen from './memory-limit-unseen.ts'
import mirrorCountExceedsReplicas from './mirror-count-exceeds-replicas.ts'
import mirrorCountExcessive from './mirror-count-excessive.ts'
import mirrorCountOne from './mirror-count-one.ts'
import mirrorModeMissing from './mirror-mode-missing.ts'
import mirrorNodesUnknown from './mirror-nodes-unknown.ts'
import mirrorParamsInvalid from './mirror-params-invalid.ts'
import mirrorPatternCatchAll from './mirror-pattern-catch-all.ts'
import mirrorSyncManual from './mirror-sync-manual.ts'
import mirroringDenied from './mirroring-denied.ts'
import mirroringDeprecated from './mirroring-deprecated.ts'
import mirroringFlowControlOff from './mirroring-flow-control-off.ts'
import mirroringRemoved from './mirroring-removed.ts'
import networkPolicyBlocksPeers from './network-policy-blocks-peers.ts'
import nodeCleanupDestructive from './node-cleanup-destructive.ts'
import nodeListMismatch from './node-list-mismatch.ts'
import nodeNameFixed from './node-name-fixed.ts'
import nodeNameFromPodIp from './node-name-from-pod-ip.ts'
import nodeNameMismatch from './node-name-mismatch.ts'
import nodeNameShort from './node-name-short.ts'
import nodeNameWithoutOrdinal from './node-name-without-ordinal.ts'
import notReadyAddressesUnpublished from './not-ready-addresses-unpublished.ts'
import oauth2KeysMissing from './oauth2-keys-missing.ts'
import objectNameTaken from './object-name-taken.ts'
import objectsInOtherNamespace from './objects-in-other-namespace.ts'
import operatorImageIncompatible from './operator-image-incompatible.ts'
import operatorOverrideHarmful from './operator-override-harmful.ts'
import operatorOverrideRefused from './operator-override-refused.ts'
import operatorPolicyKeyForbidden from './operator-policy-key-forbidden.ts'
import operatorSecretIncomplete from './operator-secret-incomplete.ts'
import operatorSecretStale from './operator-secret-stale.ts'
import ordinalStartMismatch from './ordinal-start-mismatch.ts'
import partitionsIgnored from './partitions-ignored.ts'
import partitionsLoseMirrors from './partitions-lose-mirrors.ts'
import pauseMinorityOfTwo from './pause-minority-of-two.ts'
import peerDetectionSlow from './peer-detection-slow.ts'
import peerPortsExposed from './peer-ports-exposed.ts'
import peersNeverJoined from './peers-never-joined.ts'
import pluginUnknown from './plugin-unknown.ts'
import podsNotParallel from './pods-not-parallel.ts'
import policyCommandInvalid from './policy-command-invalid.ts'
import policyInPostStart from './policy-in-post-start.ts'
import policyKeyObsolete from './policy-key-obsolete.ts'
import policyKeyUnknown from './policy-key-unknown.ts'
import policyKeysMixed from './policy-keys-mixed.ts'
import policyPriorityTie from './policy-priority-tie.ts'
import policySetTwice from './policy-set-twice.ts'
import policyShadowed from './policy-shadowed.ts'
import policyShapeInvalid from './policy-shape-invalid.ts'
import policyValueInvalid from './policy-value-invalid.ts'
import prestopHangsOnTwo from './prestop-hangs-on-two.ts'
import privateKeyInConfigMap from './private-key-in-config-map.ts'
import probeImpossible from './probe-impossible.ts'
import probeTimeoutTooShort from './probe-timeout-too-short.ts'
import promoteKeyUnsupported from './promote-key-unsupported.ts'
import promoteKeysContradict from './promote-keys-contradict.ts'
import promoteOnFailureAlways from './promote-on-failure-always.ts'
import promoteOnShutdownAlways from './promote-on-shutdown-always.ts'
import promoteOnShutdownImplicit from './promote-on-shutdown-implicit.ts'
import promotionWithoutPersistence from './promotion-without-persistence.ts'
import queueArgumentInvalid from './queue-argument-invalid.ts'
import queueNotDurable from './queue-not-durable.ts'
import queueTypeDefaultUnsafe from './queue-type-default-unsafe.ts'
import readinessProbeMissing from './readiness-probe-missing.ts'
import referenceDangling from './reference-dangling.ts'
import referencedFileMissing from './referenced-file-missing.ts'
import replicasEven from './replicas-even.ts'
import rollingUpdateWithClaim from './rolling-update-with-claim.ts'
import scaleDown from './scale-down.ts'
import secretInManifest from './secret-in-manifest.ts'
import seedPodEphemeral from './seed-pod-ephemeral.ts'
import serviceAccountTokenUnmounted from './service-account-token-unmounted.ts'
import serviceEnvironmentCollision from './service-environment-collision.ts'
import serviceNameMismatch from './service-name-mismatch.ts'
import serviceNameMissing from './service-name-missing.ts'
import serviceNotHeadless from './service-not-headless.ts'
import servicePortNameUnknown from './service-port-name-unknown.ts'
import serviceSelectorMismatch from './service-selector-mismatch.ts'
import serviceSelectsStrangers from './service-selects-strangers.ts'
import settingWithoutEffect from './setting-without-effect.ts'
import singleReplicaCluster from './single-replica-cluster.ts'
import spreadMissing from './spread-missing.ts'
import startupProbeUnknownToImage from './startup-probe-unknown-to-image.ts'
import storageNotPersistent from './storage-not-persistent.ts'
import storageSizeSuspicious from './storage-size-suspicious.ts'
import suppressionExpired from './suppression-expired.ts'
import suppressionUnknown from './suppression-unknown.ts'
import suppressionUnused from './suppression-unused.ts'
import topologyNamespaceNotAllowed from './topology-namespace-not-allowed.ts'
import topologyPluginMissing from './topology-plugin-missing.ts'
import topologyReferenceMissing from './topology-reference-missing.ts'
import topologySecretUnlabelled from './topology-secret-unlabelled.ts'
import updateIgnoresMirrors from './update-ignores-mirrors.ts'
import upgradeBreaksConfiguration from './upgrade-breaks-configuration.ts'
import upgradeFlagsUnverified from './upgrade-flags-unverified.ts'
import upgradeHopUnsupported from './upgrade-hop-unsupported.ts'
import uriParameterRefused from './uri-parameter-refused.ts'
import volumeNetworkFilesystem from './volume-network-filesystem.ts'
import volumeShared from './volume-shared.ts'
import volumeUndefined from './volume-undefined.ts'
import workloadNotStatefulset from './workload-not-statefulset.ts'

/** All rules, by id. A test asserts that this list, the files, their tests and their pages are one set. */
export const rules: readonly DocumentedRule[] = [
  advancedConfigSyntax,
  antiAffinityIneffective,
  apiHostWrong,
  apiVersionRemoved,
  authBackendDisabled,
  authBackendUnknown,
  autoclusterPlugin,
  barePod,
  bootOrderDeadlock,
  bootWaitTooShort,
  brokerAutoscaled,
  chartValuesMisplaced,
  claimNotMounted,
  claimsDeletedWithCluster,
  clientServiceWithoutAmqp,
  clusterSizeHintMismatch,
  commandInvalid,
  commandRemoved,
  commandWithoutEffect,
  confFileUnread,
  confKeyDuplicate,
  confKeyRemovedLater,
  confKeyUnknown,
  confOverriddenByEnv,
  confSyntax,
  confValueInvalid,
  confValueSuspicious,
  configMountConflict,
  cookieFileMode,
  cookieInPlainText,
  cookieWidenedByFsGroup,
  credentialsDefault,
  credentialsInPlainText,
  creditFlowInConf,
  dataDirectoryIsMountRoot,
  dataDirectoryOffVolume,
  dataOrphanedByNodeName,
  definitionsErrorHidden,
  definitionsInvalid,
  definitionsWithoutUsers,
  discoveryAddressTypeMismatch,
  discoveryBackendMissing,
  discoveryBackendUnknown,
  discoveryPluginDisabled,
  discoveryRightsMissing,
  discoveryRightsUnneeded,
  discoveryServiceMismatch,
  discoverySettingsIgnored,
  diskLimitDefault,
  disruptionBudgetMissing,
  disruptionBudgetUnsatisfiable,
  documentUnreadable,
  drainLosesMirrors,
  duplicateKey,
  duplicateObject,
  enabledPluginsReadOnly,
  enabledPluginsSyntax,
  entrypointWritesConfiguration,
  envReferenceUndefined,
  environmentFileSyntax,
  environmentVariableRefused,
  environmentVariableUnread,
  erlangCookieMissing,
  eventRightsMissing,
  fileGroupMissing,
  forceBootAlways,
  governingServiceMissing,
  gracePeriodTooShort,
  guestNotConfined,
  headlessServiceDeleted,
  healthCheckDead,
  identityChanged,
  imageTagFloating,
  imageTagMissing,
  livenessKillsWaitingNode,
  longNamesOff,
  longNamesWithoutDot,
  managementExposed,
  managementLoadDefinitions,
  manifestInvalid,
  manualJoin,
  memoryLimitUnseen,
  mirrorCountExceedsReplicas,
  mirrorCountExcessive,
  mirrorCountOne,
  mirrorModeMissing,
  mirrorNodesUnknown,
  mirrorParamsInvalid,
  mirrorPatternCatchAll,
  mirrorSyncManual,
  mirroringDenied,
  mirroringDeprecated,
  mirroringFlowControlOff,
  mirroringRemoved,
  networkPolicyBlocksPeers,
  nodeCleanupDestructive,
  nodeListMismatch,
  nodeNameFixed,
  nodeNameFromPodIp,
  nodeNameMismatch,
  nodeNameShort,
  nodeNameWithoutOrdinal,
  notReadyAddressesUnpublished,
  oauth2KeysMissing,
  objectNameTaken,
  objectsInOtherNamespace,
  operatorImageIncompatible,
  operatorOverrideHarmful,
  operatorOverrideRefused,
  operatorPolicyKeyForbidden,
  operatorSecretIncomplete,
  operatorSecretStale,
  ordinalStartMismatch,
  partitionsIgnored,
  partitionsLoseMirrors,
  pauseMinorityOfTwo,
  peerDetectionSlow,
  peerPortsExposed,
  peersNeverJoined,
  pluginUnknown,
  podsNotParallel,
  policyCommandInvalid,
  policyInPostStart,
  policyKeyObsolete,
  policyKeyUnknown,
  policyKeysMixed,
  policyPriorityTie,
  policySetTwice,
  policyShadowed,
  policyShapeInvalid,
  policyValueInvalid,
  prestopHangsOnTwo,
  privateKeyInConfigMap,
  probeImpossible,
  probeTimeoutTooShort,
  promoteKeyUnsupported,
  promoteKeysContradict,
  promoteOnFailureAlways,
  promoteOnShutdownAlways,
  promoteOnShutdownImplicit,
  promotionWithoutPersistence,
  queueArgumentInvalid,
  queueNotDurable,
  queueTypeDefaultUnsafe,
  readinessProbeMissing,
  referenceDangling,
  referencedFileMissing,
  replicasEven,
  rollingUpdateWithClaim,
  scaleDown,
  secretInManifest,
  seedPodEphemeral,
  serviceAccountTokenUnmounted,
  serviceEnvironmentCollision,
  serviceNameMismatch,
  serviceNameMissing,
  serviceNotHeadless,
  servicePortNameUnknown,
  serviceSelectorMismatch,
  serviceSelectsStrangers,
  settingWithoutEffect,
  singleReplicaCluster,
  spreadMissing,
  startupProbeUnknownToImage,
  storageNotPersistent,
  storageSizeSuspicious,
  suppressionExpired,
  suppressionUnknown,
  suppressionUnused,
  topologyNamespaceNotAllowed,
  topologyPluginMissing,
  topologyReferenceMissing,
  topologySecretUnlabelled,
  updateIgnoresMirrors,
  upgradeBreaksConfiguration,
  upgradeFlagsUnverified,
  upgradeHopUnsupported,
  uriParameterRefused,
  volumeNetworkFilesystem,
  volumeShared,
  volumeUndefined,
  workloadNotStatefulset,
]
