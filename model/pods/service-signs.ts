import { isObject, isString, type Json } from '../kube/json.ts'
import { dig } from '../kube/read.ts'
import type { Service } from './service.ts'

/** Ports of Erlang's port mapper and of the distribution between nodes. No other broker has both. */
const nodePorts = [4369, 25672]

/** Whether a headless Service shows by itself that it is for the nodes of a RabbitMQ cluster, whatever else was seen. */
export function showsNodes({ headless, name, object, selector, ports }: Service): boolean {
  if (!headless || selector === undefined) return false
  const labels = dig(object.value, ['metadata', 'labels'])
  return (
    namesRabbit(name) ||
    (isObject(labels) && Object.values(labels).some(namesRabbit)) ||
    Object.values(selector).some(namesRabbit) ||
    nodePorts.every(port => ports.some(own => own.port === port))
  )
}

const namesRabbit = (value: Json | undefined): boolean => isString(value) && /rabbitmq/i.test(value)
