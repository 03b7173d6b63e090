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
  readonly init: boolean
}

/** The containers of a pod, init containers first, as they run. */
export const containersOf = onceEach((template: Template): readonly Container[] => [
  ...list(template, 'initContainers', true),
  ...list(template, 'containers', false),
])

function list(template: Template, field: string, init: boolean): readonly Container[] {
  return listOf(template.spec[field]).flatMap((value, index) => {
    if (!isObject(value)) return []
    const name = member(value, 'name')
    const step: Step = isString(name) ? { name } : index
    return [{ name: isString(name) ? name : '', value, steps: [field, step], init }]
  })
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
