import { nearest } from '../facts/nearest.ts'
import { at } from '../model/kube/address.ts'
import { type KubeObject, mayHold } from '../model/kube/object.ts'
import { dig } from '../model/kube/read.ts'
import type { Rule } from '../model/rule/rule.ts'
import type { SuppressionEntry } from '../model/rule/suppression.ts'
import type { Finding } from './finding.ts'

export const ignoreAnnotation = 'warrener.dev/ignore'
const ignoring = /warrener\.dev\/ignore/

/** One wish to silence a rule, and what it covers. */
export interface Suppression {
  readonly rule: string
  readonly reason: string
  readonly until: string | undefined
  readonly at: SuppressionEntry['at']
  readonly problem?: string
  covers(finding: Finding): boolean
}

/**
 * The entries of an object's `warrener.dev/ignore` annotation: `rule=reason; rule=reason until 2027-01-31`. The reason
 * is required and cannot hold a semicolon. They cover what is found in that object, and what is said of its going.
 */
export function annotationSuppressions(object: KubeObject): readonly Suppression[] {
  if (!mayHold(object, ignoring)) return []
  const text = dig(object.value, ['metadata', 'annotations', ignoreAnnotation])
  if (typeof text !== 'string') return []
  const place = at(object, 'metadata', 'annotations', ignoreAnnotation)
  return text
    .split(';')
    .map(part => part.trim())
    .filter(part => part !== '')
    .map(part => ({ ...parseEntry(part), at: place, covers: covering(object) }))
}

const covering =
  (object: KubeObject) =>
  ({ at: { object: own }, gone }: Finding): boolean =>
    own === object || gone === object

/** Reads `rule=reason[ until YYYY-MM-DD]`. */
function parseEntry(text: string): Pick<Suppression, 'rule' | 'reason' | 'until' | 'problem'> {
  const cut = text.indexOf('=')
  const rule = (cut < 0 ? text : text.slice(0, cut)).trim()
  const rest = cut < 0 ? '' : text.slice(cut + 1).trim()
  const expiry = /(?:^| )until (\d{4}-\d{2}-\d{2})$/.exec(rest)
  const reason = (expiry ? rest.slice(0, expiry.index) : rest).trim()
  const until = expiry?.[1]
  const problem = problemOf(reason, until)
  return { rule, reason, until, ...(problem === undefined ? {} : { problem }) }
}

function problemOf(reason: string, until: string | undefined): string | undefined {
  if (reason === '') return 'no reason is given: write rule=reason'
  if (/\buntil\s+\d/i.test(reason)) return 'write the day as until YYYY-MM-DD, at the end'
  return until !== undefined && !isDay(until) ? `${until} is no day` : undefined
}
const isDay = (text: string): boolean =>
  !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)

export interface Suppressed {
  readonly kept: readonly Finding[]
  readonly suppressed: readonly Finding[]
  readonly entries: readonly SuppressionEntry[]
}

/**
 * Takes out what is suppressed, and says what became of each entry. Unused is said only of rules that were evaluated in
 * this run.
 * @param today UTC date, `YYYY-MM-DD`; the day of expiry still counts
 */
export function suppress(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  rules: readonly Rule[],
  evaluated: ReadonlySet<string>,
  today: string,
): Suppressed {
  const hintOf = hinting(rules.map(rule => rule.id))
  const used = new Set<string>()
  const active = suppressions.filter(entry => isActive(entry, today))
  const byRule = Map.groupBy(active, entry => entry.rule)
  const suppressed = findings.filter(finding => {
    const hits = (byRule.get(finding.rule.id) ?? []).filter(entry => entry.covers(finding))
    for (const hit of hits) used.add(writtenAs(hit))
    return hits.length > 0
  })
  const gone = new Set(suppressed)
  return {
    kept: findings.filter(finding => !gone.has(finding)),
    suppressed,
    entries: [...new Map(suppressions.map(entry => [writtenAs(entry), entry])).values()].flatMap(entry =>
      entryState(entry, used.has(writtenAs(entry)), hintOf, evaluated, today),
    ),
  }
}

/** Whether an object's own annotation keeps a rule from it, found or not. */
export const isSilenced = (
  object: KubeObject,
  { id }: Rule,
  { today, allowSuppression = true }: { readonly today: string; readonly allowSuppression?: boolean },
): boolean =>
  allowSuppression &&
  annotationSuppressions(object).some(entry => entry.rule === id && isActive(entry, today))

/** An object that belongs to several contexts carries each of its entries once: used in one, it is used. */
const writtenAs = ({ rule, at: { object, path } }: Suppression): string =>
  JSON.stringify([rule, object.origin, object.kind, object.origin.from === 'file' ? '' : object.name, path])

const isActive = (entry: Suppression, today: string): boolean =>
  entry.problem === undefined && !isExpired(entry, today)
const isExpired = ({ until }: Suppression, today: string): boolean => until !== undefined && until < today

/** So many misspelt rules are compared with those there are: an annotation holds thousands of names. */
const mostHints = 50
/** What a name that is no rule may have been meant for; undefined for rules. */
type HintOf = (rule: string) => { readonly hint: string | undefined } | undefined
function hinting(ids: readonly string[]): HintOf {
  const known = new Set(ids)
  let hints = 0
  return rule => {
    if (known.has(rule)) return undefined
    return { hint: ++hints > mostHints ? undefined : nearest(rule, ids) }
  }
}

function entryState(
  entry: Suppression,
  used: boolean,
  hintOf: HintOf,
  evaluated: ReadonlySet<string>,
  today: string,
): readonly SuppressionEntry[] {
  const { rule, reason, until, at: place, problem } = entry
  const as = (state: SuppressionEntry['state'], hint?: string): readonly SuppressionEntry[] => [
    { rule, reason, until, at: place, state, ...(hint === undefined ? {} : { hint }) },
  ]
  const unknown = hintOf(rule)
  if (unknown) return as('unknown-rule', unknown.hint)
  if (problem !== undefined) return as('malformed', problem)
  if (isExpired(entry, today)) return as('expired')
  if (used) return as('used')
  return evaluated.has(rule) ? as('unused') : []
}
