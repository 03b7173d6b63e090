import { isObject, isString, type Json, type JsonObject, member } from '../../model/kube/json.ts'
import type { Change } from './changed.ts'
import { appliesTo, changeAt, type Field } from './fields.ts'
import { type Kustomization, objectEntries, textOf } from './kustomization.ts'
import { annotations, claimLabels, metadataLabels, selectorLabels, templateLabels } from './label-fields.ts'
import { asRead, changedBy, type Resource, withMarks } from './resource.ts'

/** `labels` and `commonLabels`: the latter also in selectors and pod templates. */
export function withLabels(resources: readonly Resource[], { value }: Kustomization): readonly Resource[] {
  const sets = [
    ...objectEntries(value, 'labels').map(({ value: label }) => ({
      pairs: member(label, 'pairs'),
      fields: labelFields(label),
    })),
    { pairs: member(value, 'commonLabels'), fields: selectorLabels() },
  ]
  return sets.reduce((all, { pairs, fields }) => withPairs(all, pairs, fields), resources)
}

export const withAnnotations = (
  resources: readonly Resource[],
  { value }: Kustomization,
): readonly Resource[] => withPairs(resources, member(value, 'commonAnnotations'), annotations())

/** Source: kustomize api/internal/target/kusttarget_configplugin.go, LabelTransformer. */
function labelFields(label: JsonObject): readonly Field[] {
  const own = objectEntries(label, 'fields').flatMap(({ value }) => ownField(value))
  if (member(label, 'includeSelectors') === true) return [...own, ...selectorLabels()]
  return [
    ...own,
    ...(member(label, 'includeTemplates') === true ? templateLabels() : [metadataLabels]),
    ...(member(label, 'includeVolumeClaimTemplates') === true ? [claimLabels] : []),
  ]
}

/** A field that the user adds, `spec/a/b[]/c`. */
function ownField(value: JsonObject): readonly Field[] {
  const path = textOf(value, 'path')
  if (path === undefined || path === '') return []
  const where = (key: 'kind' | 'group' | 'version'): Partial<Field> => {
    const text = textOf(value, key)
    return text === undefined || text === '' ? {} : { [key]: text }
  }
  return [
    {
      path: path.split('/'),
      ...where('kind'),
      ...where('group'),
      ...where('version'),
      create: member(value, 'create') === true,
    },
  ]
}

function withPairs(
  resources: readonly Resource[],
  pairs: Json | undefined,
  fields: readonly Field[],
): readonly Resource[] {
  if (!isObject(pairs) || Object.keys(pairs).length === 0) return resources
  const add = (old: Json | undefined): Json | undefined => added(old, pairs)
  const lines = Object.entries(pairs).map(([key, value]) => `${key}: ${value}`)
  return resources.map(resource => {
    const own = fields.filter(field => appliesTo(field, resource.object))
    if (own.length === 0) return resource
    const change: Change = {
      adds: () => lines.join('\n'),
      make: object =>
        withMarks(
          object,
          own.reduce<Json>((done, field) => changeAt(done, field.path, add, field.create), object.value),
        ),
    }
    return changedBy(own.some(isMetadata) ? asRead(resource) : resource, change)
  })
}

/** Whether pairs at a field may become what the object is called. */
const isMetadata = ({ path: [key, ...rest] }: Field): boolean =>
  rest.length === 0 && (key === 'metadata' || key === 'metadata[]')

function added(old: Json | undefined, pairs: JsonObject): Json | undefined {
  if (old !== undefined && old !== null && !isObject(old)) return old
  const texts = Object.entries(pairs).filter(([, value]) => isString(value))
  return { ...(isObject(old) ? old : {}), ...Object.fromEntries(texts) }
}
