import { at, type Located } from '../../kube/address.ts'
import { isObject, isString, type JsonObject, listOf, member, objectOf } from '../../kube/json.ts'
import type { KubeObject } from '../../kube/object.ts'
import { dig } from '../../kube/read.ts'
import type { Step } from '../../kube/step.ts'

/*
 * What the operator takes out of overrides, and its webhook refuses.
 * Source: rabbitmq/cluster-operator v2.22.3, internal/webhook/v1beta1/rabbitmqcluster_webhook.go, validatePodSpecOverride.
 */

const path = ['spec', 'override', 'statefulSet', 'spec', 'template', 'spec'] as const

/** The parts of the overrides that reach the machine, or ask for more rights than the operator gives. */
export function refusedOverrides(object: KubeObject): readonly Located<string>[] {
  const spec = dig(object.value, path)
  const part = (value: string, ...steps: readonly Step[]): Located<string> => ({
    value,
    at: at(object, ...path, ...steps),
  })
  const account = member(spec, 'serviceAccountName')
  return [
    ...['hostPID', 'hostNetwork', 'hostIPC']
      .filter(field => member(spec, field) === true)
      .map(field => part(`${field}: true`, field)),
    ...(isString(account) && account !== '' ? [part('serviceAccountName', 'serviceAccountName')] : []),
    ...listOf(member(spec, 'volumes')).flatMap((volume, index) =>
      isObject(member(volume, 'hostPath')) ? [part('hostPath', 'volumes', index, 'hostPath')] : [],
    ),
    ...['containers', 'initContainers'].flatMap(list =>
      listOf(member(spec, list)).flatMap((container, index) => {
        const context = objectOf(member(container, 'securityContext'))
        return contexts
          .filter(({ isRefused }) => isRefused(context))
          .map(({ field, says }) => part(says, list, index, 'securityContext', field))
      }),
    ),
  ]
}

const contexts: readonly {
  readonly field: string
  readonly says: string
  readonly isRefused: (context: JsonObject) => boolean
}[] = [
  { field: 'privileged', says: 'privileged: true', isRefused: ({ privileged }) => privileged === true },
  {
    field: 'allowPrivilegeEscalation',
    says: 'allowPrivilegeEscalation: true',
    isRefused: ({ allowPrivilegeEscalation }) => allowPrivilegeEscalation === true,
  },
  { field: 'runAsUser', says: 'runAsUser: 0', isRefused: ({ runAsUser }) => runAsUser === 0 },
  {
    field: 'runAsNonRoot',
    says: 'runAsNonRoot: false',
    isRefused: ({ runAsNonRoot }) => runAsNonRoot === false,
  },
  {
    field: 'capabilities',
    says: 'capabilities.add',
    isRefused: ({ capabilities }) => listOf(member(capabilities, 'add')).length > 0,
  },
]
