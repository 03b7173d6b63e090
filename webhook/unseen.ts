import type { Gap } from '../engine/finding.ts'
import { outOfTime } from '../engine/options.ts'
import type { Review } from '../engine/review.ts'
import * as kinds from '../model/kube/kinds.ts'
import type { KubeObject } from '../model/kube/object.ts'
import { dig } from '../model/kube/read.ts'
import type { Rule } from '../model/rule/rule.ts'
import type { WebhookConfig } from './config.ts'
import { lateRules } from './out-of-time.ts'
import { mostRelevant } from './rule-order.ts'
import type { Subject } from './subject.ts'
import { actionOn } from './verdict.ts'

/** What could not be evaluated: refuses nothing, and is not passed over. */
export interface Unseen {
  /** One line for the user, with the reason and with what could have refused the request. */
  readonly text: string | undefined
  /** Rules that would refuse an error, had they found one, the most relevant first. */
  readonly couldDeny: readonly string[]
}

interface Around {
  readonly rules: readonly Rule[]
  readonly config: WebhookConfig
  /** Why something was not looked up, each reason once. */
  readonly failures: readonly string[]
  /** Why something never is. */
  readonly limits: ReadonlySet<string>
}

/** Sums up what was not seen. */
export function unseenIn(review: Review, subject: Subject, around: Around): Unseen {
  const { rules, config } = around
  const mine = rules.filter(({ scope }) =>
    isTopology(subject) ? scopesOfTopology.has(scope) : !takesAway(subject) || scope === 'change',
  )
  const refusing = new Set(mine.filter(rule => refuses(rule, config)).map(({ id }) => id))
  const known = new Set(rules.map(({ id }) => id))
  const gaps = review.notEvaluated.filter(({ rule }) => known.has(rule))
  const open = new Set(gaps.map(({ rule }) => rule))
  const couldDeny = mostRelevant(
    mine.filter(({ id }) => refusing.has(id) && open.has(id)),
    subject.object,
  ).map(({ id }) => id)
  const why = reasonOf(review, subject, gaps, around, refusing)
  return { text: why === undefined ? undefined : textOf(gaps, couldDeny, why), couldDeny }
}

/** What is for a cluster of others is not refused for what is wrong with that. */
const isTopology = ({ object }: Subject): boolean =>
  object.group === kinds.RabbitmqCluster.group && object.kind !== kinds.RabbitmqCluster.kind
const scopesOfTopology: ReadonlySet<Rule['scope']> = new Set(['policy', 'object'])

/** Of what goes, and of a scale to fewer nodes, only a comparison can say that it must not be. */
const takesAway = ({ before, after, whole }: Subject): boolean =>
  after === undefined || (!whole && replicasOf(after) < replicasOf(before))
const replicasOf = (object: KubeObject | undefined): number =>
  Number(dig(object?.value ?? {}, ['spec', 'replicas']) ?? 1)

/** Whether an error of a rule is refused. */
export const refuses = (rule: Rule, config: WebhookConfig): boolean =>
  actionOn({ rule, severity: rule.worst }, config) === 'deny'

/**
 * Why it is worth a word. A look-up that failed, and time that was over, concern whatever is RabbitMQ here. What the manifests
 * themselves leave open concerns who submits them, where it could have been refused; what is never looked up here does not.
 */
function reasonOf(
  review: Review,
  subject: Subject,
  gaps: readonly Gap[],
  { failures, limits }: Around,
  refusing: ReadonlySet<string>,
): string | undefined {
  if (lateRules(review).length > 0) return outOfTime
  const [failure] = failures
  if (failure !== undefined) return isRabbit(subject, review) ? failure : undefined
  const couldRefuse = gaps.filter(({ rule, why }) => refusing.has(rule) && !limits.has(why))
  if (isTopology(subject)) return couldRefuse.find(gap => !isIn(review.before.gaps, gap))?.why
  const own = review.after.brokers.find(({ workload }) => workload.object === subject.after)?.name
  return couldRefuse.find(({ cluster }) => own !== undefined && cluster === own)?.why
}

/** What others of the same cluster leave open is open without this one. */
const isIn = (gaps: readonly Gap[], { rule, cluster, why }: Gap): boolean =>
  gaps.some(gap => gap.rule === rule && gap.cluster === cluster && gap.why === why)

/** A look-up that failed is nothing to the owner of some other headless Service. */
const isRabbit = ({ object }: Subject, { after }: Review): boolean =>
  after.brokers.length > 0 || /rabbitmq/i.test(JSON.stringify(object.value))

/** Rules that are named; the audit log has the others. */
const maxNamed = 3

function textOf(gaps: readonly Gap[], couldDeny: readonly string[], why: string): string {
  const count = distinct(gaps.map(({ rule }) => rule)).length
  const what =
    count === 0 ? 'not all was checked' : `${count} ${count === 1 ? 'rule' : 'rules'} not evaluated`
  if (couldDeny.length === 0) return `${what}: ${why}`
  const more = couldDeny.length > maxNamed ? ` and ${couldDeny.length - maxNamed} more` : ''
  return `${what}: ${why}; could have refused it: ${couldDeny.slice(0, maxNamed).join(', ')}${more}`
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)]
