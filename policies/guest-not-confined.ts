import { credentialVariables } from '../model/access/default-user.ts'
import type { User } from '../model/access/user.ts'
import { type Cluster, isWithinReach } from '../model/cluster.ts'
import { clusterRule, type Draft } from '../model/rule/rule.ts'
import { cluster, policyFile } from './sample.ts'

export default clusterRule({
  id: 'guest-not-confined',
  group: 'security',
  title: 'The configuration lets guest log in from anywhere',
  worst: 'warning',
  when: { since: 'ever' },
  needs: [],
  thing: 'credentials',
  rationale: `RabbitMQ lets guest in from the node's own host only, as all know its password. \`loopback_users = none\`, \`loopback_users.guest =
false\`, or a line about any other user lift that. Where there is no user guest they do nothing, until somebody makes one.`,
  sources: ['https://www.rabbitmq.com/docs/access-control#loopback-users'],
  evidence: {
    kind: 'docs',
    where: 'rabbitmq.com/docs/access-control; rabbit.schema@v4.3.5: the lines replace the default list',
  },
  example: () => ({
    bad: cluster({ conf: 'loopback_users.guest = false', definitions: policyFile('{"max-length": 1000}') }),
    good: cluster({ definitions: policyFile('{"max-length": 1000}') }),
  }),
  check({ cluster }, tell) {
    const reach = tell.know(cluster.loopback('guest'))
    if (!reach?.isOpen || !reach.isWritten || reach.at === undefined) return
    const users = tell.all(cluster.users)
    const guest = users.find(({ name }) => name === 'guest')
    const isOpen = !cluster.users.complete || users.some(({ name }) => name === undefined)
    tell.report({
      at: reach.at,
      severity: guest !== undefined && isWithinReach(cluster) ? 'warning' : 'info',
      message: 'loopback_users lets guest log in from anywhere',
      ...textsOf(cluster, guest, isOpen),
    })
  },
})

function textsOf({ broker }: Cluster, guest: User | undefined, isOpen: boolean): Pick<Draft, 'why' | 'help'> {
  if (guest === undefined)
    return {
      why: isOpen
        ? 'where there is a user guest, whoever reaches the broker can try its password'
        : 'there is no user guest now; one that is ever made would be open to whoever reaches the broker',
      help: 'take the setting out: other users need none',
    }
  return {
    why: 'there is a user guest, and whoever reaches the broker can try its password',
    help:
      guest.madeBy === 'definitions'
        ? 'take guest out of the definitions, or the setting out of the configuration'
        : `${broker.workload.made.wording.ownPassword(credentialVariables(broker))}: a new node then makes no guest; on data that is there already, rabbitmqctl delete_user guest`,
  }
}
