import { EVENT_ID, type Event, SCALAR_STYLE } from 'js-yaml'
import { isObject, type Json, member } from '../../model/kube/json.ts'

export const templateReason = 'Helm template; render it first'

/** Actions that only Helm gives a meaning. Alert rules and workflows, too, carry `{{ $value }}`, and are no templates. */
const helmAction =
  /\{\{-?[ \t]*(?:\(?[ \t]*\$?\.(?:Values|Release|Chart|Capabilities|Files|Template)\b|(?:include|tpl|toYaml|required|lookup|template)[ \t]|\/\*)/y
const opening = '{{'

/**
 * Where a document has braces in place of a value: `a: {{ .Values.x }}`, which YAML reads as a mapping in place of a key,
 * and Kubernetes never takes.
 */
export function bracesIn(text: string, events: readonly Event[]): number | undefined {
  if (!text.includes(opening)) return undefined
  const mapping = events.find(
    event => event.type === EVENT_ID.MAPPING && text.startsWith(opening, event.start),
  )
  return mapping?.type === EVENT_ID.MAPPING ? mapping.start : undefined
}

/**
 * Where a Kubernetes object holds an action of Helm in a string. Block scalars are left alone: they carry the templates
 * of other programs. So is what is no object: values files may hold templates.
 */
export function actionIn(text: string, events: readonly Event[], value: Json): number | undefined {
  if (!text.includes(opening) || !isObject(value) || member(value, 'kind') === undefined) return undefined
  for (const event of events) {
    if (event.type !== EVENT_ID.SCALAR || event.style >= SCALAR_STYLE.LITERAL_BLOCK || event.valueStart < 0)
      continue
    // Cut out first: searching the whole text for every scalar would take quadratic time.
    const part = text.slice(event.valueStart, event.valueEnd)
    const at = openings(part).find(offset => isHelmAction(part, offset))
    if (at !== undefined) return event.valueStart + at
  }
  return undefined
}

/** Where a document that does not parse shows that it is a template: braces at the beginning of a line or a value, or an action of Helm. */
export function templateInBroken(text: string): number | undefined {
  return openings(text).find(at => beginsValue(text, at) || isHelmAction(text, at))
}

function openings(text: string): readonly number[] {
  const found: number[] = []
  for (let at = text.indexOf(opening); at >= 0; at = text.indexOf(opening, at + 2)) found.push(at)
  return found
}

function isHelmAction(text: string, at: number): boolean {
  helmAction.lastIndex = at
  return helmAction.test(text)
}

function beginsValue(text: string, at: number): boolean {
  let before = at - 1
  while (text[before] === ' ' || text[before] === '\t') before--
  const mark = text[before]
  return (
    mark === undefined ||
    mark === '\n' ||
    mark === '\r' ||
    ((mark === ':' || mark === '-') && before < at - 1)
  )
}
