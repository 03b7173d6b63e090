import { importStopsBoot } from '../facts/definitions-import.ts'
import { judgePolicy } from '../facts/policy-keys.ts'
import type { Cluster } from '../model/cluster.ts'
import { ifSeen } from '../model/kube/lookup.ts'
import { onceEach } from '../model/kube/once-each.ts'
import type { Policy } from '../model/messaging/policy.ts'
import { definitionOf } from '../model/messaging/policy-questions.ts'

/** More than anybody writes by hand. */
const most = 1000

/**
 * The first policy of the definitions that a release took once and takes no more: a node that starts with it stops. What was always wrong
 * never ran, and is no matter here.
 */
export const refusedPolicy = onceEach(({ policies, release }: Cluster): Policy | undefined =>
  ifSeen(policies)
    .slice(0, most)
    .find(policy => {
      if (policy.importedBy === undefined || !importStopsBoot(policy.importedBy, release)) return false
      const kind = policy.operator ? 'operator' : 'user'
      return judgePolicy(definitionOf(policy), release, { kind }).some(({ key }) => went.test(key))
    }),
)
const went = /^(?:ha-|queue-master-locator$)/
