import { isArray, isObject, isString, type Json, member } from '../model/kube/json.ts'
import * as kinds from '../model/kube/kinds.ts'
import type { KubeObject, Unsettled } from '../model/kube/object.ts'
import { hasDollar, isFilledIn, whyFilledIn } from '../model/kube/placeholders.ts'
import { dig, scalarText } from '../model/kube/read.ts'
import { valuesKind } from '../model/pods/workload.ts'
import { folderOf, isWithin, joinPath } from './paths.ts'

/** Members that hold text for another program, which may mean `${x}` itself. */
const texts: ReadonlySet<string> = new Set([
  'data',
  'stringData',
  'binaryData',
  'annotations',
  'command',
  'args',
  'env',
  'additionalConfig',
  'advancedConfig',
  'envConfig',
])
/** Members that are no plain values: such texts, and the image, of which the part that is written counts. */
const embedded: ReadonlySet<string> = new Set([...texts, 'image'])

/** Kinds that say something about a cluster; those of `rabbitmq.com` do all. */
const read: ReadonlySet<string> = new Set([
  ...Object.values(kinds).flatMap(known => (typeof known === 'object' ? [known.kind] : [])),
  'Deployment',
  'ReplicaSet',
  'DaemonSet',
  'Pod',
  'HelmRelease',
  'Kustomization',
  valuesKind,
])

/**
 * Marks objects of templates, and their values that are filled in later.
 * @param text the text of a file: only where it shows a placeholder are its objects looked into
 */
export function placeholdersIn(
  objects: readonly KubeObject[],
  text: (file: string) => string | undefined,
): (object: KubeObject) => KubeObject {
  const shown = new Map<string, boolean>()
  const mayHold = ({ origin, kind, group }: KubeObject): boolean => {
    if (origin.from !== 'file' || !(read.has(kind) || group === 'rabbitmq.com')) return false
    const known = shown.get(origin.file)
    if (known !== undefined) return known
    const whole = text(origin.file) ?? ''
    const isShown = whole.includes('${') || whole.includes('{{')
    shown.set(origin.file, isShown)
    return isShown
  }
  const folders = new Set(
    objects.flatMap(object =>
      mayHold(object) && placesOf(object, hasDollar, texts).length > 0 ? fileFolder(object) : [],
    ),
  )
  const filled = objects.filter(isFlux).flatMap(filledFolders)
  const inTemplate = (object: KubeObject): boolean =>
    object.standsFor === 'values' ||
    object.kind === 'HelmRelease' ||
    fileFolder(object).some(folder => folders.has(folder) || filled.some(above => isWithin(folder, above)))
  return object => {
    if (!mayHold(object)) return object
    const marked = inNamespace(inTemplate(object) ? { ...object, isTemplate: true as const } : object)
    const places = placesOf(marked, string => isFilledIn(string, marked))
    if (places.length === 0) return marked
    const unsettled = places.map((path): Unsettled => ({ path, why: whyFilledIn(path.join('.')) }))
    return { ...marked, unsettled: [...(marked.unsettled ?? []), ...unsettled] }
  }
}

/** A namespace that is filled in is as good as none: it is that of whatever else leaves its own open. */
const inNamespace = (object: KubeObject): KubeObject =>
  isFilledIn(object.namespace, object) ? { ...object, namespace: '' } : object

const fileFolder = ({ origin }: KubeObject): readonly string[] =>
  origin.from === 'file' ? [folderOf(origin.file)] : []

/** Where one-line texts outside of some members are such. ConfigMaps and Secrets have no others but their names. */
function placesOf(
  object: KubeObject,
  is: (text: string) => boolean,
  without = embedded,
): readonly (readonly string[])[] {
  if (object.kind === 'ConfigMap' || object.kind === 'Secret')
    return [
      ...(is(object.name) ? [['metadata', 'name']] : []),
      ...(is(object.namespace) ? [['metadata', 'namespace']] : []),
    ]
  const found: (readonly string[])[] = []
  visit(object.value, [], { is, without, found })
  return found
}

interface Search {
  readonly is: (text: string) => boolean
  readonly without: ReadonlySet<string>
  readonly found: (readonly string[])[]
}

function visit(value: Json, path: readonly string[], search: Search): void {
  if (isString(value)) {
    if (value.includes('{') && !value.includes('\n') && search.is(value)) search.found.push(path)
  } else if (isArray(value)) {
    for (const [index, item] of value.entries())
      visit(item, [...path, scalarText(member(item, 'name')) ?? String(index)], search)
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (key === 'env') visit(variablesOf(item), [...path, key], search)
      else if (!search.without.has(key)) visit(item, [...path, key], search)
    }
  }
}

/** Which variables there are, and where they come from. What is written as a value is text for another program. */
const variablesOf = (env: Json): Json =>
  isArray(env)
    ? env.map(item =>
        isObject(item) ? { name: item.name ?? null, valueFrom: item.valueFrom ?? null } : item,
      )
    : null

/** Source: fluxcd.io, Kustomization, post build variable substitution. */
const isFlux = (object: KubeObject): boolean =>
  object.group === 'kustomize.toolkit.fluxcd.io' &&
  object.kind === 'Kustomization' &&
  dig(object.value, ['spec', 'postBuild']) !== undefined

/** The folder of the object, and the one that it is for: its path begins at the root of the repository. */
function filledFolders(object: KubeObject): readonly string[] {
  const path = dig(object.value, ['spec', 'path'])
  return [...fileFolder(object), ...(isString(path) ? [joinPath('', path)] : [])]
}
