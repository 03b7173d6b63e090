import type { Line } from './log/lines.ts'
import type { Message } from './message.ts'
import { messages } from './messages/all.ts'

/** A line, and where in it the message begins. */
export interface ToldLine extends Line {
  readonly at: number
}

/** A message with the lines that told it, and what they named. */
export interface Told {
  readonly message: Message
  /** The first of them, at most `mostLines`. */
  readonly lines: readonly ToldLine[]
  /** The number of the last of them. */
  readonly last: number
  /** What the named groups of the pattern held; of several the first. */
  readonly parts: ReadonlyMap<string, string>
}

const mostLines = 5
/** Of more different things a log is not about. */
const mostTold = 50

/** Groups that name what the line is about, which the manifests name too. */
export const naming = [
  'key',
  'name',
  'setting',
  'needs',
  'user',
  'variable',
  'queue',
  'vhost',
  'command',
] as const

type Open = Told & { readonly lines: ToldLine[]; last: number; readonly parts: Map<string, string> }

/**
 * What is told in a log, in the order in which it first was. Each line is told by the first message that it fits; lines that prove
 * something of different things are told apart.
 */
export function toldIn(lines: readonly Line[]): readonly Told[] {
  const all = new Map<string, Open>()
  const lastOf = new Map<Message, Open>()
  for (const line of lines) {
    const found = messageOf(line.text)
    if (found === undefined) continue
    const { message, match } = found
    const parts = partsOf(match)
    const named = message.proves ? naming.map(name => parts.get(name)).find(part => part !== undefined) : ''
    // A line that names nothing goes on with the one before it.
    const key = `${message.id} ${named ?? ''}`
    const open = (named === undefined ? lastOf.get(message) : undefined) ?? all.get(key)
    const told = { ...line, at: match.index }
    if (open) addTo(open, told, parts)
    else if (all.size < mostTold) {
      const begun = { message, lines: [told], last: line.number, parts }
      all.set(key, begun)
      lastOf.set(message, begun)
    }
  }
  return [...all.values()]
}

function addTo(open: Open, line: ToldLine, parts: ReadonlyMap<string, string>): void {
  if (open.lines.length < mostLines) open.lines.push(line)
  open.last = line.number
  for (const [name, value] of parts) if (!open.parts.has(name)) open.parts.set(name, value)
}

function messageOf(text: string): { readonly message: Message; readonly match: RegExpExecArray } | undefined {
  for (const message of messages) {
    const match = message.pattern.exec(text)
    if (match) return { message, match }
  }
  return undefined
}

function partsOf({ groups = {} }: RegExpExecArray): Map<string, string> {
  const parts = Object.entries(groups).filter(([, value]) => value !== undefined && value.trim() !== '')
  return new Map(parts.map(([name, value]) => [name, value.trim().replace(/[.,;]$/, '')]))
}
