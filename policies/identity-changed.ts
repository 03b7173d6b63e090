import type { MountedVolume } from '../model/broker/mounted-volume.ts'
import { type Cluster, isSeveral } from '../model/cluster.ts'
import { sameJson } from '../model/formats/text/change.ts'
import { at } from '../model/kube/address.ts'
import { dig } from '../model/kube/read.ts'
import { type ClaimChanges, claimChanges } from '../model/pods/claim-changes.ts'
import { sameText, unseenPart } from '../model/pods/symbolic-text.ts'
import { changeRule, type Tell } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default changeRule({
  id: 'identity-changed',
  group: 'recovery',
  title: 'A running node changes what it is known by',
  worst: 'error',
  needs: ['replicas', 'dataVolume'],
  mayBeAbsent: ['dataVolume'],
  rationale: `A node is its name, its cookie and its data. Under another name it is a new, empty node: its database lies in a folder of the old name, and
the old member counts as down for ever. With the data directory elsewhere it starts empty under the old name. With another cookie it and the
nodes that were not updated yet refuse each other. Of a StatefulSet, \`serviceName\` and \`volumeClaimTemplates\` cannot be changed at all.`,
  sources: [
    'https://www.rabbitmq.com/docs/clustering#node-names',
    'https://www.rabbitmq.com/docs/clustering#erlang-cookie',
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#limitations',
  ],
  evidence: {
    kind: 'source',
    where:
      'kubernetes/kubernetes pkg/apis/apps/validation/validation.go@v1.32.0:ValidateStatefulSetUpdate: what may change; kubernetes/kubernetes pkg/controller/statefulset/stateful_set_control.go@v1.32.0:processReplica: a pod that lacks a claim is updated, which is refused, and ends the round; deps/rabbit_common/src/rabbit_env.erl@v4.3.5:data_dir: it ends in the name of the node',
  },
  log: [
    {
      by: 'api-server',
      pattern: /StatefulSet\.apps "(?<name>[^"]+)" is invalid: spec: Forbidden: updates to statefulset spec/,
      sample:
        "StatefulSet.apps \"rabbitmq\" is invalid: spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
    },
  ],
  example: () => ({
    before: cluster(),
    bad: cluster({ nodeName: 'mq@$(MY_POD_NAME).rabbitmq-headless.mq.svc.cluster.local' }),
    good: cluster({ image: 'rabbitmq:3.13.8' }),
  }),
  check({ before, after }, tell) {
    const change: Change = { was: before.cluster, is: after.cluster, tell }
    const keepsData = before.dataVolume?.persistent === true
    if (before.replicas.value === 0 || after.replicas.value === 0)
      return keepsData
        ? judge({ ...change, tell: whereItRan(tell) }, before.dataVolume, after.dataVolume)
        : undefined
    immutableFields(change)
    judge(change, before.dataVolume, after.dataVolume)
    cookie(change)
  },
})

function judge(change: Change, before: MountedVolume | undefined, after: MountedVolume | undefined): void {
  ordinals(change)
  data(change, before, after)
  names(change, before?.persistent === true)
}

/** While nothing runs there may be no data yet, and where there are they can be moved along. */
const whereItRan = (tell: Tell): Tell => ({
  know: answer => tell.know(answer),
  all: set => tell.all(set),
  gap: why => tell.gap(why),
  report: draft =>
    tell.report({ ...draft, severity: 'warning', why: `where it has run before, ${draft.why}` }),
})

/** One cluster before and after. */
interface Change {
  readonly was: Cluster
  readonly is: Cluster
  readonly tell: Tell
}

const nameOf = ({ workload }: Cluster): string => `${workload.called}`
const eachNode = (cluster: Cluster): string => (isSeveral(cluster) ? 'each node that restarts' : 'the node')
const elsewhere = 'what must have another one is a new cluster, to which users and queues move'

/** Source: pkg/apis/apps/validation/validation.go of Kubernetes, ValidateStatefulSetUpdate. */
function immutableFields({ was, is, tell }: Change): void {
  if (was.workload.kind !== 'StatefulSet' || is.workload.kind !== 'StatefulSet') return
  for (const field of ['serviceName', 'volumeClaimTemplates'] as const) {
    const [old, now] = [was, is].map(({ workload }) => dig(workload.object.value, ['spec', field]))
    if (sameJson(old ?? null, now ?? null)) continue
    tell.report({
      at: at(is.workload.object, 'spec', field),
      subject: field,
      message: `${field} of ${nameOf(is)} changes, which it cannot`,
      why: 'the API server refuses the update: nothing of it is applied',
      help: `leave it as it is; ${field === 'serviceName' ? `to change it, ${again}` : otherClaims(claimChanges(old, now))}`,
    })
  }
}
const again = 'delete the StatefulSet with --cascade=orphan and apply it again'

