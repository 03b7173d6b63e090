import type { Address } from '../kube/address.ts'
import { isObject, isString, type Json, type JsonObject, listOf, member } from '../kube/json.ts'
import { onceEach } from '../kube/once-each.ts'
import type { Step } from '../kube/step.ts'
import type { Template } from './template.ts'

/** One container of a pod, with the step that leads to it. */
export interface Container {
  readonly name: string
  readonly value: JsonObject
  readonly steps: readonly Step[]
  /** Ends before the next one is started. One that does not is a sidecar, which runs beside the others. */
  readonly init: boolean
  /** Those with a smaller number are started before it; all of `containers` are started together. */
  readonly order: number
}

/** The containers of a pod, init containers first, as they are started. */
export const containersOf = onceEach((template: Template): readonly Container[] => [
  ...initContainers(template),
  ...mainContainers(template),
])

/** The containers that run as long as the pod does: those of `containers`, then the sidecars. */
export const runningContainers = onceEach((template: Template): readonly Container[] =>
  [...mainContainers(template), ...initContainers(template)].filter(({ init }) => !init),
)

/** Whether a container is started only when another one is over, or has begun to run. */
export const waitsFor = (container: Container, other: Container): boolean => other.order < container.order

/**
 * The init containers, sidecars among them. A sidecar is not waited for until it ends, and is probed and restarted as those of `containers` are.
 * Source: Kubernetes, "Sidecar Containers", from 1.29 on by default.
 */
export const initContainers = onceEach((template: Template): readonly Container[] =>
  items(template.spec.initContainers).map(([value, index]) => ({
    ...containerAt('initContainers', value, index),
    init: value.restartPolicy !== 'Always',
    order: index,
  })),
)
const mainContainers = onceEach((template: Template): readonly Container[] =>
  items(template.spec.containers).map(([value, index]) => ({
    ...containerAt('containers', value, index),
    init: false,
    order: Number.POSITIVE_INFINITY,
  })),
)

const items = (list: Json | undefined): readonly (readonly [JsonObject, number])[] =>
  listOf(list).flatMap((value, index) => (isObject(value) ? [[value, index] as const] : []))

function containerAt(
  list: string,
  value: JsonObject,
  index: number,
): Pick<Container, 'name' | 'value' | 'steps'> {
  const name = member(value, 'name')
  const step: Step = isString(name) ? { name } : index
  return { name: isString(name) ? name : '', value, steps: [list, step] }
}

/** The command array a container is started with: `command` and `args` in one list. */
export const argvOf = ({ value }: Container): readonly string[] =>
  [...listOf(value.command), ...listOf(value.args)].filter(isString)

/** Where a member of a container stands. */
export const inContainer = (template: Template, container: Container, ...path: readonly Step[]): Address =>
  template.locate([...container.steps, ...path])

export interface ContainerPort {
  readonly name: string | undefined
  readonly port: number
}
export const portsOf = (container: Container): readonly ContainerPort[] =>
  listOf(container.value.ports).flatMap(port => {
    const number = member(port, 'containerPort')
    const name = member(port, 'name')
    return typeof number === 'number' ? [{ port: number, name: isString(name) ? name : undefined }] : []
  })

/**
 * The ports of a pod by their names, as Services and network policies find them.
 * Source: Kubernetes pkg/api/v1/pod/util.go, FindPort: containers first, then (from 1.32 on) sidecars; no other init container.
 */
export const namedPorts = onceEach((template: Template): ReadonlyMap<string, number> => {
  const named = runningContainers(template)
    .flatMap(portsOf)
    .flatMap(({ name, port }) => (name === undefined ? [] : [[name, port] as const]))
  return new Map(named.toReversed())
})

export interface Mount {
  readonly volume: string
  /** Absolute, without a final slash. */
  readonly path: string
  readonly subPath: string | undefined
  readonly subPathExpr: string | undefined
  /** As the mount itself says; volumes of ConfigMaps and Secrets are read-only without it. */
  readonly readOnly: boolean
  readonly at: Address
  /** Made by whoever makes the pods, not written by the user. */
  readonly generated: boolean
}
/** Volume mounts, longest path first: the first that covers a file is the one that shows. */
export const mountsOf = (template: Template, container: Container): readonly Mount[] =>
  mountsIn(template)(container)
const mountsIn = onceEach((template: Template) =>
  onceEach((container: Container) => mountsWritten(template, container)),
)

function mountsWritten(template: Template, container: Container): readonly Mount[] {
  const mounts = listOf(container.value.volumeMounts).flatMap((mount, index): Mount[] => {
    const [volume, path] = [member(mount, 'name'), member(mount, 'mountPath')]
    if (!isString(volume) || !isString(path)) return []
    const text = (key: string): string | undefined => stringOrUndefined(member(mount, key))
    return [
      {
        volume,
        path: cleanPath(path),
        subPath: text('subPath'),
        subPathExpr: text('subPathExpr'),
        readOnly: member(mount, 'readOnly') === true,
        at: inContainer(template, container, 'volumeMounts', index),
        generated: template.generated([...container.steps, 'volumeMounts', index]),
      },
    ]
  })
  return mounts.sort((a, b) => b.path.length - a.path.length)
}
const stringOrUndefined = (value: Json | undefined): string | undefined =>
  isString(value) ? value : undefined

/** An absolute path without doubled or final slashes. */
export const cleanPath = (path: string): string =>
  `/${path
    .split('/')
    .filter(part => part !== '' && part !== '.')
    .join('/')}`
/** Whether `path` is `folder` or lies below it. */
export const isBelow = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`)
