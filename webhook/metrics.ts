import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { LogEntry } from './deps.ts'
import { readableKinds } from './reader.ts'
import { newSeries } from './series.ts'

/** What the webhook counts; `text` is what Prometheus reads. */
export interface Metrics {
  review(entry: LogEntry, seconds: number): void
  /** A request that got no review, by the status of its answer. */
  refused(status: number): void
  ruleError(rule: string): void
  lookUp(kind: string, verb: string, result: 'ok' | 'failed'): void
  /** A config file that changed was read. */
  configRead(result: 'ok' | 'failed'): void
  handshakeFailed(reason: string): void
  text(): Promise<string>
  stop(): void
}

const secondsOfReviews = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/**
 * @param notAfter when the certificate that is served ends; undefined without TLS
 * @param version of Warrener
 */
export function metricsOf(
  notAfter: () => Date | undefined,
  { version = 'unknown' }: { readonly version?: string } = {},
): Metrics {
  const { counter, histogram, gauge, text } = newSeries()
  const reviews = counter(
    'warrener_reviews_total',
    'Reviews that were answered',
    'path',
    'operation',
    'kind',
    'verdict',
  )
  const findings = counter('warrener_findings_total', 'Findings, by what became of them', 'rule', 'action')
  const durations = histogram(
    'warrener_review_duration_seconds',
    'Time from the arrival of a request to its answer',
    secondsOfReviews,
    'path',
  )
  const unjudged = counter('warrener_not_evaluated_total', 'Rules that could not be judged', 'path')
  const late = counter('warrener_out_of_time_total', 'Rules that were not run because time was over', 'path')
  const errors = counter('warrener_rule_errors_total', 'Rules that threw: defects of Warrener', 'rule')
  const lookUps = counter(
    'warrener_look_ups_total',
    'Look-ups, by what came of them',
    'kind',
    'verb',
    'result',
  )
  const failures = counter('warrener_look_up_failures_total', 'Look-ups that failed', 'kind', 'verb')
  const configs = counter('warrener_config_reads_total', 'Times that a config file was read again', 'result')
  let isConfigRefused = 0
  const refusals = counter(
    'warrener_requests_refused_total',
    'Requests that got no review, by status',
    'status',
  )
  const handshakes = counter('warrener_tls_handshake_failures_total', 'TLS handshakes that failed', 'reason')
  // What is not there before it is 1 has never grown, to who asks how much it grew.
  for (const path of ['validate', 'validate/warn', 'mutate'])
    for (const add of [unjudged, late]) add({ path }, 0)
  for (const result of ['ok', 'failed']) configs({ result }, 0)
  for (const { kind, verbs } of readableKinds) for (const verb of verbs) failures({ kind, verb }, 0)
  failures({ kind: 'SubjectAccessReview', verb: 'may' }, 0)
  // Begins with the first reading: who reads none does not pay for it.
  let lag: ReturnType<typeof monitorEventLoopDelay> | undefined
  const longestLag = (): number => {
    const seconds = (lag?.max ?? 0) / 1e9
    lag ??= monitorEventLoopDelay({ resolution: 20 })
    lag.enable()
    lag.reset()
    return seconds
  }
  gauge(
    'warrener_config_reload_failed',
    'Whether the config file as it is now was not taken: the one before still counts',
    () => isConfigRefused,
  )
  gauge('warrener_build_info', 'The version of Warrener', () => 1, { version })
  gauge('warrener_event_loop_lag_seconds', 'Longest lag since this was last read', longestLag)
  gauge('warrener_certificate_not_after_seconds', 'When the certificate ends, in Unix time', () => {
    const end = notAfter()
    return end && end.getTime() / 1000
  })
  gauge('process_resident_memory_bytes', 'Memory of the process', () => process.memoryUsage.rss())
  gauge(
    'process_start_time_seconds',
    'When the process began, in Unix time',
    () => performance.timeOrigin / 1000,
  )
  return {
    review(entry, seconds) {
      const { path, operation, kind, verdict, namespace: _, ...told } = entry
      reviews({ path, operation, kind, verdict })
      durations({ path }, seconds)
      for (const { rule, action } of told.findings) findings({ rule, action })
      if (told.notEvaluated > 0) unjudged({ path }, told.notEvaluated)
      if (told.late > 0) late({ path }, told.late)
    },
    refused: status => refusals({ status: String(status) }),
    ruleError: rule => errors({ rule }),
    lookUp(kind, verb, result) {
      lookUps({ kind, verb, result })
      if (result === 'failed') failures({ kind, verb })
    },
    configRead(result) {
      isConfigRefused = result === 'failed' ? 1 : 0
      configs({ result })
    },
    handshakeFailed: reason => handshakes({ reason }),
    stop: () => void lag?.disable(),
    text,
  }
}
