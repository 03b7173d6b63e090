import { isArray, isObject, isString, type Json, listOf, member } from '../kube/json.ts'
import { ifFound } from '../kube/lookup.ts'
import { onceEach } from '../kube/once-each.ts'
import { containersOf } from '../pods/container.ts'
import type { Broker } from './broker.ts'

/** Between two texts, so that no word is found across both. */
const between = '\n\0\n'
const run = ['command', 'args', 'lifecycle', 'readinessProbe', 'livenessProbe', 'startupProbe']

/** Every command, argument, hook and probe of the pod, put together once: many words may be looked for. */
const runIn = onceEach(({ workload }: Broker): string =>
  containersOf(workload.template)
    .flatMap(({ value }) => run.flatMap(key => textsIn(member(value, key))))
    .join(between),
)

function textsIn(value: Json | undefined): readonly string[] {
  if (isString(value)) return [value]
  if (isArray(value)) return value.flatMap(textsIn)
  return isObject(value) ? Object.values(value).flatMap(textsIn) : []
}

/** Whether any command, argument, hook or probe of the pod mentions a word: for what cannot be told where one may run it. */
export const mentionsWord = (broker: Broker, word: string): boolean => runIn(broker).includes(word)

/** What the variables of the broker's container have in parentheses, `$(NAME)` among it. */
const inParentheses = onceEach(
  ({ container }: Broker): ReadonlySet<string> =>
    new Set(
      listOf(container.value.env).flatMap(variable => {
        const value = member(variable, 'value')
        return isString(value) ? Array.from(value.matchAll(/\(([^()]*)\)/g), ([, name = '']) => name) : []
      }),
    ),
)

const shownFiles = onceEach(({ files }: Broker): string =>
  files.mounts
    .flatMap(mount => ifFound(files.shownBy(mount)) ?? [])
    .map(({ value }) => value)
    .join(between),
)

/**
 * Whether a variable of the broker's container is used for something that can be seen: a script, a probe, another variable
 * or a mounted file.
 */
export const usesVariable = (broker: Broker, name: string): boolean =>
  mentionsWord(broker, name) || inParentheses(broker).has(name) || shownFiles(broker).includes(name)
