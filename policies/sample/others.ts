import type { JsonObject } from '../../model/kube/json.ts'
import { merge } from './merge.ts'

/** A cluster for the cluster operator; `metadata` adds a namespace, annotations. */
export const rabbitmqCluster = (spec: JsonObject = {}, metadata: JsonObject = {}): JsonObject => ({
  apiVersion: 'rabbitmq.com/v1beta1',
  kind: 'RabbitmqCluster',
  metadata: merge({ name: 'rmq' }, metadata),
  spec: merge({ image: 'rabbitmq:4.2.6' }, spec),
})

/** An object for the topology operator, in namespace mq and for the cluster `rmq` unless its spec says otherwise. */
export const topology = (
  kind: string,
  name: string,
  spec: JsonObject,
  metadata: JsonObject = {},
): JsonObject => ({
  apiVersion: 'rabbitmq.com/v1beta1',
  kind,
  metadata: merge({ name, namespace: 'mq' }, metadata),
  spec: { ...spec, rabbitmqClusterReference: spec.rabbitmqClusterReference ?? { name: 'rmq' } },
})

/** A Service in namespace mq. */
export const service = (name: string, spec: JsonObject, metadata: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: merge({ name, namespace: 'mq' }, metadata),
  spec,
})

/** A Secret in namespace mq. */
export const secret = (name: string, content: JsonObject): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace: 'mq' },
  ...content,
})

/** Values for the chart of Bitnami. */
export const chartValues = (values: JsonObject = {}): JsonObject =>
  merge(
    {
      image: { repository: 'bitnami/rabbitmq', tag: '3.12.14-debian-12-r0' },
      replicaCount: 3,
      auth: { existingErlangSecret: 'mq' },
    },
    values,
  )

/** A RabbitMQ chart as Flux installs it, all of whose values are seen; the name of its repository tells whose it is. */
export const helmRelease = (repository: string, version: string, values: JsonObject): JsonObject => ({
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name: 'rabbitmq', namespace: 'mq' },
  spec: {
    chart: {
      spec: { chart: 'rabbitmq', version, sourceRef: { kind: 'HelmRepository', name: repository } },
    },
    values,
  },
})

/** `spec.override` of a RabbitmqCluster that changes the spec of the pods. */
export const overPods = (spec: JsonObject): JsonObject => ({ statefulSet: { spec: { template: { spec } } } })

/** `spec.override` of a RabbitmqCluster that changes the container of the node. */
export const overNode = (container: JsonObject): JsonObject =>
  overPods({ containers: [{ name: 'rabbitmq', ...container }] })
