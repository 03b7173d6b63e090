import type { Kind } from './object.ts'

const kind = (group: string, name: string): Kind => ({ group, kind: name })

/** The kinds that make, or belong to, a RabbitMQ cluster. */
export const Service = kind('', 'Service')
/** The addresses behind a Service: Kubernetes writes them where it has a selector, else somebody may. */
export const Endpoints = kind('', 'Endpoints')
export const EndpointSlice = kind('discovery.k8s.io', 'EndpointSlice')
export const ConfigMap = kind('', 'ConfigMap')
export const Secret = kind('', 'Secret')
export const ServiceAccount = kind('', 'ServiceAccount')
export const PersistentVolumeClaim = kind('', 'PersistentVolumeClaim')
export const StatefulSet = kind('apps', 'StatefulSet')
export const Job = kind('batch', 'Job')
export const CronJob = kind('batch', 'CronJob')
export const PodDisruptionBudget = kind('policy', 'PodDisruptionBudget')
export const NetworkPolicy = kind('networking.k8s.io', 'NetworkPolicy')
export const HorizontalPodAutoscaler = kind('autoscaling', 'HorizontalPodAutoscaler')
export const ScaledObject = kind('keda.sh', 'ScaledObject')
export const Role = kind('rbac.authorization.k8s.io', 'Role')
export const ClusterRole = kind('rbac.authorization.k8s.io', 'ClusterRole')
export const RoleBinding = kind('rbac.authorization.k8s.io', 'RoleBinding')
export const ClusterRoleBinding = kind('rbac.authorization.k8s.io', 'ClusterRoleBinding')
export const RabbitmqCluster = kind('rabbitmq.com', 'RabbitmqCluster')
export const Policy = kind('rabbitmq.com', 'Policy')
export const OperatorPolicy = kind('rabbitmq.com', 'OperatorPolicy')
export const Queue = kind('rabbitmq.com', 'Queue')
export const User = kind('rabbitmq.com', 'User')
export const Vhost = kind('rabbitmq.com', 'Vhost')
export const PersistentVolume = kind('', 'PersistentVolume')
export const StorageClass = kind('storage.k8s.io', 'StorageClass')
/** Ways into the Kubernetes cluster that end at a Service. */
export const Ingress = kind('networking.k8s.io', 'Ingress')
export const Route = kind('route.openshift.io', 'Route')
export const HttpRoute = kind('gateway.networking.k8s.io', 'HTTPRoute')
export const Gateway = kind('gateway.networking.k8s.io', 'Gateway')
export const VirtualService = kind('networking.istio.io', 'VirtualService')
export const IstioGateway = kind('networking.istio.io', 'Gateway')
/** What makes a Secret of what is kept elsewhere. */
export const ExternalSecret = kind('external-secrets.io', 'ExternalSecret')

/** Groups that served a kind before it moved to the group it has now. Source: the Kubernetes deprecation guide. */
const formerGroups: Readonly<Record<string, string>> = {
  'extensions/Deployment': 'apps',
  'extensions/ReplicaSet': 'apps',
  'extensions/DaemonSet': 'apps',
  'extensions/StatefulSet': 'apps',
  'extensions/Ingress': 'networking.k8s.io',
}
/** The group that a kind is known by today: `extensions` Deployments are `apps` ones. */
export const currentGroup = (group: string, name: string): string => formerGroups[`${group}/${name}`] ?? group
const clusterScoped = new Set([
  'Namespace',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'StorageClass',
  'PersistentVolume',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
  'PriorityClass',
])
export const isClusterScoped = (name: string): boolean => clusterScoped.has(name)
