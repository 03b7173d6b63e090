import { type AnnotationKind, annotation, command, type Place } from '../cli/formats/github.ts'
import type { Output } from '../cli/output.ts'
import type { ReportedFinding } from '../lint/report.ts'
import { saidOnce, thingsOf, whose } from '../lint/things.ts'

/** The runner shows so many annotations of each kind for one step. Source: actions/runner, ExecutionContext.cs. */
const mostPerKind = 10

/** Prints annotations as long as the runner shows them. */
export class Annotations {
  readonly #out: Output
  readonly #used = new Map<AnnotationKind, number>()

  constructor(out: Output) {
    this.#out = out
  }

  /** Says something about the run itself, and where. */
  say(kind: AnnotationKind, message: string, place?: Place): boolean {
    return this.#print(kind, command(kind, message, place))
  }

  /**
   * Marks findings in their files, in the given order: those of one thing together, and what several contexts say of one
   * place once. Gives those that found no room.
   * @param pathOf path from the root of the repository, of a file as the report names it
   */
  mark(findings: readonly ReportedFinding[], pathOf: (file: string) => string): readonly ReportedFinding[] {
    return saidOnce(thingsOf(findings, whose)).flatMap(thing => {
      const made = annotation(thing, pathOf)
      return this.#print(made.kind, made.command) ? [] : [thing.worst, ...thing.parts]
    })
  }

  #print(kind: AnnotationKind, line: string): boolean {
    const used = this.#used.get(kind) ?? 0
    if (used >= mostPerKind) return false
    this.#used.set(kind, used + 1)
    this.#out.write(line)
    return true
  }
}
