import { isArray, isObject, isString, type Json, member, objectOf } from '../../model/kube/json.ts'
import { mayHold, type Unsettled } from '../../model/kube/object.ts'
import { joinPath } from '../paths.ts'
import { itemKey } from './fields.ts'
import { type Files, readable } from './files.ts'
import { type Kustomization, objectEntries, textOf } from './kustomization.ts'
import { asRead, changedBy, type Resource, withMarks } from './resource.ts'
import { maySelect } from './target.ts'
import { byName } from './touched.ts'

/** The resources with the fields that `replacements` fill in marked as not settled. */
export function withReplacements(
  resources: readonly Resource[],
  kustomization: Kustomization,
  files: Files,
): readonly Resource[] {
  const why = `a replacement in ${kustomization.file} sets it`
  return objectEntries(kustomization.value, 'replacements').reduce((all, { value }) => {
    const path = textOf(value, 'path')
    const replacements =
      path === undefined
        ? [value]
        : readable(files.documents(joinPath(kustomization.folder, path)))?.flatMap(document =>
            itemsOf(document.value ?? null),
          )
    return all.map(resource => {
      const paths = replacements === undefined ? [[]] : replacements.flatMap(one => filledIn(one, resource))
      if (paths.length === 0) return resource
      // The name may be among them.
      return changedBy(asRead(resource), {
        make: object => withMarks(object, object.value, { unsettled: paths.map(at => ({ path: at, why })) }),
      })
    })
  }, resources)
}

/** A file of replacements holds one, or a list of them. */
const itemsOf = (value: Json): readonly Json[] => (isArray(value) ? value : [value])

function filledIn(replacement: Json, resource: Resource): readonly (readonly string[])[] {
  return objectEntries(objectOf(replacement), 'targets').flatMap(({ value: target }) => {
    if (!maySelect(member(target, 'select'), resource)) return []
    const fields = member(target, 'fieldPaths')
    const texts = isArray(fields) ? fields.filter(isString) : ['metadata.name']
    return texts.map(text => byName(resource.object, keysOf(text)))
  })
}

/** `a.b.[name=c].d`: up to the first step that is not a plain key. Dots in a key are written `\.`. */
function keysOf(text: string): readonly string[] {
  const steps = (text.match(/(?:\\.|[^.\\[]|\[[^\]]*\]?)+/g) ?? []).map(step => step.replaceAll('\\.', '.'))
  const special = steps.findIndex(step => /^(?:\*|-|\[.*)$/.test(step))
  return special < 0 ? steps : steps.slice(0, special)
}

/** The resources with the texts that mention one of the variables `$(NAME)` marked as not settled. */
export function withVariables(
  resources: readonly Resource[],
  variables: ReadonlyMap<string, string>,
): readonly Resource[] {
  if (variables.size === 0) return resources
  return resources.map(resource => {
    const { object } = resource
    if (!mayHold(object, variable)) return resource
    return changedBy(variable.test(object.name + object.namespace) ? asRead(resource) : resource, {
      make: before =>
        withMarks(before, before.value, { unsettled: [...mentions(before.value, [], variables)] }),
    })
  })
}

const variable = /\$\(/

/** The names of `vars`, each with the reason that a text with it is not settled. */
export const variablesOf = ({ value, file }: Kustomization): readonly (readonly [string, string])[] =>
  objectEntries(value, 'vars').flatMap(({ value: variable }) => {
    const name = textOf(variable, 'name')
    return name === undefined ? [] : [[name, `kustomize fills in $(${name}), a variable of ${file}`] as const]
  })

function* mentions(
  value: Json,
  path: readonly string[],
  variables: ReadonlyMap<string, string>,
): Generator<Unsettled> {
  if (isString(value)) {
    for (const [, name = ''] of value.matchAll(/\$\(([^$()]*)\)/g)) {
      const why = variables.get(name)
      if (why !== undefined) yield { path, why }
    }
  } else if (isArray(value)) {
    for (const [index, item] of value.entries())
      yield* mentions(item, [...path, itemKey(item, index)], variables)
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) yield* mentions(item, [...path, key], variables)
  }
}
