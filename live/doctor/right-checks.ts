import pLimit from 'p-limit'
import type { JsonObject } from '../../model/kube/json.ts'
import { dig, scalarText } from '../../model/kube/read.ts'
import type { ApiConnection } from '../../webhook/api-connection.ts'
import { neededRights } from '../../webhook/reader.ts'
import { reasonOf, refusalOf } from '../ask.ts'
import { argumentsOf, type Behind } from './look.ts'
import { failed, ok, type Result, unknown } from './result.ts'

const check = 'rights'

/** Whether the ServiceAccount of the webhook may read what it looks up, by the API server's own word. */
export async function rightResults(
  api: ApiConnection,
  { target, deployments }: Behind,
): Promise<readonly Result[]> {
  const [deployment] = deployments.state === 'found' ? deployments.value : []
  if (!deployment) return []
  const flags = argumentsOf(deployment)
  if (flags.includes('--no-cluster')) return [ok(check, 'none are needed: look-ups are switched off')]
  const account = scalarText(dig(deployment, ['spec', 'template', 'spec', 'serviceAccountName'])) ?? 'default'
  const user = `ServiceAccount ${target.namespace}/${account}`
  const needed = [...neededRights, ...(flags.includes('--read-secrets') ? ['get /secrets'] : [])]
  const limit = pLimit(6)
  const signal = AbortSignal.timeout(30_000)
  const lacks = new Set<string>()
  const ask = async (right: string): Promise<string | undefined> => {
    try {
      const body = reviewOf(right, target.namespace, account)
      const answer = await api.exchange({ path: reviews, method: 'POST', body, signal })
      if (answer.status !== 201) return refusalOf(answer)
      if (dig(answer.body, ['status', 'allowed']) !== true) lacks.add(right)
      return undefined
    } catch (error) {
      return reasonOf(error)
    }
  }
  const problems = await Promise.all(needed.map(right => limit(() => ask(right))))
  const missing = needed.filter(right => lacks.has(right))
  const problem = problems.find(why => why !== undefined)
  if (problem !== undefined)
    return [unknown(check, `what ${user} may do could not be asked: ${problem.replace('read it', 'ask it')}`)]
  if (missing.length === 0) return [ok(check, `${user} may read all that is looked up`)]
  return [
    failed(
      check,
      `${user} lacks ${missing.length} of ${needed.length} rights (${shown(missing)}): what it cannot see is unknown, and unknown refuses nothing`,
      'kubectl apply -f manifests/webhook/base/rbac.yaml',
    ),
  ]
}
const reviews = '/apis/authorization.k8s.io/v1/subjectaccessreviews'

/** `list apps/statefulsets`, as a question about all namespaces. */
function reviewOf(right: string, namespace: string, account: string): JsonObject {
  const [verb = '', what = ''] = right.split(' ')
  const [group = '', resource = ''] = what.split('/')
  return {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: {
      user: `system:serviceaccount:${namespace}:${account}`,
      groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
      resourceAttributes: { verb, group, resource },
    },
  }
}

/** The first of them, by resource. */
function shown(missing: readonly string[]): string {
  const [first = '', ...rest] = missing.map(right => right.replace(/ \//, ' '))
  return rest.length === 0 ? first : `${first} and ${rest.length} more`
}
