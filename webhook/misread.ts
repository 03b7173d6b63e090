import type { Finding } from '../engine/finding.ts'
import type { Review } from '../engine/review.ts'
import type { Evaluation } from '../engine/running.ts'
import { annotationSuppressions, ignoreAnnotation, suppress } from '../engine/suppress.ts'
import { judgeSuppressions } from '../engine/text-rules.ts'
import { nearest } from '../facts/nearest.ts'
import { brokerAnnotation } from '../model/broker/recognise.ts'
import { mistoldBy, storeAnnotation, versionAnnotation } from '../model/broker/standing.ts'
import { objectOf } from '../model/kube/json.ts'
import type { KubeObject } from '../model/kube/object.ts'
import { dig } from '../model/kube/read.ts'
import { workloadOf } from '../model/pods/makers/workloads.ts'
import type { Deps } from './deps.ts'
import { doctorAnnotation } from './echo.ts'
import { optionsOf } from './judge.ts'
import type { Subject } from './subject.ts'

/*
 * What is told in annotations and not understood: who wrote it believes that it counts.
 */

/**
 * A review with what is wrong with the object's own annotation: an entry that is not understood silences nothing. That one is not needed now is not said: the request that it is for may be the next.
 */
export function withMisSilenced(review: Review, subject: Subject, deps: Deps): Review {
  const findings = misSilenced(subject, deps)
  if (findings.length === 0) return review
  return isOld(subject)
    ? { ...review, left: [...review.left, ...findings] }
    : { ...review, introduced: [...review.introduced, ...findings] }
}

function misSilenced({ object }: Subject, deps: Deps): readonly Finding[] {
  const { rules, today, config } = deps
  const written = config.allowSuppression ? annotationSuppressions(object) : []
  if (written.length === 0) return []
  const { entries } = suppress([], written, rules, new Set(), today)
  return judgeSuppressions(entries, rules, optionsOf(deps)).findings
}

/** Whether it said the same before. */
function isOld({ before, after }: Subject): boolean {
  const [was, is] = [before, after].map(
    side => side && dig(side.value, ['metadata', 'annotations', ignoreAnnotation]),
  )
  return was !== undefined && (after === undefined || was === is)
}

const prefix = 'warrener.dev/'
const known: readonly string[] = [
  ...[ignoreAnnotation, brokerAnnotation, versionAnnotation, storeAnnotation],
  doctorAnnotation,
].map(name => name.slice(prefix.length))

/** So many are said: nobody reads more. */
const most = 3

/** What the object's annotations say that means nothing, once: when they come. */
export function mistold({ before, after }: Subject, review: Review): readonly string[] {
  const was = new Set(before ? mistoldIn(before, review.before) : [])
  const is = after ? mistoldIn(after, review.after).filter(text => !was.has(text)) : []
  const rest = is.length - most
  return rest > 0 ? [...is.slice(0, most), `… and ${rest} more annotations that say nothing`] : is
}

function mistoldIn(object: KubeObject, { brokers }: Evaluation): readonly string[] {
  const broker = brokers.find(({ workload }) => workload.object === object)
  const workload = broker ? undefined : workloadOf(object)
  const names = Object.keys(objectOf(dig(object.value, ['metadata', 'annotations'])))
  return [
    ...(broker?.mistold ?? (workload ? mistoldBy(workload) : [])),
    ...names
      .filter(name => name.startsWith(prefix) && !known.includes(name.slice(prefix.length)))
      .map((name, index) => {
        const meant = index < most ? nearest(name.slice(prefix.length), known) : undefined
        const rest = meant === undefined ? '' : `; did you mean ${prefix}${meant}?`
        return `annotation ${name} is none that is known${rest}`
      }),
  ]
}
