import { EVENT_ID, type Event } from 'js-yaml'
import { isObject, type Json, member } from '../../model/kube/json.ts'
import { scalarText } from '../../model/kube/read.ts'

export const templateReason = 'Helm template; render it first'

/** Actions that only Helm gives a meaning. Alert rules and workflows, too, carry `{{ $value }}`. */
const helmAction =
  /\{\{-?[ \t]*(?:(?:\([ \t]*)?\$?\.(?:Values|Release|Chart|Capabilities|Files|Template)\b|(?:include|tpl|toYaml|required|lookup|template)[ \t]|\/\*)/y
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
 * Where an action stands in place of what an object is: its kind, its apiVersion, a name of a member. Such an object may be
 * anything; one that has actions in its values is read, and those are unknown. What is no object is left alone: values
 * files may hold templates.
 */
export function actionInShape(text: string, value: Json): number | undefined {
  if (!text.includes(opening) || !isObject(value) || member(value, 'kind') === undefined) return undefined
  const type = ['apiVersion', 'kind'].map(name => scalarText(member(value, name)))
  const open = type.find(name => name?.includes(opening))
  if (open !== undefined) return text.indexOf(open.slice(open.indexOf(opening)))
  return openings(text).find(at => isHelmAction(text, at) && endsAsKey(text, at))
}

/** Whether `: ` follows an action, as behind a key. */
function endsAsKey(text: string, at: number): boolean {
  key.lastIndex = at
  return key.test(text)
}
const key = /\{\{(?:[^\n}]|\}(?!\})){0,500}\}\}["']?[ \t]*:(?=[ \t\r\n]|$)/y

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
