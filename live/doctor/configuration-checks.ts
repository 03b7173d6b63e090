import { listOf, member } from '../../model/kube/json.ts'
import { dig } from '../../model/kube/read.ts'
import { type Configuration, type Entry, label } from './configurations.ts'
import { failed, ok, type Result, warning } from './result.ts'

const check = 'configuration'

/** The entries that are shipped, which may refuse while nobody answers, and how long the API server waits for each. */
const shipped: Readonly<
  Record<string, { readonly mayFail?: true; readonly optional?: true; readonly seconds: number }>
> = {
  'validate.warrener.dev': { mayFail: true, seconds: 3 },
  'warn.warrener.dev': { seconds: 3 },
  'mutate.warrener.dev': { seconds: 2 },
  'configuration.warrener.dev': { optional: true, seconds: 3 },
  'configuration.warn.warrener.dev': { optional: true, seconds: 3 },
}
/** Of a function that has to start first more is waited for. */
const secondsOfUrl = 10

const install = 'install it as manifests/README.md says'

/** Whether what makes the API server ask is there, and as it is shipped. */
export function configurationResults(configurations: readonly Configuration[]): readonly Result[] {
  if (configurations.length === 0)
    return [failed(check, 'there is no webhook configuration: nobody asks Warrener', install)]
  const entries = configurations.flatMap(({ entries: own }) => own)
  const results = [
    ...configurations.filter(({ isLabelled }) => !isLabelled).map(unlabelled),
    ...Object.entries(shipped)
      .filter(([name, { optional }]) => !optional && !entries.some(entry => entry.name === name))
      .map(([name]) => missing(name)),
    ...entries.flatMap(entryResults),
  ]
  if (results.some(({ state }) => state === 'failed')) return results
  const names = entries.map(({ name }) => name).join(', ')
  return [ok(check, `the API server is told to ask: ${names}`), ...results]
}

const unlabelled = ({ kind, name }: Configuration): Result =>
  failed(
    check,
    `${kind} ${name} has no label ${label.name}=${label.value}: neither warrener uninstall nor the emergency brake finds it`,
    `kubectl label ${kind.toLowerCase()} ${name} ${label.name}=${label.value}`,
  )

const missing = (name: string): Result => {
  const does = name.startsWith('mutate')
    ? 'added'
    : name.startsWith('warn')
      ? 'warned of in namespaces that only want warnings'
      : 'refused'
  return failed(check, `no webhook configuration has ${name}: nothing is ${does}`, install)
}

function entryResults({ holder, name, target, value }: Entry): readonly Result[] {
  const known = shipped[name]
  if (!known) return []
  const [policy, seconds, effects] = ['failurePolicy', 'timeoutSeconds', 'sideEffects'].map(key =>
    member(value, key),
  )
  const most = 'url' in target ? secondsOfUrl : known.seconds
  const { namespace } = { namespace: undefined, ...target }
  return [
    ...(policy === 'Fail' && !known.mayFail
      ? [
          warning(
            check,
            `${name} of ${holder} has failurePolicy Fail: while the webhook is down, what it is asked about cannot be changed`,
            'set failurePolicy: Ignore, as shipped: only validate.warrener.dev is made to refuse then',
          ),
        ]
      : []),
    ...(typeof seconds === 'number' && seconds > most
      ? [
          warning(
            check,
            `for ${name} of ${holder} the API server waits up to ${seconds} s, each time that the webhook hangs`,
            `set timeoutSeconds: ${most}, as shipped`,
          ),
        ]
      : []),
    ...(effects === 'None'
      ? []
      : [
          warning(
            check,
            `${name} of ${holder} has sideEffects ${effects}: dry runs and kubectl diff fail`,
            'set sideEffects: None, as shipped',
          ),
        ]),
    ...(policy === 'Fail' && namespace !== undefined && !leavesOut(value, namespace)
      ? [
          warning(
            check,
            `${name} of ${holder} is asked about its own namespace ${namespace}: while it is down, it could not be repaired`,
            `leave it out by namespaceSelector: kubernetes.io/metadata.name NotIn [${namespace}]`,
          ),
        ]
      : []),
  ]
}

const leavesOut = (entry: Entry['value'], namespace: string): boolean =>
  listOf(dig(entry, ['namespaceSelector', 'matchExpressions'])).some(
    expression =>
      member(expression, 'key') === 'kubernetes.io/metadata.name' &&
      member(expression, 'operator') === 'NotIn' &&
      listOf(member(expression, 'values')).includes(namespace),
  )
