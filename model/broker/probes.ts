import type { Release } from '../../facts/release.ts'
import type { Address } from '../kube/address.ts'
import { isObject, type Json, member } from '../kube/json.ts'
import { absent, found, type Lookup, map, type Seen, someOf, unknown } from '../kube/lookup.ts'
import { onceEachWith } from '../kube/once-each.ts'
import { inContainer } from '../pods/container.ts'
import type { Broker } from './broker.ts'
import { actionOf, labelOf, type ProbeAction } from './probe-action.ts'
import { needsBootedNode } from './waiting-node.ts'

/** What Kubernetes asks a container: whether it has started, lives, may be sent clients. */
export type ProbeKind = 'startup' | 'liveness' | 'readiness'

/** A probe of the broker's container. */
export interface Probe {
  readonly kind: ProbeKind
  readonly at: Address
  /** How its user calls the field that it is written in. */
  readonly field: string
  /** Made by whoever makes the pods, not written by the user. */
  readonly generated: boolean
  readonly action: ProbeAction
  /** What it does, for messages: `rabbitmq-diagnostics check_running`, `TCP 5672`, `HTTP /api/health`. */
  readonly label: string
  /** Whether it fails on a node that waits for its peers. */
  readonly needsBootedNode: Lookup<boolean>
  readonly timeoutSeconds: number
  /** After how many seconds Kubernetes acts on a probe that fails from the start. */
  readonly budgetSeconds: number
}

/** A probe of the broker's container; absent where there is none. */
export const probeOf = (broker: Broker, release: Release, kind: ProbeKind): Lookup<Probe> =>
  map(readProbe(broker, kind), probe => ({
    ...probe,
    needsBootedNode: needsBootedNode(probe.action, release),
  }))

/** What holds of it for all releases: its command may be a long script. */
const readProbe = onceEachWith((broker: Broker, kind: ProbeKind): Lookup<Omit<Probe, 'needsBootedNode'>> => {
  const { template, made } = broker.workload
  const path = [...broker.container.steps, `${kind}Probe`]
  const why = template.unsettled(path)
  if (why !== undefined) return unknown(why)
  const probe = member(broker.container.value, `${kind}Probe`)
  if (!isObject(probe)) return absent()
  const action = actionOf(broker, probe)
  const at = inContainer(template, broker.container, `${kind}Probe`)
  const last = at.path.at(-1)
  return found({
    kind,
    at,
    // Charts have one of the user's own beside that which they make.
    field: last === `custom${capital(kind)}Probe` ? last : made.wording.ofNode(`${kind}Probe`),
    generated: template.generated(path),
    action,
    label: labelOf(action),
    ...timesOf(probe),
  })
})

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** Source: the defaults in k8s.io/kubernetes, pkg/apis/core/v1/defaults.go, SetDefaults_Probe; a zero counts as not written. */
function timesOf(probe: Json): Pick<Probe, 'timeoutSeconds' | 'budgetSeconds'> {
  const seconds = (key: string, fallback: number): number => {
    const value = member(probe, key)
    return typeof value === 'number' && value > 0 ? value : fallback
  }
  return {
    timeoutSeconds: seconds('timeoutSeconds', 1),
    budgetSeconds:
      seconds('initialDelaySeconds', 0) + seconds('periodSeconds', 10) * seconds('failureThreshold', 3),
  }
}

/** Those of several that are there. */
export const probesAmong = (probes: readonly Lookup<Probe>[]): Seen<Probe> =>
  someOf(
    probes.flatMap(probe => (probe.state === 'found' ? [probe.value] : [])),
    probes.flatMap(probe => (probe.state === 'unknown' ? [probe.why] : []))[0],
  )
