import { at } from '../model/kube/address.ts'
import { listOf, member } from '../model/kube/json.ts'
import { loneItem } from '../model/messaging/definition-problems.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'definitions-without-users',
  group: 'promotion',
  title: 'Definitions that are loaded at boot make no user that can log in',
  worst: 'warning',
  needs: [],
  single: 'same',
  when: { rabbitmq: '>=3.8.6' },
  rationale: `A new node that has definitions to load makes neither the default user nor the default virtual host; \`default_user\` and
\`default_pass\` then have no effect. A file without users leaves a broker that nobody can log in to; so does one whose only users have
\`"password": ""\`, which the broker lets nobody in with. The chart of CloudPirates adds such a user for \`auth.username\`, from 0.17.0 on.`,
  sources: ['https://www.rabbitmq.com/docs/definitions#import-on-boot'],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit/src/rabbit.erl@v4.3.5:maybe_insert_default_data: no default user where there are definitions to load; 3.8.9, 3.10.8, 4.0.5 and 4.3.6 were seen to say so',
  },
  example: () => ({
    bad: cluster({ definitions: '{"vhosts": [{"name": "/"}], "queues": []}' }),
    good: cluster({
      definitions:
        '{"vhosts": [{"name": "/"}], "users": [{"name": "admin", "password_hash": "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR", "tags": "administrator"}]}',
    }),
  }),
  check({ cluster }, tell) {
    if (cluster.workload.made.makesUser) return
    const files = tell.all(cluster.definitions)
    // One that was not seen may make some.
    if (!cluster.definitions.complete) return
    const [first] = files
    if (!first || files.some(({ value }) => value === undefined)) return
    const users = files.flatMap(({ value }) => listOf(value?.users))
    if (users.some(user => member(user, 'password') !== '')) return
    // One item in the place of the file: definitions-invalid says all that comes of it.
    if (files.some(file => loneItem(file) !== undefined)) return
    tell.report({
      at: first.file.at,
      subject: 'users',
      message: `${first.file.path} makes no user${users.length > 0 ? ' with a password' : ''}`,
      why: `${users.length > 0 ? 'the broker refuses empty passwords, and ' : ''}with definitions to load there is no default user either: nobody can log in`,
      help: 'add a user with a password_hash and its permissions, or do without load_definitions',
      related: [{ at: at(cluster.workload.object), message: 'the broker that loads it' }],
    })
  },
})
