import type {
  ClusterSurvival,
  QueueSurvival,
  ScenarioSurvival,
  SurvivalReport,
} from '../../../recovery/report.ts'
import type { Role, Style } from '../style.ts'
import { hang, visible } from '../text.ts'
import {
  availabilityText,
  clusterParts,
  groupsOf,
  isWell,
  messagesText,
  placesText,
  queueText,
  type StandGroup,
  worstQueue,
} from './words.ts'

export interface SurvivalOptions {
  readonly style: Style
  /** Columns. */
  readonly width: number
  /** All queues of all scenarios, with reasons and commands. */
  readonly all: boolean
  /** How many files were read, to say so where there is no cluster. */
  readonly files: number
}

/** The report for people: for each cluster a line per scenario, and what to type where something has to be done. */
export function prettySurvival({ clusters }: SurvivalReport, options: SurvivalOptions): string {
  if (clusters.length === 0)
    return `No RabbitMQ found in ${options.files} ${options.files === 1 ? 'file' : 'files'}.\n`
  return groupsOf(clusters)
    .map(group => `${clusterLines(group, options).join('\n')}\n`)
    .join('\n')
}

function clusterLines(group: StandGroup, options: SurvivalOptions): readonly string[] {
  const { cluster } = group
  const { style, width } = options
  const parts = clusterParts(group).map(visible).join('   ')
  const head = (parts.length <= width ? [parts] : hang(parts, width)).map(line => style('strong', line))
  const remarks = cluster.remarks.flatMap(remark => hang(`note: ${visible(remark)}`, width))
  if (cluster.unknown !== null)
    return [...head, ...hang(`  Nothing can be told: ${visible(cluster.unknown)}.`, width, '    ')]
  const few = cluster.scenarios.length === 1
  const body =
    options.all || few
      ? cluster.scenarios.flatMap(scenario => fullScenario(scenario, options))
      : firstScreen(cluster, options)
  return [...head, ...remarks, '', ...body]
}

/** Columns of a line, but for the last. */
const columns = [26, 22, 14]
function row(cells: readonly string[], roles: readonly (Role | undefined)[], style: Style): string {
  const padded = cells.map((cell, index) =>
    index < cells.length - 1 ? cell.padEnd(columns[index] ?? 0) : cell,
  )
  return `  ${padded
    .map((cell, index) => {
      const role = roles[index]
      return role === undefined ? cell : style(role, cell)
    })
    .join('')}`.trimEnd()
}

function firstScreen({ scenarios }: ClusterSurvival, { style, width }: SurvivalOptions): readonly string[] {
  const worst = scenarios.flatMap(scenario => {
    const queue = worstQueue(scenario)
    return queue ? [{ scenario, queue }] : []
  })
  const rows = worst.map(({ scenario, queue }) => {
    const role = roleOf(queue)
    return row(
      [scenario.title, availabilityText(queue), messagesText(queue), queueText(queue)],
      [undefined, role, role, 'dim'],
      style,
    )
  })
  const byHand = worst
    .filter(({ queue }) => !isWell(queue) && queue.commands.length > 0)
    .map(({ scenario }) => scenario.id)
  return [
    style('dim', row(['when', 'the queue is', 'messages are', 'worst'], [], style)),
    ...rows,
    '',
    ...(byHand.length === 0
      ? []
      : hang(`What to type: warrener survive --scenario ID, of ${byHand.join(', ')}`, width)),
    ...hang('Each queue, why, and what would change it: warrener survive --all', width),
  ]
}

const roleOf = (queue: QueueSurvival): Role | undefined => {
  if (queue.availability === 'lost' || queue.messages === 'lost') return 'error'
  return isWell(queue) ? undefined : 'warning'
}

/** Each queue first, then what to type: what is the same for all of them once, and what only one type needs behind it. */
function fullScenario({ title, id, queues }: ScenarioSurvival, options: SurvivalOptions): readonly string[] {
  const acting = queues.filter(({ commands }) => commands.length > 0)
  const shared = sharedStart(acting.map(({ commands }) => commands))
  const rest = acting.flatMap(queue => {
    const own = queue.commands.slice(shared.length)
    return own.length === 0 ? [] : [`# for ${queueText(queue)} queues:`, ...own]
  })
  const lines = [...shared, ...(acting.length > 1 ? rest : (acting[0]?.commands.slice(shared.length) ?? []))]
  return [
    options.style('strong', `${title} (${id})`),
    ...queues.flatMap(queue => fullQueue(queue, options)),
    ...(lines.length === 0 ? [] : ['  What to type:', ...lines.map(line => `    ${visible(line)}`)]),
    '',
  ]
}

function sharedStart(lists: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = lists
  const end = first.findIndex((line, index) => others.some(list => list[index] !== line))
  return end < 0 ? first : first.slice(0, end)
}

function fullQueue(queue: QueueSurvival, { style, width }: SurvivalOptions): readonly string[] {
  const role = roleOf(queue)
  const verdict = `${availabilityText(queue)}, messages ${messagesText(queue)}`
  const name = `${visible(queueText(queue))}${queue.maybe ? ', if there are any' : ''}`
  const places = placesText(queue).map(visible).join(', ')
  return [
    `  ${name}: ${role ? style(role, verdict) : verdict}`,
    ...indented(visible(queue.why), width),
    ...(queue.change === null ? [] : indented(`better with: ${visible(queue.change)}`, width)),
    ...indented(`${queue.evidence}${places === '' ? '' : `; ${places}`}`, width).map(line =>
      style('dim', line),
    ),
  ]
}

const indented = (said: string, width: number): readonly string[] =>
  said === '' ? [] : hang(said, width - 4).map(line => `    ${line}`)
