import type { JsonObject } from '../../model/kube/json.ts'
import type { HostileCase } from './objects.ts'

export const configMap = (name: string, data: object): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'mq' },
  data: data as JsonObject,
})

/** The configuration of the cluster is mounted with one file more. */
export const mounting =
  (file: string, of: HostileCase['of']): HostileCase['of'] =>
  count => {
    const made = of(count)
    // biome-ignore lint/suspicious/noExplicitAny: a manifest, edited before anybody reads it
    const object = structuredClone(made.object) as any
    object.spec.template.spec.containers[0].volumeMounts.push({
      name: 'config',
      mountPath: `/etc/rabbitmq/${file}`,
      subPath: file,
    })
    return { ...made, object }
  }
