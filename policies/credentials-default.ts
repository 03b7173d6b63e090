import { credentialVariables } from '../model/access/default-user.ts'
import type { User } from '../model/access/user.ts'
import { type Cluster, isWithinReach } from '../model/cluster.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { clusterRule, type Draft } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'credentials-default',
  group: 'security',
  title: 'A user has a password that everybody knows',
  worst: 'warning',
  when: { since: 'ever' },
  needs: [],
  thing: 'credentials',
  rationale: `A new node makes a user guest with the password guest, who may do everything. RabbitMQ lets it in from the node's own host only; the
official image opens it to all others. Another default user takes its place: then there is no guest. A user whose password is its own name is
found as soon as somebody tries.`,
  sources: [
    'https://www.rabbitmq.com/docs/access-control#default-state',
    'https://www.rabbitmq.com/docs/production-checklist#users-and-permissions',
    'https://github.com/docker-library/rabbitmq/blob/master/conf.d/10-defaults.conf',
  ],
  evidence: {
    kind: 'docs',
    where:
      'rabbitmq.com/docs/access-control: guest; docker-library/rabbitmq conf.d/10-defaults.conf: loopback_users.guest = false',
  },
  example: () => ({
    bad: cluster({ env: { RABBITMQ_DEFAULT_USER: 'shop', RABBITMQ_DEFAULT_PASS: 'shop' } }),
    good: cluster(),
    also: ['credentials-in-plain-text'],
  }),
  check({ cluster }, tell) {
    for (const user of tell.all(cluster.users)) {
      if (user.password === undefined || !isKnown(user)) continue
      const reach = cluster.loopback(user.name ?? '')
      if (reach.state === 'unknown' && user.name === 'guest') tell.gap(reach.why)
      if (reach.state === 'unknown' ? user.name === 'guest' : !ifFound(reach)?.isOpen) continue
      tell.report(draftOf(cluster, user))
    }
  },
})

/** The password of guest that all know, or the name once more. */
const isKnown = ({ name, password }: User): boolean =>
  password === 'guest' || (name !== undefined && password?.toLowerCase() === name.toLowerCase())

function draftOf(cluster: Cluster, user: User): Draft {
  const { workload } = cluster.broker
  const opened = ifFound(cluster.loopback('guest'))?.at
  const own = workload.made.wording.ownPassword(credentialVariables(cluster.broker))
  return {
    at: user.madeBy === 'omission' ? (opened ?? user.at) : user.at,
    subject: user.madeBy,
    severity: isWithinReach(cluster) ? 'warning' : 'info',
    message: messageOf(user),
    why: 'whoever reaches the broker and tries it may do what that user may',
    help:
      user.madeBy === 'definitions'
        ? 'give the user a password of its own in the definitions, as password_hash'
        : `${own}; on data that is there already, rabbitmqctl change_password or delete_user`,
    ...(user.madeBy === 'omission' && opened !== undefined && opened.object !== user.at.object
      ? { related: [{ at: user.at, message: 'the broker that makes it' }] }
      : {}),
  }
}

function messageOf({ name, sensitive, madeBy, password }: User): string {
  if (madeBy === 'omission')
    return 'nobody sets a default user: guest, with the password guest, may log in from anywhere'
  if (sensitive || name === undefined)
    return 'the user from a Secret has a password that everybody tries first'
  return password === 'guest' && name !== 'guest'
    ? `user ${name} is left with the password guest`
    : `user ${name} has its name for a password`
}
