import type { ScenarioSurvival, SurvivalReport } from '../../../recovery/report.ts'
import { escaped } from '../markdown.ts'
import {
  availabilityText,
  clusterParts,
  groupsOf,
  isWell,
  messagesText,
  queueText,
  type StandGroup,
  worstQueue,
} from './words.ts'

/** The report as Markdown: a table for each cluster, then each queue that has something to say. */
export const markdownSurvival = ({ clusters }: SurvivalReport): string =>
  clusters.length === 0
    ? 'No RabbitMQ found.\n'
    : `${groupsOf(clusters)
        .map(group => clusterPart(group).join('\n'))
        .join('\n\n')}\n`

function clusterPart(group: StandGroup): readonly string[] {
  const { cluster } = group
  const [name = '', ...parts] = clusterParts(group)
  const head = [`## ${escaped(name)}`, '', escaped(parts.join(', ')), '']
  if (cluster.unknown !== null) return [...head, `Nothing can be told: ${escaped(cluster.unknown)}.`]
  return [
    ...head,
    ...cluster.remarks.flatMap(remark => [`Note: ${escaped(remark)}.`, '']),
    '| when | the queue is | messages are | worst |',
    '|---|---|---|---|',
    ...cluster.scenarios.flatMap(scenario => {
      const queue = worstQueue(scenario)
      return queue
        ? [
            `| ${scenario.title} | ${availabilityText(queue)} | ${messagesText(queue)} | ${escaped(queueText(queue))} |`,
          ]
        : []
    }),
    ...cluster.scenarios.flatMap(scenarioPart),
  ]
}

function scenarioPart({ title, queues }: ScenarioSurvival): readonly string[] {
  const told = queues.filter(queue => !isWell(queue))
  if (told.length === 0) return []
  return [
    '',
    `### ${title}`,
    ...told.flatMap(queue => [
      '',
      `**${escaped(queueText(queue))}**: ${availabilityText(queue)}, messages ${messagesText(queue)} (${queue.evidence}). ${escaped(queue.why)}.`,
      ...(queue.change === null ? [] : [`Better with: ${escaped(queue.change)}.`]),
      ...(queue.commands.length === 0 ? [] : ['', fence(queue.commands)]),
    ]),
  ]
}

/** Longer than any row of backticks in it. */
function fence(commands: readonly string[]): string {
  const text = commands.join('\n')
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([marks]) => marks.length))
  const marks = '`'.repeat(longest + 1)
  return `${marks}sh\n${text}\n${marks}`
}
