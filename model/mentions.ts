import type { Broker } from './broker.ts'
import { containersOf } from './container.ts'
import { isArray, isObject, isString, type Json, member } from './json.ts'

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
