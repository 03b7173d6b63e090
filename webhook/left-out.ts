import type { Review } from '../engine/review.ts'
import { brokerAnnotation, brokerWord } from '../model/broker/recognise.ts'
import { workloadOf } from '../model/pods/makers/workloads.ts'
import type { Deps } from './deps.ts'
import { looksLikeBroker, type Subject } from './subject.ts'

/**
 * Why an object is not judged that might have been. That what looks like a node is none is anybody's right to say, where it counts, and
 * so is to run something else; it is not done in silence.
 */
export function leftOut({ before, after }: Subject, was: Review, { config }: Deps): string | undefined {
  const workload = after && workloadOf(after)
  if (!workload || was.after.brokers.some(broker => broker.workload.object === after)) return undefined
  const { called } = workload
  if (looksLikeBroker(after))
    return config.allowSuppression && brokerWord(workload) === 'false'
      ? `${called} looks like RabbitMQ and is not checked: ${brokerAnnotation} is "false"`
      : undefined
  const ran = was.before.brokers.some(broker => broker.workload.object === before)
  return ran
    ? `${called} ran RabbitMQ and shows no sign of it any more: what becomes of its nodes is not checked`
    : undefined
}
