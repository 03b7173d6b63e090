import { confSchema } from '../facts/conf/index.ts'
import { bitnamiVariables, variableUse } from '../facts/image-variables.ts'
import { usesVariable } from '../model/broker/word-uses.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'environment-variable-unread',
  group: 'configuration',
  title: 'An environment variable is set that nobody reads',
  worst: 'warning',
  when: { releaseData: true },
  needs: [],
  rationale: `The official image passes its variables to the server, which reads those it knows and ignores the rest. The Bitnami image has names
of its own: \`RABBITMQ_NODE_NAME\` and \`RABBITMQ_ERL_COOKIE\` mean nothing to the official one, and nodes then have other names, or each
a cookie of its own. A variable that a script, a probe, another variable or a mounted file uses counts as read.`,
  sources: [
    'https://www.rabbitmq.com/docs/configure#supported-environment-variables',
    'https://github.com/bitnami/containers',
  ],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit_common/src/rabbit_env.erl@v4.3.5:get_used_env_vars: the variables that are read; docker-library/rabbitmq 4.1/ubuntu/docker-entrypoint.sh@9193c1de:RABBITMQ',
  },
  example: () => ({
    bad: cluster({ env: { RABBITMQ_ERL_COOKIE: 'shared' } }),
    good: cluster(),
    also: ['cookie-in-plain-text'],
  }),
  check({ cluster: { broker, workload }, release }, tell) {
    const { conf } = workload.made.wording
    if (broker.image.flavour !== 'official') return
    for (const [name, { at }] of tell.all(broker.environment.variables)) {
      if (
        !name.startsWith('RABBITMQ_') ||
        variableUse(name, release) !== 'unread' ||
        usesVariable(broker, name)
      )
        continue
      const foreign = bitnamiVariables.find(variable => variable.name === name)
      const key = confSchema(release).spelt(name)
      const isVital = vital.has(name)
      tell.report({
        at,
        severity: isVital || key !== undefined ? 'warning' : 'info',
        message: `${name} is ${foreign ? 'a variable of the Bitnami image' : 'read by nobody'}`,
        why: isVital
          ? `the node goes on with ${vital.get(name)}`
          : key === undefined
            ? 'it has no effect'
            : `keys of rabbitmq.conf are not read from variables: ${key} stays as it is`,
        help: key === undefined ? adviceFor(foreign?.setting) : `write ${key} = ... in ${conf}`,
      })
    }
  },
})

const adviceFor = (setting: string | undefined): string =>
  setting === undefined ? 'remove it' : `remove it; here that is ${setting}`

const vital: ReadonlyMap<string, string> = new Map([
  ['RABBITMQ_NODE_NAME', 'the name rabbit@<host name>'],
  ['RABBITMQ_ERL_COOKIE', 'a cookie of its own, which no other node has'],
  ['RABBITMQ_COOKIE', 'a cookie of its own, which no other node has'],
])
