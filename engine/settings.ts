import { globMatch } from '../model/kube/glob.ts'
import type { KubeObject } from '../model/kube/object.ts'
import type { Rule } from '../model/rule/rule.ts'
import type { Severity } from '../model/rule/severity.ts'

/** What a user wants of a rule. */
export type Wanted = Severity | 'off'

/** Settings for a part of the objects: those that match one of the globs. */
export interface Override {
  readonly namespaces?: readonly string[]
  readonly names?: readonly string[]
  /** Paths as findings show them. */
  readonly files?: readonly string[]
  readonly rules: ReadonlyMap<string, Wanted>
}
export interface Settings {
  /** By rule id. */
  readonly severities?: ReadonlyMap<string, Wanted>
  /** The last one that matches an object and names the rule counts, before `severities`. */
  readonly overrides?: readonly Override[]
}

/** Whether a rule is switched off altogether. */
export const isOff = ({ severities, overrides = [] }: Settings, { id }: Rule): boolean =>
  severities?.get(id) === 'off' && !overrides.some(({ rules }) => rules.has(id))

/** What the user wants of a rule for one object; undefined where nothing is said. */
export const wantedOf = (
  { severities, overrides = [] }: Settings,
  { id }: Rule,
  object: KubeObject,
): Wanted | undefined =>
  overrides.findLast(override => override.rules.has(id) && covers(override, object))?.rules.get(id) ??
  severities?.get(id)

function covers(
  { namespaces = [], names = [], files = [] }: Override,
  { namespace, name, origin }: KubeObject,
): boolean {
  const file = origin.from === 'file' ? origin.file : undefined
  return (
    namespaces.some(glob => globMatch(glob, namespace)) ||
    names.some(glob => globMatch(glob, name)) ||
    (file !== undefined && files.some(glob => globMatch(glob, file)))
  )
}
