import { lintWith } from '../../lint/lint.ts'
import type { DocumentedRule } from '../../model/rule/rule.ts'
import { expressions } from '../../webhook/vap/expressions.ts'
import { filesOf, saidOfExample, today } from './judged.ts'

type Reason = (typeof reasons)[number]
const reasons = [
  'It compares a cluster with what it was, and a policy sees one object of it',
  'It is about the text of files, which the API server never sees',
  'It needs other objects: Services, configuration, rights, the cluster of a policy',
  'One object decides, but by formats, tables of releases or the ways to write it that CEL would have to read: a policy would be wrong where it matters',
] as const

/** Why a rule is not in the table, by its own example: what is left of it where only the object of the finding is seen. */
function reasonOf(rule: DocumentedRule): Reason {
  if (rule.scope === 'change') return reasons[0]
  if (rule.scope === 'document' || rule.scope === 'suppression') return reasons[1]
  const found = (text: string) => lintWith(filesOf(text), [rule], { today }).outcome.findings
  const alone = saidOfExample(rule).some(
    ({ at: { object } }) => found(JSON.stringify(object.value)).length > 0,
  )
  return alone ? reasons[3] : reasons[2]
}

const linked = (rule: string): string => `[${rule}](rules/${rule}.md)`

/** docs/vap.md: the rules that are exported as ValidatingAdmissionPolicies, and why others are not. */
export function vapPage(rules: readonly DocumentedRule[]): string {
  const inTable = new Set(expressions.map(({ rule }) => rule))
  const others = Map.groupBy(
    rules.filter(({ id }) => !inTable.has(id)),
    reasonOf,
  )
  const rows = expressions.map(
    ({ rule, kinds, action, updatesOnly, leavesOut = '' }) =>
      `| ${linked(rule)} | ${kinds.map(({ resource }) => resource).join(', ')}${updatesOnly ? ', on updates' : ''} | ${action === 'deny' ? 'refused' : 'warned of'} | ${leavesOut} |`,
  )
  return `# Rules as ValidatingAdmissionPolicies

    warrener webhook --export-vap | kubectl apply -f -

Where no webhook can run, the API server itself (Kubernetes 1.30 or later) judges what one object decides. The policies are written by
hand in CEL and held against the rules' own tests on a real API server: they say something only where the rule does, and miss what the
last column says. They change nothing, look nothing up, and know no releases. Nodes are told by the name of their image alone. The annotation
\`warrener.dev/ignore\` silences them (whether it has expired is not looked at), the label \`warrener.dev/enforce: warn\` of a namespace turns
refusals into warnings, and \`rules: { ID: off }\` in the config file leaves one out. Take them away with

    warrener webhook --export-vap | kubectl delete -f -

| rule | objects | found is | left out |
|---|---|---|---|
${rows.join('\n')}

## Rules that are not exported

${reasons.map(reason => `### ${reason}\n\n${(others.get(reason) ?? []).map(({ id }) => linked(id)).join(', ')}`).join('\n\n')}
`
}
