import { isArray, isObject, isString, type Json, listOf, member } from '../kube/json.ts'
import { ifFound } from '../kube/lookup.ts'
import { onceEach } from '../kube/once-each.ts'
import { argvOf, containersOf } from '../pods/container.ts'
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
 * Why a variable of the broker's container may not be what its environment says: its command, or a script that it runs, sets it before the
 * node starts.
 */
export function whyOverruled({ container, files }: Broker, name: string): string | undefined {
  const argv = argvOf(container)
  const sets = (text: string): boolean => text.includes(`${name}=`)
  if (argv.length === 0) return undefined
  const scripts = scriptsNamed(argv).map(path => files.read(path))
  if (argv.some(sets) || scripts.some(script => sets(ifFound(script)?.value ?? '')))
    return `the command of the container sets ${name}`
  return scripts.find(script => script.state === 'unknown')?.why
}

/** Files that words of a command name, by absolute path: more than a few are arguments, no scripts. */
const scriptsNamed = (argv: readonly string[]): readonly string[] =>
  argv.flatMap(word => word.slice(0, 4096).match(/\/[\w./-]+/g) ?? []).slice(0, 32)

/**
 * Whether a variable of the broker's container is used for something that can be seen: a script, a probe, another variable
 * or a mounted file.
 */
export const usesVariable = (broker: Broker, name: string): boolean =>
  mentionsWord(broker, name) || inParentheses(broker).has(name) || shownFiles(broker).includes(name)
