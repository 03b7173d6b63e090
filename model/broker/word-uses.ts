import { isArray, isObject, isString, type Json, listOf, member } from '../kube/json.ts'
import { ifFound } from '../kube/lookup.ts'
import { containersOf } from '../pods/container.ts'
import type { Broker } from './broker.ts'

/** Whether any command, argument, hook or probe of the pod mentions a word: for what cannot be told where one may run it. */
export function mentionsWord({ workload }: Broker, word: string): boolean {
  return containersOf(workload.template).some(({ value }) =>
    ['command', 'args', 'lifecycle', 'readinessProbe', 'livenessProbe', 'startupProbe'].some(key =>
      mentions(member(value, key), word),
    ),
  )
}

function mentions(value: Json | undefined, word: string): boolean {
  if (isString(value)) return value.includes(word)
  if (isArray(value)) return value.some(item => mentions(item, word))
  return isObject(value) && Object.values(value).some(item => mentions(item, word))
}

/**
 * Whether a variable of the broker's container is used for something that can be seen: a script, a probe, another variable
 * or a mounted file.
 */
export function usesVariable(broker: Broker, name: string): boolean {
  const { files, container } = broker
  if (mentionsWord(broker, name)) return true
  const values = listOf(container.value.env).map(variable => member(variable, 'value'))
  if (values.some(value => isString(value) && value.includes(`(${name})`))) return true
  return files.mounts.some(mount => ifFound(files.shownBy(mount))?.some(file => file.value.includes(name)))
}
