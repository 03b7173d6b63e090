import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { LogEntry } from './deps.ts'
import { readableKinds } from './reader.ts'
import { Counter, gauge, Histogram } from './series.ts'

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
  text(): string
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
  const reviews = new Counter('warrener_reviews_total', 'Reviews that were answered')
  const findings = new Counter('warrener_findings_total', 'Findings, by what became of them')
  const durations = new Histogram(
    'warrener_review_duration_seconds',
    'Time from the arrival of a request to its answer',
    secondsOfReviews,
  )
  const unjudged = new Counter('warrener_not_evaluated_total', 'Rules that could not be judged')
  const late = new Counter('warrener_out_of_time_total', 'Rules that were not run because time was over')
  const errors = new Counter('warrener_rule_errors_total', 'Rules that threw: defects of Warrener')
  const lookUps = new Counter('warrener_look_ups_total', 'Look-ups, by what came of them')
  const failures = new Counter('warrener_look_up_failures_total', 'Look-ups that failed')
  const configs = new Counter('warrener_config_reads_total', 'Times that a config file was read again')
  let isConfigRefused = 0
  const refusals = new Counter('warrener_requests_refused_total', 'Requests that got no review, by status')
  const handshakes = new Counter('warrener_tls_handshake_failures_total', 'TLS handshakes that failed')
  // What is not there before it is 1 has never grown, to who asks how much it grew.
  for (const path of ['validate', 'validate/warn', 'mutate'])
    for (const counter of [unjudged, late]) counter.add({ path }, 0)
  for (const result of ['ok', 'failed']) configs.add({ result }, 0)
  for (const { kind, verbs } of readableKinds) for (const verb of verbs) failures.add({ kind, verb }, 0)
  failures.add({ kind: 'SubjectAccessReview', verb: 'may' }, 0)
  // Begins with the first reading: who reads none does not pay for it.
  let lag: ReturnType<typeof monitorEventLoopDelay> | undefined
  const longestLag = (): number => {
    const seconds = (lag?.max ?? 0) / 1e9
    lag ??= monitorEventLoopDelay({ resolution: 20 })
    lag.enable()
    lag.reset()
    return seconds
  }
  const all = [
    ...[
      reviews,
      findings,
      durations,
      unjudged,
      late,
      errors,
      lookUps,
      failures,
      configs,
      refusals,
      handshakes,
    ],
    gauge(
      'warrener_config_reload_failed',
      'Whether the config file as it is now was not taken: the one before still counts',
      () => isConfigRefused,
    ),
    gauge('warrener_build_info', 'The version of Warrener', () => 1, { version }),
    gauge('warrener_event_loop_lag_seconds', 'Longest lag since this was last read', longestLag),
    gauge('warrener_certificate_not_after_seconds', 'When the certificate ends, in Unix time', () => {
      const end = notAfter()
      return end && end.getTime() / 1000
    }),
    gauge('process_resident_memory_bytes', 'Memory of the process', () => process.memoryUsage.rss()),
    gauge(
      'process_start_time_seconds',
      'When the process began, in Unix time',
      () => performance.timeOrigin / 1000,
    ),
  ]
  return {
    review(entry, seconds) {
      const { path, operation, kind, verdict, namespace: _, ...told } = entry
      reviews.add({ path, operation, kind, verdict })
      durations.observe({ path }, seconds)
      for (const { rule, action } of told.findings) findings.add({ rule, action })
      if (told.notEvaluated > 0) unjudged.add({ path }, told.notEvaluated)
      if (told.late > 0) late.add({ path }, told.late)
    },
    refused: status => refusals.add({ status: String(status) }),
    ruleError: rule => errors.add({ rule }),
    lookUp(kind, verb, result) {
      lookUps.add({ kind, verb, result })
      if (result === 'failed') failures.add({ kind, verb })
    },
    configRead(result) {
      isConfigRefused = result === 'failed' ? 1 : 0
      configs.add({ result })
    },
    handshakeFailed: reason => handshakes.add({ reason }),
    stop: () => void lag?.disable(),
    text: () => `${all.flatMap(metric => metric.lines()).join('\n')}\n`,
  }
}
