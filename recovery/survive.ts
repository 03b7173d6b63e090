import type { Stand } from '../facts/metadata-store.ts'
import { formatRelease } from '../facts/release.ts'
import { type Input, type InputFile, readInput } from '../lint/input.ts'
import { evaluateOptions, type LintOptions } from '../lint/lint.ts'
import { placeAt } from '../lint/place.ts'
import { type Broker, brokersIn } from '../model/broker/broker.ts'
import type { StandOptions } from '../model/broker/standing.ts'
import { clusterOf } from '../model/cluster.ts'
import { at as addressOf } from '../model/kube/address.ts'
import { compareText } from '../model/kube/compare-text.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { policyLabel } from '../model/messaging/policy.ts'
import { cellOf } from './cell.ts'
import { namesOf } from './names.ts'
import { readSetup } from './read-setup.ts'
import { refusedPolicy } from './refused-policy.ts'
import type { ClusterSurvival, SurvivalReport } from './report.ts'
import { type ScenarioId, scenarios } from './scenarios.ts'

interface Asked {
  /** Whether each cell has its steps. */
  readonly trace?: boolean
  /** This one alone; default: all. */
  readonly scenario?: ScenarioId
}
export type SurviveOptions = LintOptions & Asked

/** What becomes of each cluster in files in each scenario. Pure: the same files and options give the same report. */
export const surviveFiles = (files: readonly InputFile[], options: SurviveOptions = {}): SurvivalReport =>
  survive(readInput(files, options), { ...evaluateOptions(options), ...asked(options) })
const asked = ({ trace, scenario }: Asked): Asked => ({
  ...(trace === undefined ? {} : { trace }),
  ...(scenario === undefined ? {} : { scenario }),
})

/** The same of what was read. */
export function survive(input: Input, options: StandOptions & Asked = {}): SurvivalReport {
  const brokers = input.worlds.flatMap(world => brokersIn(world, options))
  const clusters = brokers
    .filter(({ workload }) => !isContextOnly(input, workload.object.origin))
    .flatMap(broker => broker.stands.map(stand => survivalOf(input, broker, stand, options)))
  return {
    schema: 'warrener/survival-report/v1',
    clusters: clusters.toSorted(
      (a, b) => compareText(a.name, b.name) || compareText(a.file ?? '', b.file ?? ''),
    ),
  }
}

const isContextOnly = (input: Input, origin: Broker['workload']['object']['origin']): boolean =>
  origin.from === 'file' && input.contextOnly.has(origin.file)

function survivalOf(input: Input, broker: Broker, stand: Stand, options: Asked): ClusterSurvival {
  const cluster = clusterOf(broker, stand)
  const { object } = broker.workload
  const place = placeAt(input, addressOf(object))
  const read = readSetup(cluster)
  const about = {
    name: broker.name,
    version: broker.release === undefined ? null : formatRelease(broker.release),
    stand: formatRelease(stand),
    store: stand.store,
    assumed: broker.stands.length > 1,
    replicas: ifFound(cluster.replicas)?.value ?? null,
    ...{ file: place.file, line: place.line },
  }
  if (typeof read === 'string') return { ...about, unknown: read, remarks: [], scenarios: [] }
  const names = namesOf(cluster)
  const refused = refusedPolicy(cluster)
  const context = {
    input,
    cluster,
    read,
    names,
    refused: refused && policyLabel(refused),
    trace: options.trace === true,
  }
  return {
    ...about,
    unknown: null,
    remarks: [...read.remarks, ...(broker.stands.length > 1 ? [broker.standUnknown] : [])],
    scenarios: scenarios
      .filter(({ id }) => options.scenario === undefined || id === options.scenario)
      .map(scenario => ({
        id: scenario.id,
        title: scenario.title,
        queues: read.queues.map(queue => cellOf(context, scenario, queue)),
      })),
  }
}
