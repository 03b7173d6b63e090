import { releaseRange } from '../facts/release-range.ts'
import type { Cluster } from './cluster.ts'
import { sameJson } from './formats/text/change.ts'
import { within } from './kube/address.ts'
import type { Edit } from './kube/edit.ts'
import { member } from './kube/json.ts'
import { ifSeen } from './kube/lookup.ts'
import { dig } from './kube/read.ts'
import { definitionItems } from './messaging/definitions.ts'
import { mirrorKeys, type Policy } from './messaging/policy.ts'
import { mirrorKeysOf } from './messaging/policy-questions.ts'

/**
 * Source: rabbit_definitions.erl@v3.13.7:add_vhost and the guide to virtual hosts, "Default Queue Type": 3.10.8 was seen to take it for
 * queues that clients declare.
 */
const hasDefaultType = releaseRange('3.11-3.13')

/**
 * Takes mirroring out of definitions, and has clients that name no type declare quorum queues in that virtual host instead. Undefined where
 * that could leave a queue that was seen without its copies, or where the file says nothing of the virtual host.
 */
export function withoutMirrors(policy: Policy, cluster: Cluster): readonly Edit[] | undefined {
  if (policy.carrier !== 'definitions' || policy.operator || !hasDefaultType.has(cluster.release))
    return undefined
  // A queue that is declared beside the policy, of whatever type, is somebody's: its messages have to be moved first.
  const queues = ifSeen(cluster.queues).filter(({ vhost }) => vhost === policy.vhost)
  if (queues.some(({ type }) => type.state !== 'found' || type.value === 'classic')) return undefined
  const file = ifSeen(cluster.definitions).find(definitions =>
    definitionItems(definitions, 'policies').some(
      ({ at }) =>
        at.object === policy.at.object && sameJson([...at.path] as never, [...policy.at.path] as never),
    ),
  )
  const vhost =
    file && definitionItems(file, 'vhosts').find(({ value }) => member(value, 'name') === policy.vhost)
  if (!vhost || typeof policy.at.path.at(-1) === 'number') return undefined
  const keys = mirrorKeysOf(policy)
  const isOnly = [...policy.keys.keys()].every(key => mirrorKeys.has(key))
  const type = within(vhost.at, 'metadata', 'default_queue_type')
  return [
    ...(isOnly
      ? [{ op: 'remove' as const, at: policy.at }]
      : keys.map(([, { at }]) => ({ op: 'remove' as const, at }))),
    ...(dig(vhost.value, ['metadata', 'default_queue_type']) === undefined
      ? [{ op: 'set' as const, at: type, value: 'quorum' }]
      : []),
  ]
}
