import { isObject, type JsonObject, listOf, member } from '../../model/kube/json.ts'
import { dig, scalarText } from '../../model/kube/read.ts'
import type { Behind } from './look.ts'
import { argumentsOf } from './look.ts'
import { failed, ok, type Result, unknown, warning } from './result.ts'

const text = (value: Parameters<typeof scalarText>[0]): string => scalarText(value) ?? ''
const nameOf = (object: JsonObject): string => text(dig(object, ['metadata', 'name']))

/** Whether there is somebody behind the Service that the API server asks. */
export function podResults(behind: Behind): readonly Result[] {
  const { target, service, slices } = behind
  const place = `Service ${target.namespace}/${target.service}`
  if (service.state === 'unknown') return [unknown('service', `${place} could not be read: ${service.why}`)]
  if (service.state === 'absent')
    return [
      failed(
        'service',
        `${place}, which the API server is told to ask, is not there`,
        'kubectl apply -k manifests/webhook/base',
      ),
    ]
  const ports = listOf(dig(service.value, ['spec', 'ports'])).map(port => Number(member(port, 'port')))
  const wrongPort = ports.includes(target.port)
    ? []
    : [
        failed(
          'service',
          `${place} has no port ${target.port}, which the API server is told to ask`,
          `set clientConfig.service.port of the webhook configurations to ${ports.join(' or ')}`,
        ),
      ]
  if (slices.state !== 'found')
    return [...wrongPort, unknown('pods', `the pods behind ${place} are not known`)]
  const ready = slices.value.flatMap(({ endpoints }) => listOf(endpoints)).filter(isReady)
  if (ready.length > 0)
    return [...wrongPort, ...fewResults(behind, ready.length), ...secretPathResults(behind)]
  return [...wrongPort, nobody(behind, place)]
}

/** No word is a yes. Source: k8s.io/api, discovery/v1, EndpointConditions. */
const isReady = (endpoint: Parameters<typeof member>[0]): boolean =>
  member(member(endpoint, 'conditions'), 'ready') !== false

function fewResults({ deployments }: Behind, ready: number): readonly Result[] {
  const all = deployments.state === 'found' ? deployments.value : []
  const wanted = all.reduce((sum, deployment) => sum + Number(dig(deployment, ['spec', 'replicas']) ?? 1), 0)
  if (all.length === 0 || ready >= wanted) return [ok('pods', `${ready} answer behind the Service`)]
  return [
    warning('pods', `${ready} of ${wanted} pods are ready`, 'kubectl get pods --namespace warrener-system'),
  ]
}

/** Why nobody is there. */
function nobody(behind: Behind, place: string): Result {
  const { target, deployments, pods } = behind
  const fail = (says: string, help: string): Result => failed('pods', says, help)
  if (deployments.state !== 'found' || pods.state !== 'found')
    return fail(`nobody is behind ${place}`, `kubectl get deployments,pods --namespace ${target.namespace}`)
  const [deployment] = deployments.value
  if (!deployment && pods.value.length === 0)
    return fail(
      `nobody is behind ${place}: there is no Deployment of the webhook`,
      'kubectl apply -k manifests/webhook/base',
    )
  if (deployment && dig(deployment, ['spec', 'replicas']) === 0)
    return fail(
      `nobody is behind ${place}: Deployment ${nameOf(deployment)} is scaled to 0`,
      `kubectl scale deployment ${nameOf(deployment)} --namespace ${target.namespace} --replicas 2`,
    )
  if (pods.value.length === 0)
    return fail(`nobody is behind ${place}: no pod was made`, whyNoPod(deployment, target))
  const waiting = pods.value.filter(pod => !isPodReady(pod))
  const [pod] = waiting
  if (pod)
    return fail(
      `nobody is behind ${place}: ${waiting.length} of ${pods.value.length} pods are not ready, pod ${nameOf(pod)} ${whyNotReady(pod)}`,
      `kubectl describe pod ${nameOf(pod)} --namespace ${target.namespace}; kubectl logs ${nameOf(pod)} --namespace ${target.namespace}`,
    )
  return fail(
    `nobody is behind ${place}, though ${pods.value.length} pods are ready: its selector is for other labels`,
    'give the Service the selector of manifests/webhook/base/service.yaml',
  )
}

const isPodReady = (pod: JsonObject): boolean =>
  conditionsOf(pod).some(
    condition => member(condition, 'type') === 'Ready' && member(condition, 'status') === 'True',
  )
const conditionsOf = (object: JsonObject | undefined): readonly JsonObject[] =>
  listOf(dig(object, ['status', 'conditions'])).filter(isObject)

function whyNoPod(deployment: JsonObject | undefined, { namespace }: Behind['target']): string {
  const failing = conditionsOf(deployment).find(
    condition => condition.type === 'ReplicaFailure' && condition.status === 'True',
  )
  return failing ? text(failing.message) : `kubectl describe replicasets --namespace ${namespace} says why`
}

function whyNotReady(pod: JsonObject): string {
  const [container] = listOf(dig(pod, ['status', 'containerStatuses']))
  const waiting = dig(container, ['state', 'waiting'])
  if (waiting !== undefined) {
    const message = scalarText(member(waiting, 'message'))
    const ended = scalarText(dig(container, ['lastState', 'terminated', 'exitCode']))
    return [
      `waits: ${text(member(waiting, 'reason'))}`,
      ...(message === undefined ? [] : [message.slice(0, 200)]),
      ...(ended === undefined ? [] : [`it ended with ${ended} before`]),
    ].join(', ')
  }
  const unscheduled = conditionsOf(pod).find(
    ({ type, status }) => type === 'PodScheduled' && status === 'False',
  )
  if (unscheduled) return `has no node: ${text(unscheduled.message)}`
  return dig(container, ['state', 'running']) === undefined
    ? `is ${text(dig(pod, ['status', 'phase'])) || 'not started'}`
    : 'runs and says that it is not ready: its log and /readyz say why'
}

/** A webhook with a secret in its path knows no other path. */
function secretPathResults({ target, deployments }: Behind): readonly Result[] {
  const wants = (deployments.state === 'found' ? deployments.value : []).some(deployment =>
    argumentsOf(deployment).some(argument => argument.startsWith('--path-secret-file')),
  )
  const has =
    target.path.split('/').filter(part => part !== '').length > (target.path.endsWith('/warn') ? 2 : 1)
  if (wants === has) return []
  return [
    failed(
      'path',
      wants
        ? `the webhook is told a path secret, and the configurations ask for ${target.path} without one`
        : 'the configurations ask for a path with a secret, and the webhook is told none',
      'begin the path of each webhook with the secret, /SECRET/validate, and give the webhook its file with --path-secret-file; or neither',
    ),
  ]
}
