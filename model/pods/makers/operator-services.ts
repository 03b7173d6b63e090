import { at } from '../../kube/address.ts'
import { isString } from '../../kube/json.ts'
import { found } from '../../kube/lookup.ts'
import type { KubeObject } from '../../kube/object.ts'
import { dig } from '../../kube/read.ts'
import type { Service, ServicePort } from '../service.ts'

/** The client and the headless Service that the operator makes. Source: cluster-operator v2.22.3 and main at 06cda8e8, service.go, headless_service.go. */
export function operatorServices(object: KubeObject): readonly Service[] {
  const place = at(object, 'spec', 'service')
  const port = (name: string, number: number): ServicePort => ({
    name,
    port: number,
    target: number,
    nodePort: undefined,
    at: place,
  })
  const type = dig(object.value, ['spec', 'service', 'type'])
  const service = (name: string, headless: boolean): Service => ({
    object,
    name,
    at: place,
    headless,
    type: !headless && isString(type) ? type : 'ClusterIP',
    selector: { 'app.kubernetes.io/name': object.name },
    ports: headless
      ? [port('epmd', 4369), port('cluster-rpc', 25672)]
      : [port('amqp', 5672), port('management', 15672)],
    publishesNotReady: found(headless),
    generated: true,
  })
  return [service(`${object.name}-nodes`, true), service(object.name, false)]
}
