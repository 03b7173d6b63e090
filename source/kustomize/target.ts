import { globMatch } from '../../model/kube/glob.ts'
import { isString, type Json, type JsonObject, member, objectOf } from '../../model/kube/json.ts'
import { groupOf, unsettledAt } from '../../model/kube/object.ts'
import type { Head } from '../yaml/plain-document.ts'
import { textOf } from './kustomization.ts'
import { namesOf, type Resource } from './resource.ts'

/**
 * Whether a selector of patches and replacements may mean a resource. What is not understood here counts as yes: then
 * more is unknown than need be, and nothing is claimed that is not so. The version does not count.
 */
export function maySelect(selector: Json | undefined, resource: Resource): boolean {
  const { object, former } = resource
  const fits = (key: string, texts: readonly string[]): boolean => {
    const pattern = textOf(selector, key) ?? ''
    return pattern === '' || texts.some(text => mayMatch(pattern, text))
  }
  return (
    fits('group', [object.group]) &&
    fits('kind', [object.kind]) &&
    fits('name', namesOf(resource)) &&
    fits(
      'namespace',
      [object, ...former].map(({ namespace }) => namespace || 'default'),
    ) &&
    mayHave(resource, 'labels', textOf(selector, 'labelSelector')) &&
    mayHave(resource, 'annotations', textOf(selector, 'annotationSelector'))
  )
}

/** What a strategic merge patch says of the object that it is for. */
export interface Named {
  readonly apiVersion: string | undefined
  readonly kind: Json | undefined
  readonly name: string | undefined
  readonly namespace: string | undefined
}
export const namedIn = (patch: JsonObject): Named => {
  const metadata = member(patch, 'metadata')
  return {
    apiVersion: textOf(patch, 'apiVersion'),
    kind: member(patch, 'kind'),
    name: textOf(metadata, 'name'),
    namespace: textOf(metadata, 'namespace'),
  }
}
export const namedByHead = ({ apiVersion, kind, name, namespace }: Head): Named => ({
  apiVersion,
  kind,
  name: name === '' ? undefined : name,
  namespace: namespace === '' ? undefined : namespace,
})

/** Whether an object is the one that a strategic merge patch names by its own type and name. */
export const isNamedBy = ({ apiVersion, kind, name, namespace }: Named, resource: Resource): boolean =>
  kind === resource.object.kind &&
  (apiVersion === undefined || groupOf(apiVersion) === resource.object.group) &&
  (name === undefined || namesOf(resource).includes(name)) &&
  (namespace === undefined ||
    [resource.object, ...resource.former].some(id => id.namespace === '' || id.namespace === namespace))

/**
 * Whether a regular expression of Go may match a whole text. Names, dots, `.*` and alternatives are judged; everything
 * else may match: patterns of others are not run.
 */
export function mayMatch(pattern: string, text: string): boolean {
  return pattern
    .replace(/^\^/, '')
    .replace(/\$$/, '')
    .split('|')
    .some(part => {
      const plain = part.replaceAll('.*', '')
      // A dot stands for any character: as `*` it matches no less.
      return !/^[\w./:-]*$/.test(plain) || globMatch(part.replaceAll('.*', '*').replaceAll('.', '*'), text)
    })
}

/** Judges `key=value`, `key!=value` and their lists. */
function mayHave(
  { object }: Resource,
  part: 'labels' | 'annotations',
  selector: string | undefined,
): boolean {
  if (selector === undefined || unsettledAt(object, ['metadata', part]) !== undefined) return true
  const pairs = objectOf(member(object.value.metadata, part))
  return selector.split(',').every(requirement => {
    const [, key, operator, wanted = ''] =
      /^\s*([\w./-]+)\s*(==?|!=)\s*(?:([\w.-]+)\s*)?$/.exec(requirement) ?? []
    if (key === undefined) return true
    const value = member(pairs, key)
    return (isString(value) && value === wanted) === (operator !== '!=')
  })
}
