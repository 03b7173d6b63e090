import { textIndex } from '../formats/text/text-index.ts'
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

const runIndex = onceEach((broker: Broker) => textIndex(runIn(broker)))
/** Whether any command, argument, hook or probe of the pod mentions a word: for what cannot be told where one may run it. */
export const mentionsWord = (broker: Broker, word: string): boolean => runIndex(broker)(word)

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

const shownFiles = onceEach(({ files }: Broker) => {
  const texts = files.mounts.flatMap(mount => ifFound(files.shownBy(mount)) ?? []).map(({ value }) => value)
  // A volume that is mounted again shows the same again.
  return textIndex([...new Set(texts)].join(between))
})

/** What the broker's container sets by itself before the node starts, in its command or in a script that it runs. */
const assigned = onceEach(
  ({
    container,
    files,
  }: Broker): { readonly names: ReadonlySet<string>; readonly unseen: string | undefined } => {
    const argv = argvOf(container)
    const scripts = scriptsNamed(argv).map(path => files.read(path))
    const texts = [...argv, ...scripts.map(script => ifFound(script)?.value ?? '')]
    return {
      names: new Set(texts.flatMap(text => Array.from(text.matchAll(/\b(\w+)=/g), ([, name = '']) => name))),
      unseen: scripts.find(script => script.state === 'unknown')?.why,
    }
  },
)

/** Why a variable of the broker's container may not be what its environment says when the node starts. */
export function whyOverruled(broker: Broker, name: string): string | undefined {
  const { names, unseen } = assigned(broker)
  return names.has(name) ? `the command of the container sets ${name}` : unseen
}

/** Files that words of a command name, by absolute path: more than a few are arguments, no scripts. */
const scriptsNamed = (argv: readonly string[]): readonly string[] =>
  argv.flatMap(word => word.slice(0, 4096).match(/\/[\w./-]+/g) ?? []).slice(0, 32)

/**
 * Whether a variable of the broker's container is used for something that can be seen: a script, a probe, another variable
 * or a mounted file.
 */
export const usesVariable = (broker: Broker, name: string): boolean =>
  mentionsWord(broker, name) || inParentheses(broker).has(name) || shownFiles(broker)(name)