/**
 * Pods that run miss what is added, and keep the set from going on: the controller cannot give it to them. It goes through them from the
 * lowest number on and ends with the first that it cannot change: a higher one that was deleted is not made again before.
 */
function otherClaims({ added, removed, onlyGrow }: ClaimChanges): string {
  const [more, less] = [added.join(', '), removed.join(', ')]
  if (added.length > 0 && removed.length > 0)
    return `to have ${more} in place of ${less}, ${again}, and delete its pods one after the other, the lowest number first: they get new, empty claims, and the old ones stay`
  if (added.length > 0)
    return `to add ${more}, ${again}, and delete its pods one after the other, the lowest number first: they get the new claims`
  if (removed.length > 0) return `to do without ${less}, ${again}: the claims and their data stay`
  return onlyGrow
    ? `to change it, resize the claims themselves, ${again}`
    : `to change it, ${again}: claims that are there stay as they are`
}

function ordinals({ was, is, tell }: Change): void {
  const [old, now] = [was.workload.ordinals, is.workload.ordinals]
  if (!old || !now || old.start === now.start) return
  tell.report({
    at: at(is.workload.object, 'spec', 'ordinals', 'start'),
    subject: 'ordinals',
    message: `the pods of ${nameOf(is)} are counted from ${now.start} instead of ${old.start}`,
    why: 'pods with other numbers are other nodes: they start empty, and those whose numbers go stay members that are down',
    help: `leave spec.ordinals.start at ${old.start}`,
  })
}

function data(
  { was, is, tell }: Change,
  before: MountedVolume | undefined,
  after: MountedVolume | undefined,
): void {
  if (!before?.persistent) return
  const [old, now] = [placeOf(was, before, tell), placeOf(is, after, tell)]
  if (old === now) return
  tell.report({
    at: after?.mount.at ?? is.at,
    subject: 'data',
    message: `the data of ${nameOf(is)} moves from ${old} to ${now}`,
    why: `${eachNode(is)} starts empty: its data stays where it was, and is not read`,
    help: 'leave the data where it is, or stop the node and move it before',
  })
}

/** Where the data lies on its volume, whatever path of the container shows it. */
function placeOf(cluster: Cluster, volume: MountedVolume | undefined, tell: Tell): string {
  const path = tell.know(cluster.broker.paths.data) ?? ''
  if (!volume) return `${path} in the container`
  const { mount, name } = volume
  return `volume ${name}, /${[mount.subPath ?? '', path.slice(mount.path.length)]
    .flatMap(part => part.split('/'))
    .filter(part => part !== '')
    .join('/')}`
}

function names({ was, is, tell }: Change, keepsData: boolean): void {
  const [old, now] = [tell.know(was.nodeName), tell.know(is.nodeName)]
  if (old === undefined ? now === undefined : now !== undefined && sameText(old.text, now.text)) return
  if (!keepsData && !isSeveral(is)) return
  tell.report({
    at: now?.at ?? is.at,
    subject: 'name',
    message: `the node names of ${nameOf(is)} change`,
    why: isSeveral(is)
      ? `each pod that restarts is a new, empty node, and the old one stays a member that is down${keepsData ? '; its data lies unread on the disk' : ''}`
      : 'the node starts empty: its data lies in a folder of the old name, and is not read',
    help: `leave the names as they are; ${elsewhere}`,
  })
}

/** The cookie that every container of the image is given. What comes from a Secret is compared, never shown. */
function cookie({ was, is, tell }: Change): void {
  if (!isSeveral(is)) return
  const [old, now] = [was, is].map(({ broker }) =>
    tell.know(broker.environment.get('RABBITMQ_ERLANG_COOKIE')),
  )
  if (!old || !now || sameText(old.text, now.text)) return
  const unseen = unseenPart(now.text) ?? unseenPart(old.text)
  if (unseen !== undefined) tell.gap(`whether the cookie stays the same: ${unseen}`)
  else
    tell.report({
      at: now.at,
      subject: 'cookie',
      message: `the Erlang cookie of ${nameOf(is)} changes`,
      why: 'nodes with the new cookie and nodes with the old one refuse each other: during the update the cluster falls apart',
      help: 'keep the cookie; to change it, stop all nodes and start them again with the new one',
    })
}
