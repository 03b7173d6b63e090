import { storeNames } from '../../facts/metadata-store.ts'
import { releaseRange } from '../../facts/release-range.ts'
import type { LogLine } from '../../model/rule/log.ts'
import type { DocumentedRule, Others, Rule } from '../../model/rule/rule.ts'
import { exampleText } from './example.ts'

/**
 * The page of a rule, as Markdown: docs/rules holds it, and `warrener explain` shows it. Everything on it comes from the
 * rule. Each paragraph is one line, which whoever shows it folds.
 */
export const rulePage = (rule: DocumentedRule): string =>
  [
    `# ${rule.id}`,
    `${rule.title}. ${facts(rule)}.`,
    ...rule.rationale.split(/\n\n/).map(folded),
    exampleText(rule),
    [...logLines(rule), restsOn(rule), sources(rule)].map(line => `- ${line}`).join('\n'),
  ]
    .join('\n\n')
    .concat('\n')

/** A paragraph on one line; lists and tables stay as they are. */
const folded = (text: string): string => (/^(?:[-*|]|\d+\. )/m.test(text) ? text : text.replaceAll('\n', ' '))

const facts = (rule: Rule): string =>
  [
    `**${rule.worst}**${rule.worst === 'info' ? '' : ' at worst'}`,
    `RabbitMQ: ${releases(rule)}`,
    `on a single node: ${single(rule)}`,
    `group: ${rule.group}`,
    ...relations(rule),
  ].join('; ')

/** What the rule says of others. */
function relations({ replaces, demotes }: Rule): readonly string[] {
  const words = ({ inCluster = [], atPlace = [], atRelated = [] }: Others = {}): string =>
    [
      ...(inCluster.length > 0 ? [`in the same cluster ${inCluster.map(link).join(', ')}`] : []),
      ...(atPlace.length > 0 ? [`at the same place ${atPlace.map(link).join(', ')}`] : []),
      ...(atRelated.length > 0 ? [`at a place that it shows beside ${atRelated.map(link).join(', ')}`] : []),
    ].join(', ')
  return [
    ...(replaces ? [`speaks for: ${words(replaces)}`] : []),
    ...(demotes ? [`makes at most an info: ${words(demotes)}`] : []),
  ]
}
const link = (rule: string): string => `[${rule}](${rule}.md)`

/** What a user finds in a log when it happens. */
function logLines({ log }: Rule): readonly string[] {
  if (log === undefined) return []
  if ('nothing' in log) return [`In the log: nothing: ${log.nothing}.`]
  return log.map(({ by, sample }) => `In the log, by ${printers[by]}: \`\`${sample}\`\``)
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

const restsOn = ({ evidence: { kind, where } }: DocumentedRule): string =>
  `Rests on: ${kind === 'observed' ? 'observed on real API servers, or on brokers as Debian builds them' : kind} (${where}).`
const sources = (rule: DocumentedRule): string =>
  `Sources: ${rule.sources.map(source => `<${source}>`).join(', ')}`

const single = (rule: Rule): string =>
  ({ skip: 'says nothing', info: 'info at most', same: 'no difference' })[rule.single ?? 'same']
