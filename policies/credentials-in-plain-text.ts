import { credentialVariables, readsVariables } from '../model/access/default-user.ts'
import type { PlainSecret } from '../model/access/plain-secrets.ts'
import { type Cluster, isWithinReach } from '../model/cluster.ts'
import { ifFound, ifSeen } from '../model/kube/lookup.ts'
import { plainText } from '../model/pods/symbolic-text.ts'
import { clusterRule, type Draft } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'credentials-in-plain-text',
  group: 'security',
  title: 'A password is written in plain text',
  worst: 'warning',
  when: { since: 'ever' },
  needs: [],
  thing: 'credentials',
  rationale: `A password as text of a variable, of a command, of rabbitmq.conf or of definitions in a ConfigMap is in the repository, in \`kubectl describe\` and
in every copy of the manifests, and whoever may read ConfigMaps has it. Definitions may hold \`password_hash\` instead; RabbitMQ takes whatever
stands there for a hash.`,
  sources: [
    'https://www.rabbitmq.com/docs/configure#configuration-encryption',
    'https://www.rabbitmq.com/docs/passwords#computing-password-hash',
    'https://kubernetes.io/docs/concepts/configuration/secret/',
  ],
  evidence: {
    kind: 'docs',
    where:
      'rabbitmq.com/docs/passwords; kubernetes.io/docs/concepts/configuration/configmap: not for confidential data',
  },
  example: () => ({
    bad: cluster({ env: { RABBITMQ_DEFAULT_USER: 'shop', RABBITMQ_DEFAULT_PASS: 'swordfish' } }),
    good: cluster(),
  }),
  check({ cluster }, tell) {
    const names = new Set(ifSeen(cluster.users).map(({ name }) => name?.toLowerCase()))
    for (const secret of tell.all(cluster.plainSecrets)) {
      if (secret.what !== 'password') continue
      // One that everybody knows is no secret, and where only a developer reaches it nothing is lost.
      const isKnown = names.has(secret.value.toLowerCase())
      tell.report({
        at: secret.at,
        // Several commands stand in one line.
        ...(secret.of === 'command' ? { subject: secret.name } : {}),
        severity: isKnown && !isWithinReach(cluster) ? 'info' : 'warning',
        message: `a password stands in plain text in ${secret.name}`,
        ...textsFor(secret, cluster),
      })
    }
  },
})

const readers = 'whoever reads the manifests, or may read ConfigMaps and pods,'

function textsFor(secret: PlainSecret, cluster: Cluster): Pick<Draft, 'why' | 'help'> {
  const winner = winnerOver(secret, cluster)
  return winner === undefined
    ? { why: `${readers} can log in with it`, help: helpFor(secret, cluster) }
    : {
        why: `${winner} takes its place: where both are the same, ${readers} can log in with it`,
        help: `take ${secret.name} out: the node takes ${winner}`,
      }
}

/** The variable that the node takes the password from in place of a line of rabbitmq.conf. */
function winnerOver({ of, name }: PlainSecret, { broker, release }: Cluster): string | undefined {
  const [, variable] = credentialVariables(broker)
  if (of !== 'default-user' || name !== 'default_pass' || !readsVariables.has(release)) return undefined
  const value = ifFound(broker.environment.get(variable))
  return value === undefined || plainText(value.text) === '' ? undefined : variable
}

function helpFor({ of }: PlainSecret, { broker }: Cluster): string {
  if (of === 'definitions')
    return 'keep definitions in a Secret, with password_hash (rabbitmqctl hash_password) in place of the password'
  if (of === 'command') return 'take it from a variable whose value comes from a Secret, by secretKeyRef'
  return of === 'default-user'
    ? `${broker.workload.made.wording.ownPassword(credentialVariables(broker))}; on data that is there already, rabbitmqctl change_password too`
    : 'keep it in a Secret, and mount what holds it from there'
}
