import { EVENT_ID, type Event, SCALAR_STYLE } from 'js-yaml'

export const templateReason = 'Helm template; render it first'

/** Actions that only Helm gives a meaning. Alert rules and workflows, too, carry `{{ $value }}`, and are no templates. */
const helmAction =
  /\{\{-?[ \t]*(?:\(?[ \t]*\$?\.(?:Values|Release|Chart|Capabilities|Files|Template)\b|(?:include|tpl|toYaml|required|lookup|template)[ \t]|\/\*)/y
/** What only stands at the beginning of an action outside of strings. */
const openingAction = '{{'

/**
 * Where a document shows that it is a Helm template: braces in place of a value, `a: {{ .Values.x }}`, which YAML reads
 * as a mapping in place of a key, or an action of Helm inside a string. Block scalars are left alone: they carry the
 * templates of other programs.
 */
export function templateIn(text: string, events: readonly Event[]): number | undefined {
  if (!text.includes(openingAction)) return undefined
  for (const event of events) {
    if (event.type === EVENT_ID.MAPPING && text.startsWith(openingAction, event.start)) return event.start
    if (event.type === EVENT_ID.SCALAR && event.style < SCALAR_STYLE.LITERAL_BLOCK && event.valueStart >= 0) {
      const at = actionIn(text, event.valueStart, event.valueEnd)
      if (at !== undefined) return at
    }
  }
  return undefined
}

function actionIn(text: string, start: number, end: number): number | undefined {
  // Bounded first: searching the whole text for every scalar would take quadratic time.
  const part = text.slice(start, end)
  for (let at = part.indexOf(openingAction); at >= 0; at = part.indexOf(openingAction, at + 2)) {
    if (isHelmAction(part, at)) return start + at
  }
  return undefined
}

/** Where a document that does not parse shows that it is a template: braces at the beginning of a line or a value, or an action of Helm. */
export function templateInBroken(text: string): number | undefined {
  for (let at = text.indexOf(openingAction); at >= 0; at = text.indexOf(openingAction, at + 2)) {
    if (beginsValue(text, at) || isHelmAction(text, at)) return at
  }
  return undefined
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
