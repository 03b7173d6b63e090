import { isObject, isString, type Json } from '../../kube/json.ts'
import type { Span } from '../../kube/span.ts'
import type { Step } from '../../kube/step.ts'
import { commands, type ShellText } from '../shell/shell.ts'
import type { Change } from '../text/change.ts'
import { type Codec, FormatError } from '../text/codec.ts'
import { checkLength } from '../text/limits.ts'
import { lineSpan } from '../text/lines.ts'
import { remembering } from '../text/remember.ts'
import { brokerCommands, type PolicyCommand } from './rabbitmqctl.ts'

/**
 * A script as the list of policies that its commands set: `[{ name, definition }]`, the definition as the text it is
 * written in; a path may also be `line` and its number (from 1). Only a definition can be changed, where it stands in the script as it is.
 */
export const shellCodec: Codec = {
  decode: text =>
    policiesIn(text).map(
      ({ name, definition }): Json => ({
        ...(name === undefined ? {} : { name }),
        ...(definition?.value === undefined ? {} : { definition: definition.value }),
      }),
    ),
  locate(text, path) {
    const [first, line] = path
    if (first === undefined) return { start: 0, end: text.length }
    if (first === 'line') return typeof line === 'number' ? lineSpan(text, line) : undefined
    return placeOf(policyAt(text, path)?.definition)
  },
  edit,
}

/** The policies that a script sets, in the order of its text. */
export const policiesIn: (script: string) => readonly PolicyCommand[] = remembering(script =>
  brokerCommands(commands(script).commands).flatMap(({ policy }) =>
    policy?.action === 'set' ? [policy] : [],
  ),
)

function policyAt(text: string, [step]: readonly Step[]): PolicyCommand | undefined {
  const policies = policiesIn(text)
  if (typeof step === 'number') return policies[step]
  return typeof step === 'object' && 'name' in step
    ? policies.find(({ name }) => name === step.name)
    : undefined
}

const placeOf = (text: ShellText | undefined): Span | undefined =>
  text && { start: text.place.start, end: text.place.end }

function edit(text: string, path: readonly Step[], change: Change): string {
  checkLength(text)
  const definition =
    path[1] === 'definition' && path.length === 2 ? policyAt(text, path)?.definition : undefined
  const old = definition?.value
  if (definition === undefined || old === undefined)
    throw new FormatError('only the definition of a policy can be changed in a script', 0)
  if (!isObject(change as Json) || change === 'remove' || !isString(change.set))
    throw new FormatError('a definition is text', definition.place.start)
  const { start, end } = definition.locate({ start: 0, end: old.length })
  if (text.slice(start, end) !== old)
    throw new FormatError('the definition is not written in the script as it is', start)
  const changed = text.slice(0, start) + change.set + text.slice(end)
  if (policyAt(changed, path)?.definition?.value !== change.set)
    throw new FormatError('the definition needs other quotes', start)
  return changed
}
