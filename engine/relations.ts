import { onceEach } from '../model/kube/once-each.ts'
import type { Others, Rule } from '../model/rule/rule.ts'
import { milder } from '../model/rule/severity.ts'
import { type Finding, placeKey } from './finding.ts'
import { type Settings, wantedOf } from './settings.ts'

type Relation = 'replaces' | 'demotes'

/**
 * The findings of one world, with what their rules say of each other: what another one replaces is left out, and what
 * follows from another one is `info` at most, unless the user set its severity. All that was found counts: what a
 * replaced finding replaces is left out too.
 */
export function related(findings: readonly Finding[], settings: Settings): readonly Finding[] {
  const [replaced, demoted] = [spokenFor(findings, 'replaces'), spokenFor(findings, 'demotes')]
  return findings
    .filter(finding => !replaced(finding))
    .map(finding =>
      demoted(finding) && wantedOf(settings, finding.rule, finding.at.object) === undefined
        ? { ...finding, severity: milder(finding.severity, 'info') }
        : finding,
    )
}

/** Tells of a finding whether another one speaks for it. */
function spokenFor(findings: readonly Finding[], relation: Relation): (finding: Finding) => boolean {
  const keys = new Set(
    findings.flatMap(finding => [
      ...(finding.rule[relation]?.inCluster ?? []).flatMap(other => inCluster(other, finding)),
      ...(finding.rule[relation]?.atPlace ?? []).map(other => atPlace(other, finding)),
      ...(finding.rule[relation]?.atRelated ?? []).flatMap(other =>
        (finding.related ?? []).map(({ at }) => atPlace(other, { ...finding, at })),
      ),
    ]),
  )
  return finding =>
    keys.size > 0 &&
    [...inCluster(finding.rule.id, finding), atPlace(finding.rule.id, finding)].some(key => keys.has(key))
}

/** A finding that belongs to no cluster is spoken for by its place only. */
const inCluster = (rule: string, { cluster, context }: Finding): readonly string[] =>
  cluster ? [JSON.stringify(['cluster', rule, context, cluster.name])] : []
const atPlace = (rule: string, { at, context }: Finding): string =>
  JSON.stringify(['place', rule, context, placeKey(at)])

const idsOf = ({
  inCluster: wide = [],
  atPlace: narrow = [],
  atRelated: beside = [],
}: Others = {}): readonly string[] => [...wide, ...narrow, ...beside]
/** Ids of the rules that a rule replaces or demotes. */
export const relatedTo = (rule: Rule): readonly string[] => [...idsOf(rule.replaces), ...idsOf(rule.demotes)]

/** The rules that decide what becomes of the findings of some: those themselves, of one family with them, and what speaks for any of these. */
export function bearingOn(some: Iterable<Rule>, rules: readonly Rule[]): ReadonlySet<Rule> {
  const { byFamily, byRelated } = bearersIn(rules)
  const found = new Set(some)
  // Grows while it is gone through.
  for (const { id, family } of found) {
    for (const rule of byRelated.get(id) ?? []) found.add(rule)
    if (family !== undefined) for (const rule of byFamily.get(family) ?? []) found.add(rule)
  }
  return found
}

const bearersIn = onceEach((rules: readonly Rule[]) => {
  const pairs = rules.flatMap(rule => relatedTo(rule).map(id => ({ id, rule })))
  const byId = Map.groupBy(pairs, ({ id }) => id)
  return {
    byFamily: Map.groupBy(rules, ({ family }) => family),
    byRelated: new Map([...byId].map(([id, same]) => [id, same.map(({ rule }) => rule)])),
  }
})
