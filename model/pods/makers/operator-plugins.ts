import { at } from '../../kube/address.ts'
import { isString, listOf } from '../../kube/json.ts'
import type { KubeObject } from '../../kube/object.ts'
import { dig } from '../../kube/read.ts'
import type { PluginList } from '../made.ts'
import { pluginAt } from '../plugin-texts.ts'

/** Plugins the operator always enables. */
const required = ['rabbitmq_peer_discovery_k8s', 'rabbitmq_prometheus', 'rabbitmq_management'] as const

/** The plugins of a RabbitmqCluster. Source: cluster-operator v2.22.3 and main at 06cda8e8, rabbitmq_plugins.go. */
export function operatorPlugins(object: KubeObject): PluginList {
  const path = ['spec', 'rabbitmq', 'additionalPlugins']
  const own = listOf(dig(object.value, path)).flatMap((name, index) =>
    isString(name) ? [pluginAt(name, at(object, ...path, index))] : [],
  )
  const always = required.map(name => ({ name, at: at(object), generated: true }))
  return {
    named: { items: [...always, ...own], complete: true },
    append: name => ({ op: 'set', at: at(object, ...path, '-'), value: name }),
  }
}
