import type { Report } from '../lint/report.ts'
import { compareSeverity, type Severity } from '../model/rule/severity.ts'

/** The exit codes of the command and of the Action. */
export const exitCode = {
  clean: 0,
  /** Findings at or above the threshold. */
  findings: 1,
  /** Wrong usage or a wrong config file. */
  usage: 2,
  /** No file matched, the input was empty, or there is no RabbitMQ where one is required. */
  nothing: 3,
  /** A rule threw. */
  defect: 4,
} as const
export type ExitCode = (typeof exitCode)[keyof typeof exitCode]

/** What is wrong at a place of a file that is no manifest, such as the config file. */
export interface Problem {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly message: string
}

/** Ends a command early: what to say on standard error, and the exit code. */
export class Stop extends Error {
  override readonly name = 'Stop'
  readonly code: ExitCode
  /** What the message says, by its places; none where it is about no file. */
  readonly problems: readonly Problem[]
  constructor(code: ExitCode, message: string, problems: readonly Problem[] = []) {
    super(message)
    this.code = code
    this.problems = problems
  }
}
/** Whether an error is one: also of another bundle, which has a class of its own. */
export const isStop = (error: unknown): error is Stop => error instanceof Error && error.name === 'Stop'
export const wrongUsage = (message: string): Stop => new Stop(exitCode.usage, message)

/** The mildest severity that fails a run. */
export type FailOn = Severity | 'never'
export const failOnValues: readonly FailOn[] = ['error', 'warning', 'info', 'never']

const reaches = (severity: Severity, failOn: FailOn): boolean =>
  failOn !== 'never' && compareSeverity(severity, failOn) >= 0

/** The exit code that findings deserve. A defect of ours outweighs them: some may be missing. */
export function exitCodeOf(
  { defects, findings }: Pick<Report, 'defects' | 'findings'>,
  failOn: FailOn,
  maxWarnings = Infinity,
): ExitCode {
  if (defects.length > 0) return exitCode.defect
  const warnings = findings.filter(({ severity }) => severity === 'warning').length
  const fails = findings.some(({ severity }) => reaches(severity, failOn)) || warnings > maxWarnings
  return fails ? exitCode.findings : exitCode.clean
}
