import type { Finding } from '../engine/finding.ts'
import type { Review } from '../engine/review.ts'
import { isSameObject } from '../model/kube/object.ts'
import { compareSeverity } from '../model/rule/severity.ts'
import type { Action, WebhookConfig } from './config.ts'
import { lateRules } from './out-of-time.ts'
import type { Subject } from './subject.ts'

/** The findings of one review by what becomes of them, the most severe first. */
export interface Verdict {
  readonly deny: readonly Finding[]
  readonly warn: readonly Warned[]
  readonly audit: readonly Finding[]
}
export interface Warned {
  readonly finding: Finding
  /** The stored state has it too: this request did not bring it. */
  readonly old: boolean
}

/**
 * Sorts findings by what the configuration says of their severity or rule. Only what a change causes can refuse it, and only
 * in its own object, or where a comparison of before and after says it: never what the stored state had already, nor what is
 * wrong with others, even if it shows with this change.
 */
export function verdictOf(review: Review, subject: Subject, config: WebhookConfig, dryRun: boolean): Verdict {
  const late = new Set(lateRules({ notEvaluated: review.openBefore }))
  const isOwn = ({ rule, at }: Finding): boolean =>
    rule.scope === 'change' || isSameObject(at.object, subject.object)
  // In a dry run a missing neighbour makes warnings at most (see gather): none of them may be the reason of a denial.
  const mayDeny = (finding: Finding): boolean => isOwn(finding) && (!dryRun || finding.severity === 'error')
  const introduced = review.introduced.map(finding => entry(finding, false, mayDeny(finding), config))
  // Both worlds hold the same neighbours: what was unknown before and is not now, the changed object itself says.
  const visible = review.newlyVisible.map(finding =>
    entry(finding, false, mayDeny(finding) && !late.has(finding.rule.id), config),
  )
  const left = review.left
    .filter(finding => concerns(finding, subject))
    .map(finding => entry(finding, true, false, config))
  const all = [...introduced, ...visible, ...left].sort((a, b) =>
    compareSeverity(b.finding.severity, a.finding.severity),
  )
  const by = (action: Action): typeof all => all.filter(candidate => candidate.action === action)
  return {
    deny: by('deny').map(({ finding }) => finding),
    warn: by('warn'),
    audit: by('audit').map(({ finding }) => finding),
  }
}

interface Entry extends Warned {
  readonly action: Action
}
function entry(finding: Finding, old: boolean, mayDeny: boolean, config: WebhookConfig): Entry {
  const action = actionOn(finding, config)
  return { finding, old, action: action === 'deny' && !mayDeny ? 'warn' : action }
}

const firstVersion = '0.1.0'
/** What becomes of a finding that may refuse. What is said of a rule by name counts for a new one too. */
export function actionOn(
  { rule, severity }: Pick<Finding, 'rule' | 'severity'>,
  config: WebhookConfig,
): Action {
  const { rules, enforce, enforceSince } = config
  const named = rules.get(rule.id)
  if (named !== undefined) return named
  const isNew = isNewer(rule.since ?? firstVersion, enforceSince)
  return isNew && enforce[severity] === 'deny' ? 'warn' : enforce[severity]
}

/** Compares `X.Y` and `X.Y.Z`; `X.Y` stands for all of its versions. */
function isNewer(version: string, than: string): boolean {
  const numbers = (text: string): readonly number[] => text.split('.').map(Number)
  const mine = numbers(version)
  const differing = numbers(than).findIndex((number, index) => number !== mine[index])
  return differing >= 0 && (mine[differing] ?? 0) > (numbers(than)[differing] ?? 0)
}

/** The same verdict where nothing is to be refused. */
export const withoutDenials = ({ deny, warn, audit }: Verdict): Verdict => ({
  deny: [],
  warn: [...deny.map(finding => ({ finding, old: false })), ...warn],
  audit,
})

/** Old findings of other objects are not this user's business now. */
const concerns = (finding: Finding, { object, after }: Subject): boolean =>
  [object, after].some(
    own => own !== undefined && (finding.at.object === own || finding.cluster?.workload.object === own),
  )
