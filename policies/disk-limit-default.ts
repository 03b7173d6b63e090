import type { Claim } from '../model/broker/claim.ts'
import type { Cluster } from '../model/cluster.ts'
import type { Address } from '../model/kube/address.ts'
import { clusterRule, type Draft } from '../model/rule/rule.ts'
import { placeOfUnset } from '../model/settings/config.ts'
import type { Told } from '../model/settings/memory.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'disk-limit-default',
  group: 'configuration',
  title: 'The limit of free disk space does not fit the disk',
  worst: 'error',
  needs: ['claim'],
  mayBeAbsent: ['claim'],
  rationale: `When less than \`disk_free_limit\` is free on one node, the whole cluster stops taking messages. The default is 50 MB, on every
release: a node that pages messages out can be past that before the alarm is seen, and then stops for lack of space. A limit as large as
the disk is the other extreme: the alarm never ends. The cluster operator sets 2 GB, which is more than a claim of 1 or 2 GiB.`,
  sources: [
    'https://www.rabbitmq.com/docs/disk-alarms',
    'https://www.rabbitmq.com/docs/production-checklist',
  ],
  evidence: {
    kind: 'source',
    where: 'deps/rabbit/src/rabbit_disk_monitor.erl@v4.3.5:init: 50 MB, and the alarm holds for the cluster',
  },
  log: [
    {
      by: 'node',
      pattern: /Free disk space is insufficient\. Free bytes: \d+\. Limit: (?<value>\d+)/,
      sample: 'Free disk space is insufficient. Free bytes: 36388864. Limit: 50000000',
    },
    {
      by: 'node',
      pattern: /disk resource limit alarm set on node '?(?<node>[^\s.']+)/,
      sample: 'disk resource limit alarm set on node rabbit@rabbitmq-0.',
    },
  ],
  example: () => ({
    bad: cluster({ conf: 'disk_free_limit.absolute = 20GB' }),
    good: cluster({ conf: 'disk_free_limit.absolute = 2GB' }),
  }),
  check({ cluster, claim }, tell) {
    const told = tell.know(cluster.limits.diskFree)
    if (told === undefined) {
      tell.report(unset(cluster, claim))
      return
    }
    const total = 'share' in told.amount ? tell.know(cluster.limits.total) : undefined
    const bytes = bytesOf(told.amount, total?.amount)
    if (claim === undefined || bytes === undefined || !fills(bytes, claim)) return
    tell.report(
      tooLarge(told.generated ? 'operator' : 'user', told.generated ? claim.at : told.at, bytes, claim),
    )
  },
})

/** What RabbitMQ takes where nothing is said: 50 MB. Source: rabbit.app of v3.8.9 and v4.3.5. */
const standard = 50_000_000n
const fills = (bytes: bigint, claim: Claim): boolean => bytes * 10n >= claim.bytes * 9n

type Stated = Told['amount']
/** A share is one of the memory that the broker thinks it has. */
function bytesOf(amount: Stated, total: Stated | undefined): bigint | undefined {
  if ('bytes' in amount) return amount.bytes
  return total && 'bytes' in total ? BigInt(Math.round(amount.share * Number(total.bytes))) : undefined
}

function unset({ config, broker }: Cluster, claim: Claim | undefined): Draft {
  if (claim && fills(standard, claim)) return tooLarge('default', claim.at, standard, claim)
  return {
    at: placeOfUnset(config, broker),
    severity: 'info',
    message: 'disk_free_limit is left at its default of 50 MB',
    why: 'a busy node can run out of disk space before the alarm stops the publishers',
    help: proposal(claim),
  }
}

/** 2 GB, as the cluster operator sets it, but never more than a quarter of the disk. */
function proposal(claim: Claim | undefined): string {
  const quarter = claim === undefined ? 2000n : claim.bytes / 4_000_000n
  if (quarter * 1_000_000n <= standard)
    return 'claim a larger disk, and set disk_free_limit.absolute to a quarter of it at most'
  return quarter < 2000n
    ? `set disk_free_limit.absolute = ${quarter}MB, a quarter of the claim`
    : 'set disk_free_limit.absolute = 2GB, or about as much as the memory watermark'
}

/** Whose limit it is, how it is called, and what can be done. */
const limits = {
  user: ['disk_free_limit', 'claim a larger disk, or set a lower disk_free_limit.absolute'],
  operator: [
    "the operator's disk_free_limit of 2GB",
    'claim a larger disk, or set a lower disk_free_limit.absolute in spec.rabbitmq.additionalConfig',
  ],
  default: ['the default disk_free_limit of 50 MB', 'claim a larger disk'],
} as const

function tooLarge(whose: keyof typeof limits, at: Address, bytes: bigint, claim: Claim): Draft {
  const [who, help] = limits[whose]
  const hasUnit = /[a-zA-Z]/.test(claim.text)
  return {
    at,
    severity: claim.sizeless ? 'info' : 'error',
    message: `${who} is ${bytes > claim.bytes ? 'more than' : 'nearly all of'} the ${hasUnit ? `${claim.text} that is` : `${claim.text} bytes that are`} claimed`,
    why: claim.sizeless
      ? 'with a class that kept to the size, the disk alarm would never end'
      : 'the disk alarm never ends: the cluster takes no messages',
    // No disk is that small: the unit was forgotten.
    help: claim.bytes < 1_000_000n ? `give the size a unit: ${claim.text}Gi` : help,
    related: at === claim.at ? [] : [{ at: claim.at, message: 'the claim' }],
  }
}
