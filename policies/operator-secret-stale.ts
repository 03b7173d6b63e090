import type { Cluster } from '../model/cluster.ts'
import type { Address } from '../model/kube/address.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { rabbitmqCluster, yaml } from './sample.ts'

const configured = (...lines: readonly string[]): string =>
  yaml(
    rabbitmqCluster(
      { rabbitmq: { additionalConfig: [...lines, 'heartbeat = 30', ''].join('\n') } },
      { namespace: 'mq' },
    ),
  )

export default clusterRule({
  id: 'operator-secret-stale',
  group: 'image',
  title: "The operator's Secret with the default user may tell another one",
  worst: 'warning',
  needs: [],
  thing: 'credentials',
  rationale: `The cluster operator makes up a default user and keeps it in the Secret \`NAME-default-user\`, which clients and the topology operator
take it from. A variable in an override wins over that without the Secret knowing. Of \`default_user\` and \`default_pass\` in
\`additionalConfig\` the operator knows from 2.19 on, and only when it makes the Secret: before, and after any change, the Secret tells a user
that is not there.`,
  sources: [
    'https://github.com/rabbitmq/cluster-operator/releases/tag/v2.19.0',
    'https://www.rabbitmq.com/kubernetes/operator/using-operator#credentials',
  ],
  evidence: {
    kind: 'source',
    where:
      'rabbitmq/cluster-operator internal/resource/default_user_secret.go@v2.22.3:Build, rabbitmq/cluster-operator internal/resource/default_user_secret.go@v2.22.3:Update: user and password are put in when it is made, never again',
  },
  example: () => ({ bad: configured('default_user = shop'), good: configured() }),
  check({ cluster }, tell) {
    const name = cluster.workload.made.operator?.userSecret
    if (name === undefined) return
    const variable = variables.find(variable => writtenVariable(cluster, variable))
    const key = keys.find(key => writtenSetting(cluster, key))
    const place = variable ? writtenVariable(cluster, variable) : key && writtenSetting(cluster, key)
    const secret = `Secret ${name}`
    if (place)
      tell.report({
        at: place,
        message: `${variable ?? key} is set by hand, beside what the operator makes up`,
        why: variable
          ? `${secret} goes on telling the user and password that the operator made up: whoever takes them from there cannot log in`
          : `${secret} gets these when an operator from 2.19 on makes it, and never again: before that, and after a change, whoever takes them from there cannot log in`,
        help: 'leave it out, and take user and password from the Secret; more users are made by User resources of the topology operator',
      })
  },
})

const variables = ['RABBITMQ_DEFAULT_USER', 'RABBITMQ_DEFAULT_PASS']
const keys = ['default_user', 'default_pass']

function writtenVariable({ broker }: Cluster, name: string): Address | undefined {
  const value = ifFound(broker.environment.get(name))
  return value && !value.generated ? value.at : undefined
}
function writtenSetting({ config }: Cluster, key: string): Address | undefined {
  const setting = ifFound(config.effective(key))
  return setting && !setting.generated ? setting.at : undefined
}
