import { compareReleases, type Release } from '../facts/release.ts'
import type { Amount } from '../model/broker/resources.ts'
import { mentionsWord } from '../model/broker/word-uses.ts'
import type { Cluster } from '../model/cluster.ts'
import type { Address } from '../model/kube/address.ts'
import type { Fix } from '../model/kube/fix.ts'
import { clusterRule, type Draft } from '../model/rule/rule.ts'
import { placeFor } from '../model/settings/config.ts'
import type { Told } from '../model/settings/memory.ts'
import { cluster } from './sample.ts'

const key = 'total_memory_available_override_value'
const mebibyte = 1024n * 1024n
/** Below this a node hardly boots. Source: the production checklist and the memory guide. */
const least = 256n * mebibyte

export default clusterRule({
  id: 'memory-limit-unseen',
  group: 'configuration',
  title: 'The broker does not know the memory limit of its container',
  worst: 'error',
  when: { rabbitmq: '>=3.9' },
  needs: ['memoryLimit'],
  rationale: `RabbitMQ never reads the limits of its cgroup: all memory, to it, is the memory of the machine. A watermark of 0.4 or 0.6 of that is
often more than the container may use, and the kernel kills the node before its alarm slows the publishers down. Tell it with
\`${key}\`, or with an absolute watermark well below the limit. The images of 3.7 and 3.8 wrote that
themselves, and the cluster operator does.`,
  sources: ['https://www.rabbitmq.com/docs/memory', 'https://www.rabbitmq.com/docs/production-checklist'],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit/src/vm_memory_monitor.erl@v4.3.5:get_total_memory: MemTotal of /proc/meminfo, or the override',
  },
  log: [{ by: 'kubelet', pattern: /Reason:\s+OOMKilled/, sample: '    Reason:       OOMKilled' }],
  example: () => ({
    bad: cluster({ memory: '2Gi' }),
    good: cluster({ memory: '2Gi', conf: 'vm_memory_high_watermark.absolute = 1GiB' }),
  }),
  check({ cluster, release, memoryLimit: limit }, tell) {
    const total = tell.know(cluster.limits.total)
    const watermark = tell.know(cluster.limits.watermark)
    const alarm = alarmOf(watermark, total, release)
    if (alarm && alarm.bytes === 0n) return tell.report(always(alarm))
    if (alarm && alarm.bytes >= limit.bytes) return tell.report(tooLate(alarm, limit))
    if (limit.bytes < least) return tell.report(tooSmall(limit))
    const isTold = total !== undefined || (watermark && 'bytes' in watermark.amount)
    if (isTold) return
    if (mentionsWord(cluster.broker, 'set_vm_memory_high_watermark')) return
    const size = tell.know(cluster.size)
    tell.report({
      at: limit.at,
      severity: size === 'several' ? 'warning' : 'info',
      message: `the broker does not know its memory limit of ${limit.text}`,
      why: `the memory alarm is at ${shareOf(watermark, release)} of the machine's: the kernel kills the node first`,
      help: `set ${key}, or vm_memory_high_watermark.absolute, below the limit`,
      ...fixOf(cluster, limit),
    })
  },
})

/** Where the memory alarm begins, and the line that decides it. */
interface Alarm {
  readonly bytes: bigint
  readonly at: Address
}
/** Undefined where it is a share of the machine's memory. Source: vm_memory_monitor.erl@v4.3.5, interpret_limit/2. */
function alarmOf(watermark: Told | undefined, total: Told | undefined, release: Release): Alarm | undefined {
  if (watermark && 'bytes' in watermark.amount) return { bytes: watermark.amount.bytes, at: watermark.at }
  const share = shareOf(watermark, release)
  if (share === 0 && watermark) return { bytes: 0n, at: watermark.at }
  if (!total || !('bytes' in total.amount)) return undefined
  const bytes = BigInt(Math.round(Math.min(share, 1) * Number(total.amount.bytes)))
  return { bytes, at: total.generated && watermark ? watermark.at : total.at }
}

function shareOf(watermark: Told | undefined, release: Release): number {
  if (watermark && 'share' in watermark.amount) return watermark.amount.share
  // Source: deps/rabbit/Makefile, v3.13.7 and v4.0.9.
  return compareReleases(release, { major: 4, minor: 0, patch: 0 }) < 0 ? 0.4 : 0.6
}

const tooSmall = ({ at, text }: Amount): Draft => ({
  at,
  severity: 'warning',
  message: `a memory limit of ${text} is very little for a node`,
  why: 'at the limit the kernel kills the node, which may be while it boots',
  help: 'give it 256 MiB at the very least, and 4 GiB in production',
})

const always = ({ at }: Alarm): Draft => ({
  at,
  message: 'the memory alarm begins at 0',
  why: 'it is always on: the broker takes no message from any publisher',
  help: 'set vm_memory_high_watermark.relative between 0.4 and 0.7',
  evenAlone: true,
})

const tooLate = ({ at }: Alarm, limit: Amount): Draft => ({
  at,
  message: `the memory alarm begins at the limit of ${limit.text}, or above it`,
  why: 'the kernel kills the node before the memory alarm slows the publishers down',
  help: 'leave at least a fifth of the limit, or 2 GiB, to all that is not counted',
  related: [{ at: limit.at, message: 'the limit' }],
})

/** As the cluster operator computes it: a fifth of the limit is left out, at most 2 GiB. Bytes say nothing to a reader. */
function fixOf({ config }: Cluster, { bytes }: Amount): { fix?: Fix } {
  const at = placeFor(config, key)
  if (!at) return {}
  const fifth = bytes / 5n
  const headroom = fifth < 2048n * mebibyte ? fifth : 2048n * mebibyte
  return {
    fix: {
      title: 'tell the broker, less a fifth',
      safety: 'unsafe',
      edits: [{ op: 'set', at, value: `${(bytes - headroom) / mebibyte}MiB` }],
    },
  }
}
