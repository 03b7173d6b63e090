import { evaluate } from '../engine/evaluate.ts'
import { type Finding, joinOutcomes, type Outcome } from '../engine/finding.ts'
import type { EvaluateOptions } from '../engine/options.ts'
import type { Evaluation } from '../engine/running.ts'
import type { Override, Wanted } from '../engine/settings.ts'
import { annotationSuppressions, type Suppression, suppress } from '../engine/suppress.ts'
import { judgeDocuments, judgeSuppressions } from '../engine/text-rules.ts'
import { type KubernetesRelease, parseKubernetes } from '../facts/kubernetes-apis.ts'
import type { Store } from '../facts/metadata-store.ts'
import { parseRelease, type Release } from '../facts/release.ts'
import type { Rule } from '../model/rule/rule.ts'
import { compareSeverity, type Severity } from '../model/rule/severity.ts'
import { commentSuppressions } from './comment-suppressions.ts'
import { type Input, type InputFile, type InputOptions, readInput } from './input.ts'
import { makeReport } from './make-report.ts'
import type { Report } from './report.ts'
import { unreadableDocument } from './text-places.ts'

export interface LintOptions extends InputOptions {
  /** `X.Y` or `X.Y.Z`, for images whose tag does not tell. Throws RangeError when it is neither. */
  readonly rabbitmqVersion?: string
  /** Judge as if every image were this release. */
  readonly asOf?: string
  /** Where 4.2 has its metadata, which no image tells. */
  readonly metadataStore?: Store
  /** The release of Kubernetes, `X.Y`; default: the newest one known. Throws RangeError when it is none. */
  readonly kubernetesVersion?: string
  readonly severities?: Readonly<Record<string, Wanted>>
  /** Severities for a part of the objects; the last that matches counts. */
  readonly overrides?: readonly (Omit<Override, 'rules'> & {
    readonly rules: Readonly<Record<string, Wanted>>
  })[]
  /** What is milder is left out. */
  readonly minSeverity?: Severity
  /** Whether annotations and comments may silence a rule. Default: yes. */
  readonly inlineConfig?: boolean
  /** UTC date, `YYYY-MM-DD`, for suppressions that expire. Default: they never do. */
  readonly today?: string
}

/** What a lint found, before it is put into words: for fixes and comparisons, which need addresses. */
export interface Linted {
  readonly input: Input
  /** One per world of the input. */
  readonly evaluations: readonly Evaluation[]
  readonly findings: readonly Finding[]
  readonly suppressed: readonly Finding[]
  readonly outcome: Outcome
  readonly report: Report
}

/** Lints files. Pure: the same files and options give the same report. */
export const lint = (
  files: readonly InputFile[],
  rules: readonly Rule[],
  options: LintOptions = {},
): Report => lintWith(files, rules, options).report

export const lintWith = (
  files: readonly InputFile[],
  rules: readonly Rule[],
  options: LintOptions = {},
): Linted => lintInput(readInput(files, options), rules, options)

/** Lints what was read with these options. */
export function lintInput(input: Input, rules: readonly Rule[], options: LintOptions): Linted {
  const settings = evaluateOptions(options)
  const evaluations = input.worlds.map((world, index) => {
    options.onProgress?.('judging contexts', index, input.worlds.length)
    return evaluate(world, rules, settings)
  })
  const documents = judgeDocuments(input.unreadable.map(unreadableDocument), rules, settings)
  const judged = joinOutcomes([...evaluations, documents, unseenBrokers(input)])
  const evaluated = new Set(evaluations.flatMap(({ evaluated: ids }) => [...ids]))
  const entries = options.inlineConfig === false ? [] : suppressionsIn(input)
  const {
    kept,
    suppressed,
    entries: states,
  } = suppress(judged.findings, entries, rules, evaluated, options.today ?? '')
  const complaints = judgeSuppressions(states, rules, settings)
  const outcome = joinOutcomes([{ ...judged, findings: kept }, complaints])
  const { minSeverity = 'info' } = options
  const findings = outcome.findings.filter(
    finding => !isContextOnly(input, finding) && compareSeverity(finding.severity, minSeverity) >= 0,
  )
  const report = makeReport(input, evaluations, { ...outcome, findings }, suppressed.length)
  return { input, evaluations, findings, suppressed, outcome, report }
}

const unseenBrokers = ({ unjudged }: Input): Outcome => ({
  findings: [],
  gaps: unjudged.map(why => ({ rule: 'broker', cluster: '', why, partial: false })),
  defects: [],
})

function suppressionsIn(input: Input): readonly Suppression[] {
  const objects = new Set(input.worlds.flatMap(world => world.objects))
  return [...[...objects].flatMap(annotationSuppressions), ...commentSuppressions(input)]
}

/** Whether a finding lies in a file that was given as context only. */
export const isContextOnly = (input: Input, { at: { object } }: Finding): boolean =>
  object.origin.from === 'file' && input.contextOnly.has(object.origin.file)

/** Throws RangeError for a release that is none. */
export function evaluateOptions({
  rabbitmqVersion,
  asOf,
  metadataStore,
  kubernetesVersion,
  severities,
  overrides,
}: LintOptions): EvaluateOptions {
  return {
    ...(rabbitmqVersion === undefined ? {} : { rabbitmqVersion: releaseNamed(rabbitmqVersion) }),
    ...(asOf === undefined ? {} : { asOf: releaseNamed(asOf) }),
    ...(metadataStore === undefined ? {} : { metadataStore }),
    ...(kubernetesVersion === undefined ? {} : { kubernetesVersion: kubernetesNamed(kubernetesVersion) }),
    ...(severities === undefined ? {} : { severities: new Map(Object.entries(severities)) }),
    ...(overrides === undefined
      ? {}
      : {
          overrides: overrides.map(({ rules, ...which }) => ({
            ...which,
            rules: new Map(Object.entries(rules)),
          })),
        }),
  }
}

function releaseNamed(text: string): Release {
  const release = parseRelease(text)
  if (!release) throw new RangeError(`not a RabbitMQ release: '${text}' (write X.Y or X.Y.Z)`)
  return release
}

function kubernetesNamed(text: string): KubernetesRelease {
  const release = parseKubernetes(text)
  if (!release) throw new RangeError(`not a Kubernetes release: '${text}' (write X.Y)`)
  return release
}
