import type { Address, Located } from '../kube/address.ts'
import { isString, type Json } from '../kube/json.ts'
import { absent, found, type Lookup, unknown } from '../kube/lookup.ts'
import { dig } from '../kube/read.ts'
import type { Step } from '../kube/step.ts'
import type { Container } from './container.ts'
import type { Template } from './template.ts'

/** Who a container's processes are, and what Kubernetes does to the files of volumes for them. */
export interface PodSecurity {
  /** The user that is asked for; absent: the image's own. */
  readonly user: Lookup<Located<number>>
  /** The group that the kubelet gives the files of volumes when it mounts them; absent: it leaves them as they are. */
  readonly fsGroup: Lookup<Located<number>>
  /** `Always`, which is the default, or `OnRootMismatch`: only where the top folder does not have group and mode yet. */
  readonly fsGroupChange: Lookup<FsGroupChange>
}
export interface FsGroupChange extends Located<string> {
  readonly written: boolean
}

/** Kubernetes: what the container says of itself counts before what the pod says. */
export function podSecurity(template: Template, container: Container): PodSecurity {
  const number = (...path: readonly Step[]): Lookup<Located<number>> => member(template, path, isNumber)
  const pod = 'securityContext'
  const own = number(...container.steps, pod, 'runAsUser')
  const change = member(template, [pod, 'fsGroupChangePolicy'], isString)
  return {
    user: own.state === 'absent' ? number(pod, 'runAsUser') : own,
    fsGroup: number(pod, 'fsGroup'),
    fsGroupChange:
      change.state === 'found'
        ? found({ ...change.value, written: true })
        : change.state === 'unknown'
          ? change
          : found({ value: 'Always', at: fsGroupChangeAt(template), written: false }),
  }
}

const isNumber = (value: Json | undefined): value is number => typeof value === 'number'

/** Where it is said when the group of files is changed. */
const fsGroupChangeAt = (template: Template): Address =>
  template.locate(['securityContext', 'fsGroupChangePolicy'])

function member<T extends Json>(
  template: Template,
  path: readonly Step[],
  is: (value: Json | undefined) => value is T,
): Lookup<Located<T>> {
  const why = template.unsettled(path)
  if (why !== undefined) return unknown(why)
  const value = dig(template.spec, path)
  return is(value) ? found({ value, at: template.locate(path) }) : absent()
}
