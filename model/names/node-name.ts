import type { Broker } from '../broker/broker.ts'
import { whyOverruled } from '../broker/word-uses.ts'
import type { Address, Located } from '../kube/address.ts'
import { absent, andThen, found, type Lookup, unknown } from '../kube/lookup.ts'
import {
  cut,
  plainText,
  type SymbolicText,
  showText,
  substitute,
  unseenPart,
  usesField,
} from '../pods/symbolic-text.ts'

/** What a node's host part is made of. */
export type HostStyle = 'pod-name' | 'pod-ip' | 'fixed'

/** The template of the node names of one cluster. */
export interface NodeName {
  readonly text: SymbolicText
  readonly at: Address
  /** Before the `@`: the whole text where there is none, and the broker adds `@<host name>`. */
  readonly prefix: SymbolicText
  /** After the `@`. Undefined where the text has none. */
  readonly host: SymbolicText | undefined
  readonly style: HostStyle
  /** The host part with a dot: only long names can carry it. */
  readonly dotted: boolean
  /** Behind the pod's own name: `.rabbitmq-headless.mq.svc.cluster.local`. Undefined where the host is not a pod name. */
  readonly suffix: SymbolicText | undefined
  readonly generated: boolean
}

export const podName = 'metadata.name'
const podIp = 'status.podIP'

/** `RABBITMQ_NODENAME` as it will be; absent where the broker's default holds (`rabbit@<host name>`). */
export function nodeNameOf(broker: Broker): Lookup<NodeName> {
  const variable = broker.paths.nodeNameVariable
  const overruled = whyOverruled(broker, variable)
  if (overruled !== undefined) return unknown(overruled)
  const value = broker.environment.get(variable)
  if (value.state !== 'found') return value
  const { text, at, generated, sensitive } = value.value
  if (sensitive) return unknown(`the value of ${variable} comes from a Secret`)
  const why = unseenPart(text)
  if (why !== undefined) return unknown(why)
  const known = substitute(text, namespaceOf(broker))
  if (known.length === 0) return absent()
  const [prefix, host] = cut(known, '@') ?? [known, undefined]
  const relevant = host ?? prefix
  return found({
    text: known,
    at,
    prefix,
    host,
    style: usesField(relevant, podName) ? 'pod-name' : usesField(relevant, podIp) ? 'pod-ip' : 'fixed',
    dotted: host?.some(piece => typeof piece === 'string' && piece.includes('.')) ?? false,
    suffix: host && suffixOf(host),
    generated,
  })
}

/** The Service below which the nodes are named: the label behind the pod's own. */
export function serviceBelow(nodeName: NodeName | undefined): string | undefined {
  const [, behindDot] = (nodeName?.suffix && cut(nodeName.suffix, '.')) ?? []
  const [first] = (behindDot && cut(behindDot, '.')) ?? [behindDot ?? []]
  return plainText(first) || undefined
}

/** The namespace is known where the workload names it. */
export const namespaceOf = ({ workload }: Broker): Readonly<Record<string, string>> =>
  workload.namespace === '' ? {} : { 'metadata.namespace': workload.namespace }

function suffixOf(host: SymbolicText): SymbolicText | undefined {
  const [first, ...rest] = host
  return typeof first === 'object' && 'field' in first && first.field === podName ? rest : undefined
}

export const longNamesVariable = 'RABBITMQ_USE_LONGNAME'
/** Whether long names are switched on: `true`, `yes` or `1` in any case. Source: rabbit_env.erl@v4.3.5. */
export function longNames(broker: Broker): Lookup<Located<boolean>> {
  const overruled = whyOverruled(broker, longNamesVariable)
  if (overruled !== undefined) return unknown(overruled)
  return andThen(broker.environment.get(longNamesVariable), ({ text, at }) => {
    const why = unseenPart(text)
    return why === undefined
      ? found({ value: /^(true|yes|1)$/i.test(plainText(text) ?? ''), at })
      : unknown(why)
  })
}

/**
 * Whether the pod's own hosts file knows this name: kubelet writes `<pod>.<governing Service>.<namespace>.svc.<domain>`
 * there, whether that Service exists or not. Source: kubernetes pkg/kubelet/kubelet_pods.go, managedHostsFileContent.
 */
export function isInHostsFile(nodeName: NodeName, serviceName: string): boolean {
  if (nodeName.style !== 'pod-name' || nodeName.suffix === undefined) return false
  return showText(nodeName.suffix).startsWith(`.${serviceName}.`) && /\.svc\./.test(showText(nodeName.suffix))
}
