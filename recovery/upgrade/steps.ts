import { flagsToEnable } from '../../facts/feature-flags.ts'
import { formatRelease, type Release } from '../../facts/release.ts'
import { releaseRange } from '../../facts/release-range.ts'
import type { HopNeeds } from '../../facts/upgrade-hops.ts'
import type { Names } from '../names.ts'

/*
 * What a person types around a hop, one shell line each; a line that begins with # is for the person. Sources: rabbitmq.com docs/upgrade and
 * docs/feature-flags; rabbitmqctl(8), rabbitmq-diagnostics(8).
 */

export interface Step {
  readonly from: Release
  readonly to: Release
  readonly needs: HopNeeds
  /** The patch of the release before from which it goes on; undefined where any does. */
  readonly patch: Release | undefined
  /** The image of that patch; undefined where its name is not known. */
  readonly patchImage: string | undefined
  readonly mirrors: boolean
}

const inPod = ({ kubectl, pods, container }: Names): string => `${kubectl} exec ${pods[0]} -c ${container} --`
const rolledOut = ({ kubectl, set }: Names): string => `${kubectl} rollout status ${set} --timeout=30m`
const [withoutMirrors, maybeKhepri] = [releaseRange('>=4.0'), releaseRange('3.13')]

/** What to do while the nodes run the release before. */
export function stepsBefore(step: Step, names: Names): readonly string[] {
  const { from, to, needs, patch, patchImage, mirrors } = step
  const { kubectl, set, pods } = names
  const flags = flagsToEnable(from, to).map(({ name }) => name)
  const size = pods.length
  return [
    ...(patch === undefined
      ? []
      : [
          `# first to ${formatRelease(patch)}, from which alone RabbitMQ goes on: ${patchImage === undefined ? 'set the image' : `set the image to ${patchImage}`}, apply, and wait`,
          rolledOut(names),
        ]),
    ...(size > 1 ? [`# all ${size} nodes have to run`] : []),
    `${inPod(names)} rabbitmqctl await_online_nodes ${size} --timeout 300`,
    ...(needs.featureFlags || flags.length > 0
      ? [
          `${inPod(names)} rabbitmqctl enable_feature_flag all`,
          ...(flags.length > 0 ? [`# has to list as enabled: ${flags.join(', ')}`] : []),
          `${inPod(names)} rabbitmqctl list_feature_flags name state`,
        ]
      : []),
    ...(maybeKhepri.has(from) && withoutMirrors.has(to)
      ? [
          '# khepri_db has to be disabled: with it, which is experimental in 3.13, no node of 4.x takes the data',
        ]
      : []),
    ...(mirrors && !withoutMirrors.has(from) && withoutMirrors.has(to)
      ? [
          '# from 4.0 on classic queues are not mirrored: what has to survive a node belongs into quorum queues before',
        ]
      : []),
    ...(needs.fullStop
      ? [
          `# nodes of the two releases do not work together: all stop first`,
          `${kubectl} scale ${set} --replicas=0`,
        ]
      : []),
  ]
}

/** What to do once the manifests of the hop are applied. */
export function stepsAfter({ needs }: Step, names: Names): readonly string[] {
  const { kubectl, set, pods } = names
  return [
    ...(needs.fullStop ? [`${kubectl} scale ${set} --replicas=${pods.length}`] : []),
    rolledOut(names),
    `${inPod(names)} rabbitmqctl await_online_nodes ${pods.length} --timeout 300`,
    `${inPod(names)} rabbitmq-diagnostics check_running`,
    `${inPod(names)} rabbitmqctl enable_feature_flag all`,
  ]
}
