import { type AnnotationProperties, error, notice, warning } from '@actions/core'
import { visible } from '../cli/formats/text.ts'
import type { ReportedFinding } from '../lint/report.ts'
import { type Thing, thingsOf, whose } from '../lint/things.ts'
import type { Severity } from '../model/rule/severity.ts'

/** The runner shows so many annotations of each kind for one step. Source: actions/runner, ExecutionContext.cs. */
const mostPerKind = 10
/** The runner cuts a message there. Source: the same. */
const mostCharacters = 4096

const print = { error, warning, notice }
type Kind = keyof typeof print
const kinds: Readonly<Record<Severity, Kind>> = { error: 'error', warning: 'warning', info: 'notice' }

/** Prints annotations as long as the runner shows them. */
export class Annotations {
  readonly #used = new Map<Kind, number>()

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

  #print(kind: Kind, message: string, place: AnnotationProperties): boolean {
    const used = this.#used.get(kind) ?? 0
    if (used >= mostPerKind) return false
    this.#used.set(kind, used + 1)
    print[kind](message.slice(0, mostCharacters), place)
    return true
  }
}

const textOf = ({ worst: { message, why, help }, parts }: Thing<ReportedFinding>): string =>
  [message, why, help, ...parts.map(part => `also ${part.rule}: ${part.message}`)].map(visible).join('\n')

/** Columns are only taken where the range is within one line. Source: actions/runner, ActionCommandManager.cs. */
function placeOf(finding: ReportedFinding, pathOf: (file: string) => string): AnnotationProperties {
  const { rule, file, line, column, endLine, endColumn } = finding
  if (file === null) return { title: rule }
  const place = { title: rule, file: pathOf(file), startLine: line }
  return endLine === line ? { ...place, endLine, startColumn: column, endColumn } : place
}
