import pLimit from 'p-limit'
import type { JsonObject } from '../../model/kube/json.ts'
import { dig, scalarText } from '../../model/kube/read.ts'
import type { ApiConnection } from '../../webhook/api-connection.ts'
import { neededRights } from '../../webhook/reader.ts'
import { reasonOf, refusalOf } from '../ask.ts'
import { argumentsOf, type Behind } from './look.ts'
import { failed, ok, type Result, unknown } from './result.ts'

const check = 'rights'

/** A right, as the API server is asked about it. */
interface Right {
  readonly verb: string
  readonly group: string
  readonly resource: string
  readonly namespace?: string
  readonly name?: string
}
/** What the webhook needs rights for, and what comes of their lack. */
interface Purpose {
  readonly rights: readonly Right[]
  readonly lack: string
  readonly help: string
}

/** Whether the ServiceAccount of the webhook may do what it does, by the API server's own word. */
export async function rightResults(
  api: ApiConnection,
  { target, deployments }: Behind,
): Promise<readonly Result[]> {
  const [deployment] = deployments.state === 'found' ? deployments.value : []
  if (!deployment) return []
  const account = scalarText(dig(deployment, ['spec', 'template', 'spec', 'serviceAccountName'])) ?? 'default'
  const user = `ServiceAccount ${target.namespace}/${account}`
  const purposes = purposesOf(argumentsOf(deployment), target.namespace)
  if (purposes.length === 0) return [ok(check, 'none are needed: look-ups are switched off')]
  const limit = pLimit(6)
  const signal = AbortSignal.timeout(30_000)
  const lacks = new Set<Right>()
  const ask = async (right: Right): Promise<string | undefined> => {
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
  const rights = purposes.flatMap(purpose => purpose.rights)
  const problems = await Promise.all(rights.map(right => limit(() => ask(right))))
  const problem = problems.find(why => why !== undefined)
  if (problem !== undefined)
    return [
      unknown(
        check,
        `what ${user} may do could not be asked: ${problem.replace('may not read it', 'may not')}`,
      ),
    ]
  const missing = purposes.flatMap(({ rights: own, lack, help }) => {
    const lacking = own.filter(right => lacks.has(right))
    if (lacking.length === 0) return []
    const says = `${user} lacks ${lacking.length} of ${own.length} rights (${shown(lacking)}): ${lack}`
    return [failed(check, says, help)]
  })
  return missing.length > 0 ? missing : [ok(check, `${user} has all that it needs`)]
}
const reviews = '/apis/authorization.k8s.io/v1/subjectaccessreviews'

function purposesOf(flags: readonly string[], namespace: string): readonly Purpose[] {
  const looksUp: Purpose = {
    rights: [
      ...neededRights.map(rightIn),
      ...(flags.includes('--read-secrets') ? [rightIn('get /secrets')] : []),
    ],
    lack: 'what it cannot see is unknown, and unknown refuses nothing',
    help: 'kubectl apply -f manifests/webhook/base/rbac.yaml',
  }
  const secret = { group: '', resource: 'secrets', namespace }
  const configurations = ['validating', 'mutating'].flatMap(kind =>
    ['get', 'patch'].map(verb => ({
      ...{
        verb,
        group: 'admissionregistration.k8s.io',
        resource: `${kind}webhookconfigurations`,
        name: 'warrener',
      },
    })),
  )
  const signs: Purpose = {
    rights: [
      { ...secret, verb: 'create' },
      ...['get', 'update'].map(verb => ({ ...secret, verb, name: 'warrener-webhook-tls' })),
      ...configurations,
    ],
    lack: 'it cannot make its certificate, or have the API server trust it',
    help: 'kubectl apply -f manifests/webhook/self-signed/component/rbac.yaml',
  }
  return [
    ...(flags.includes('--no-cluster') ? [] : [looksUp]),
    ...(flags.includes('--self-signed') ? [signs] : []),
  ]
}

/** `list apps/statefulsets`, in all namespaces. */
function rightIn(text: string): Right {
  const [verb = '', what = ''] = text.split(' ')
  const [group = '', resource = ''] = what.split('/')
  return { verb, group, resource }
}

const reviewOf = (right: Right, namespace: string, account: string): JsonObject => ({
  apiVersion: 'authorization.k8s.io/v1',
  kind: 'SubjectAccessReview',
  spec: {
    user: `system:serviceaccount:${namespace}:${account}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
    resourceAttributes: { ...right },
  },
})

/** The first of them. */
function shown(missing: readonly Right[]): string {
  const [first, ...rest] = missing.map(({ verb, group, resource }) =>
    group === '' ? `${verb} ${resource}` : `${verb} ${group}/${resource}`,
  )
  return rest.length === 0 ? (first ?? '') : `${first} and ${rest.length} more`
}
