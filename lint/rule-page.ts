import { storeNames } from '../facts/metadata-store.ts'
import { releaseRange } from '../facts/release-range.ts'
import type { LogLine } from '../model/rule/log.ts'
import { type ChangeExample, type Others, onSingleNode, type Rule } from '../model/rule/rule.ts'

/** The documentation page of a rule, as Markdown. Everything on it comes from the rule itself. */
export function rulePage(rule: Rule): string {
  const example = rule.example()
  const before = 'before' in example ? [`## Before\n\n${yaml((example as ChangeExample).before)}`] : []
  return [
    `# ${rule.id}`,
    `${rule.title}.`,
    table(rule),
    rule.rationale,
    `**Rests on:** ${rule.evidence.kind === 'observed' ? 'observed on real API servers, or on brokers as Debian builds them' : rule.evidence.kind} (${rule.evidence.where}).`,
    ...logText(rule),
    ['**Sources:**', ...rule.sources.map(source => `- <${source}>`)].join('\n'),
    ...before,
    `## Fires\n\n${yaml(example.bad)}`,
    `## Silent\n\n${yaml(example.good)}`,
    `## Ignoring it\n\n${ignoring(rule)}`,
  ]
    .join('\n\n')
    .concat('\n')
}

function table(rule: Rule): string {
  const rows: readonly (readonly [string, string])[] = [
    ['Group', rule.group],
    ['Worst severity', rule.worst],
    ['RabbitMQ releases', releases(rule)],
    ['On a single node', single(rule)],
    ['Looks at', scopes[rule.scope]],
    ...relations(rule),
  ]
  return ['| | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n')
}

/** What the rule says of others. */
function relations({ replaces, demotes }: Rule): readonly (readonly [string, string])[] {
  const words = ({ inCluster = [], atPlace = [] }: Others = {}): string =>
    [
      ...(inCluster.length > 0 ? [`in the same cluster ${inCluster.map(link).join(', ')}`] : []),
      ...(atPlace.length > 0 ? [`at the same place ${atPlace.map(link).join(', ')}`] : []),
    ].join('; ')
  return [
    ...(replaces ? [['Speaks for', words(replaces)] as const] : []),
    ...(demotes ? [['Makes at most an info', words(demotes)] as const] : []),
  ]
}
const link = (rule: string): string => `[${rule}](${rule}.md)`

/** What a user finds in a log when it happens. */
function logText({ log }: Rule): readonly string[] {
  if (log === undefined) return []
  if ('nothing' in log) return [`**In the log:** nothing: ${log.nothing}.`]
  return [
    ['**In the log:**', ...log.map(({ by, sample }) => `- ${printers[by]}: \`\`${sample}\`\``)].join('\n'),
  ]
}
const printers: Readonly<Record<LogLine['by'], string>> = {
  node: 'the node',
  entrypoint: 'the container, before the node',
  command: 'the command',
  kubelet: 'Kubernetes, of the pod',
  'api-server': 'the API server',
  operator: 'the operator',
}

/** The releases a rule speaks of, in words. */
export const releases = ({ when }: Rule): string => {
  const text = releaseRange(when?.rabbitmq ?? 'all').text
  const range = when?.releaseData && text === 'all' ? '3.8 and later' : text
  return when?.store === undefined ? range : `${range}, metadata in ${storeNames[when.store]}`
}

const single = (rule: Rule): string =>
  ({ skip: 'says nothing', info: 'info at most', same: 'no difference' })[onSingleNode(rule)]

const scopes: Readonly<Record<Rule['scope'], string>> = {
  cluster: 'one RabbitMQ with all that belongs to it',
  policy: 'one policy, wherever it is written',
  object: 'one object that belongs to a cluster',
  document: 'the text of a document',
  suppression: 'one suppression',
  change: 'a cluster before and after a change',
}

const yaml = (text: string): string => `\`\`\`yaml\n${text.endsWith('\n') ? text : `${text}\n`}\`\`\``

const ignoring = ({ id, scope }: Rule): string =>
  scope === 'document'
    ? `Switch it off in \`.warrener.yaml\`: \`rules: { ${id}: off }\`.`
    : `On the object: \`warrener.dev/ignore: "${id}=why it is fine here"\`. In \`.warrener.yaml\`: \`rules: { ${id}: off }\`.`

/** The table of all rules, as Markdown. */
export function ruleTable(rules: readonly Rule[]): string {
  const row = (rule: Rule): string =>
    `| [${rule.id}](${rule.id}.md) | ${rule.worst} | ${rule.group} | ${releases(rule)} | ${rule.title} |`
  return [
    '# Rules',
    '',
    '| rule | worst | group | RabbitMQ | what it finds |',
    '|---|---|---|---|---|',
    ...rules.map(row),
    '',
  ].join('\n')
}
