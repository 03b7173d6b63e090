import { visible } from '../cli/formats/text.ts'
import type { Output } from '../cli/output.ts'
import type { ReportedFinding } from '../lint/report.ts'
import { type Thing, thingsOf, whose } from '../lint/things.ts'
import type { Severity } from '../model/rule/severity.ts'

/** The runner shows so many annotations of each kind for one step. Source: actions/runner, ExecutionContext.cs. */
const mostPerKind = 10
/** The runner cuts a message there. Source: the same. */
const mostCharacters = 4096

type Kind = 'error' | 'warning' | 'notice'
const kinds: Readonly<Record<Severity, Kind>> = { error: 'error', warning: 'warning', info: 'notice' }

/** Prints annotations as long as the runner shows them. */
export class Annotations {
  readonly #out: Output
  readonly #used = new Map<Kind, number>()

  constructor(out: Output) {
    this.#out = out
  }

  /** Says something about the run itself. */
  say(kind: Kind, message: string): boolean {
    return this.#print(kind, message, {})
  }

  /**
   * Marks findings in their files, those of each severity in the given order and those of one thing together. Gives those
   * that found no room.
   * @param pathOf path from the root of the repository, of a file as the report names it
   */
  mark(findings: readonly ReportedFinding[], pathOf: (file: string) => string): readonly ReportedFinding[] {
    return thingsOf(findings, whose).flatMap(thing => {
      const { worst, parts } = thing
      return this.#print(kinds[worst.severity], textOf(thing), placeOf(worst, pathOf))
        ? []
        : [worst, ...parts]
    })
  }

  #print(kind: Kind, message: string, place: Place): boolean {
    const used = this.#used.get(kind) ?? 0
    if (used >= mostPerKind) return false
    this.#used.set(kind, used + 1)
    this.#out.write(command(kind, place, message.slice(0, mostCharacters)))
    return true
  }
}

const textOf = ({ worst: { message, why, help }, parts }: Thing<ReportedFinding>): string =>
  [message, why, help, ...parts.map(part => `also ${part.rule}: ${part.message}`)].map(visible).join('\n')

/** Where GitHub shows an annotation, in the words of the runner. */
type Place = Readonly<Record<string, string | number>>

/** Columns are only taken where the range is within one line. Source: actions/runner, ActionCommandManager.cs. */
function placeOf(finding: ReportedFinding, pathOf: (file: string) => string): Place {
  const { rule: title, file, line, column: col, endLine, endColumn } = finding
  if (file === null) return { title }
  const place = { title, file: pathOf(file), line }
  return endLine === line ? { ...place, endLine, col, endColumn } : place
}

/**
 * A command to the runner. `@actions/core` would print it by a stream of Node, which takes long to load and may come
 * behind what the log writes. Source of the escapes: actions/runner, ActionCommand.cs.
 */
function command(kind: Kind, place: Place, message: string): string {
  const properties = Object.entries(place).map(
    ([name, value]) => `${name}=${escaped(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`,
  )
  return `::${[kind, properties.join(',')].join(' ').trim()}::${escaped(message)}\n`
}
const escaped = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
