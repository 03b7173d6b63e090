import { newestChart } from './chart-releases.ts'
import { chartVersions, compareVersions, versionOf } from './chart-versions.ts'

/*
 * Values that one chart for RabbitMQ has and another one, in any version that is known here, does not: path there, and what says the
 * same in this chart. No chart refuses a value that it does not know.
 * Sources: values.yaml of all versions of bitnami/charts bitnami/rabbitmq 7.0.0 to 16.0.16, CloudPirates-io/helm-charts
 * charts/rabbitmq 0.0.1 to 0.21.18 and groundhog2k/helm-charts charts/rabbitmq 0.1.0 to 2.3.6; rendered with helm 3.18.4.
 */
const moved = {
  bitnami: [
    ...['replicas replicaCount', 'rbacEnabled rbac.create', 'forceBoot clustering.forceBoot'],
    ...['config.extraConfiguration extraConfiguration', 'config.advancedConfiguration advancedConfiguration'],
    ...['customConfig extraConfiguration', 'customAdvancedConfig advancedConfiguration'],
    ...['config.memoryHighWatermark memoryHighWatermark', 'options.memoryHighWatermark memoryHighWatermark'],
    ...['additionalPlugins extraPlugins', 'installPlugins communityPlugins'],
    ...['peerDiscoveryK8sPlugin clustering', 'k8sPeerDiscoveryPlugin clustering'],
    ...['definitions loadDefinition', 'prometheusPlugin metrics', 'storage persistence'],
    ...['authentication auth', 'auth.existingSecret auth.existingPasswordSecret'],
    ...['podDisruptionBudget pdb', 'env extraEnvVars', 'extraEnv extraEnvVars'],
    ...['extraInitContainers initContainers', 'extraContainers sidecars', 'extraObjects extraDeploy'],
    ...['persistence.storageClassName persistence.storageClass', 'erlangCookie auth.erlangCookie'],
  ],
  cloudPirates: [
    ...['replicas replicaCount', 'rbacEnabled rbac.create'],
    ...['configuration config.extraConfiguration', 'extraConfiguration config.extraConfiguration'],
    ...['advancedConfiguration config.advancedConfiguration', 'customConfig config.extraConfiguration'],
    ...['customAdvancedConfig config.advancedConfiguration'],
    ...['memoryHighWatermark config.memoryHighWatermark', 'options config'],
    ...['plugins additionalPlugins', 'extraPlugins additionalPlugins', 'communityPlugins installPlugins'],
    ...['k8sPeerDiscoveryPlugin peerDiscoveryK8sPlugin', 'loadDefinition definitions'],
    ...['prometheusPlugin metrics', 'storage persistence', 'authentication auth'],
    ...['auth.existingPasswordSecret auth.existingSecret', 'auth.existingErlangSecret auth.existingSecret'],
    ...['podDisruptionBudget pdb', 'env extraEnvVars', 'extraDeploy extraObjects'],
    ...['initContainers customScripts.initContainers', 'extraInitContainers customScripts.initContainers'],
    ...['lifecycleHooks customScripts', 'persistence.storageClassName persistence.storageClass'],
  ],
  groundhog: [
    ...['replicas replicaCount', 'rbacEnabled rbac.create', 'forceBoot clustering.forceBoot'],
    ...[
      'configuration customConfig',
      'extraConfiguration customConfig',
      'config.extraConfiguration customConfig',
    ],
    ...['advancedConfiguration customAdvancedConfig', 'config.advancedConfiguration customAdvancedConfig'],
    ...[
      'memoryHighWatermark options.memoryHighWatermark',
      'config.memoryHighWatermark options.memoryHighWatermark',
    ],
    ...['extraPlugins plugins', 'additionalPlugins plugins'],
    ...['clustering.enabled k8sPeerDiscoveryPlugin.enabled', 'peerDiscoveryK8sPlugin k8sPeerDiscoveryPlugin'],
    'metrics prometheusPlugin',
    ...['persistence.size storage.requestedSize', 'persistence.storageClass storage.className'],
    ...['persistence.existingClaim storage.persistentVolumeClaimName', 'auth authentication'],
    ...['pdb podDisruptionBudget', 'extraEnvVars env', 'initContainers extraInitContainers'],
    ...['sidecars extraContainers'],
  ],
}

/** Values that a chart does not have: where others have them, and what says the same there. None for versions that are not known. */
export function movedKeys(
  chart: keyof typeof moved,
  version: string | undefined,
): readonly { readonly from: string; readonly to: string }[] {
  if (compareVersions(chartVersions(version).from, versionOf(newestChart(chart))) > 0) return []
  return moved[chart].map(entry => {
    const [from = '', to = ''] = entry.split(' ')
    return { from, to }
  })
}
