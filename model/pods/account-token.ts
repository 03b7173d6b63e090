import { type Address, at } from '../kube/address.ts'
import { member } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import { found, type Lookup, unknown } from '../kube/lookup.ts'
import { scalarText } from '../kube/read.ts'
import type { World } from '../kube/world.ts'
import { type Container, isBelow, mountsOf } from './container.ts'
import type { Workload } from './workload.ts'

/** Where Kubernetes mounts the token of a pod's account, and what a volume of one's own is mounted at to the same end. */
const folders = ['/var/run/secrets/kubernetes.io/serviceaccount', '/run/secrets/kubernetes.io/serviceaccount']

/** Whether the container finds the token of the pod's account. */
export interface AccountToken {
  readonly isMounted: boolean
  /** What says so; the pods themselves where nothing does: Kubernetes mounts it by default. */
  readonly at: Address
  /** Whether the pods say so, and not the account. */
  readonly isSaidByPod: boolean
}

/** Source: kubernetes plugin/pkg/admission/serviceaccount/admission.go@v1.34.0, shouldAutomount: the pod's word counts before the account's. */
export function accountTokenOf(world: World, workload: Workload, container: Container): Lookup<AccountToken> {
  const { template, made, namespace } = workload
  if (made.unseen !== undefined) return unknown(made.unseen)
  const field = 'automountServiceAccountToken'
  const own = template.unsettled([field])
  if (own !== undefined) return unknown(own)
  const isThere = mountsOf(template, container).some(({ path }) =>
    folders.some(folder => isBelow(path, folder)),
  )
  const place = template.locate([field])
  const told = member(template.spec, field)
  if (isThere || told === true) return found({ isMounted: true, at: place, isSaidByPod: true })
  if (told === false) return found({ isMounted: false, at: place, isSaidByPod: true })
  const name = scalarText(
    member(template.spec, 'serviceAccountName') ?? member(template.spec, 'serviceAccount'),
  )
  const account = world.get(kinds.ServiceAccount, namespace, name ?? 'default')
  // Kubernetes makes the account `default` itself, without a word on this.
  if (account.state !== 'found')
    return name === undefined || account.state === 'absent'
      ? found({ isMounted: true, at: place, isSaidByPod: false })
      : account
  const isMounted = account.value.value[field] !== false
  return found({ isMounted, at: at(account.value, field), isSaidByPod: false })
}
