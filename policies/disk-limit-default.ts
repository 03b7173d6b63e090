import type { Claim } from '../model/broker/claim.ts'
import type { Cluster } from '../model/cluster.ts'
import type { Address } from '../model/kube/address.ts'
import { clusterRule, type Draft } from '../model/rule/rule.ts'
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
    where: 'rabbit_disk_monitor.erl, v3.13.7 and v4.3.5: default 50 MB; the alarm is cluster-wide',
  },
  example: () => ({
    bad: cluster({ conf: 'disk_free_limit.absolute = 20GB' }),
    good: cluster({ conf: 'disk_free_limit.absolute = 2GB' }),
  }),
  check({ cluster, claim }, tell) {
    const told = tell.know(cluster.limits.diskFree)
    if (told === undefined) {
      if (cluster.broker.image.flavour !== 'bitnami') tell.report(unset(cluster))
      return
    }
    const total = 'share' in told.amount ? tell.know(cluster.limits.total) : undefined
    const bytes = bytesOf(told.amount, total?.amount)
    if (claim === undefined || bytes === undefined || bytes * 10n < claim.bytes * 9n) return
    tell.report(tooLarge(told.generated ? claim.at : told.at, told.generated, claim))
  },
})

type Stated = Told['amount']
/** A share is one of the memory that the broker thinks it has. */
function bytesOf(amount: Stated, total: Stated | undefined): bigint | undefined {
  if ('bytes' in amount) return amount.bytes
  return total && 'bytes' in total ? BigInt(Math.round(amount.share * Number(total.bytes))) : undefined
}

function unset({ config, at }: Cluster): Draft {
  const file = config.files.items.findLast(({ generated }) => !generated)
  return {
    at: file?.at ?? at,
    severity: 'info',
    message: 'disk_free_limit is left at its default of 50 MB',
    why: 'a busy node can run out of disk space before the alarm stops the publishers',
    help: 'set disk_free_limit.absolute = 2GB, or about as much as the memory watermark',
  }
}

function tooLarge(at: Address, generated: boolean, claim: Claim): Draft {
  const who = generated ? "the operator's disk_free_limit of 2GB" : 'disk_free_limit'
  return {
    at,
    severity: claim.sizeless ? 'info' : 'error',
    message: `${who} is nearly all of the ${claim.text} that is claimed, or more`,
    why: claim.sizeless
      ? 'with a class that kept to the size, the disk alarm would never end'
      : 'the disk alarm never ends: the cluster takes no messages',
    help: 'claim a larger disk, or set a lower disk_free_limit.absolute',
    related: [{ at: claim.at, message: 'the claim' }],
  }
}
