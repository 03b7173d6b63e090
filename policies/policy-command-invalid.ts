import { failureOf, placeInScript } from '../model/broker/run-scripts.ts'
import { type BrokerCommand, brokerCommands } from '../model/formats/commands/rabbitmqctl.ts'
import { commandProblems } from '../model/messaging/policy-commands.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const hook = (command: string): string =>
  cluster({ container: { lifecycle: { postStart: { exec: { command: ['sh', '-c', command] } } } } })

export default clusterRule({
  id: 'policy-command-invalid',
  group: 'promotion',
  title: 'A command sets a policy in a way that its tool refuses',
  worst: 'error',
  single: 'info',
  needs: [],
  rationale: `\`rabbitmqctl set_policy\` takes exactly a name, a pattern and a definition, and options that it knows; \`rabbitmqadmin declare policy\` takes
\`name=value\` words; the HTTP API wants a pattern and a definition. The definition is JSON. Quotes that the shell takes away are the
usual mistake. What is refused sets no policy.`,
  sources: [
    'https://www.rabbitmq.com/docs/policies#defining',
    'https://www.rabbitmq.com/docs/man/rabbitmqctl.8',
  ],
  evidence: {
    kind: 'observed',
    where: 'test/slow/running-nodes.test.ts: policies: set_policy without a definition',
  },
  log: [
    {
      by: 'command',
      pattern: /JSON decoding error\. Reason: (?<reason>\w+)/,
      sample: 'JSON decoding error. Reason: badarg',
    },
    {
      by: 'command',
      pattern: /Could not parse JSON document: (?<reason>.+)$/,
      sample: 'Could not parse JSON document: {error,{failed_to_decode_json,<<"{">>}}',
    },
    {
      by: 'command',
      pattern: /Error \(argument validation\): (?<reason>.+)$/,
      sample: 'Error (argument validation): not enough arguments.',
    },
  ],
  example: () => ({
    bad: hook(`rabbitmqctl set_policy limits ^orders {"max-length":1000} || true`),
    good: hook(`rabbitmqctl set_policy limits ^orders '{"max-length":1000}' || true`),
  }),
  check({ cluster, release }, tell) {
    for (const script of tell.all(cluster.scripts)) {
      for (const command of brokerCommands(script.commands)) {
        const [problem] = commandProblems(command, release)
        if (!command.policy || !problem) continue
        tell.report({
          at: placeInScript(script, problem.at.place),
          subject: `${command.tool} ${command.verb} ${command.policy.name ?? ''}`,
          message: `${label(command)}: ${problem.message}`,
          why: command.tolerated
            ? 'the command fails, and nobody says so: there is no such policy'
            : failureOf[script.role],
          help:
            problem.kind === 'json'
              ? 'write JSON, in single quotes'
              : 'write the command as its tool takes it',
          stopsBoot: script.role === 'post-start' && !command.tolerated,
        })
      }
    }
  },
})

const label = ({ tool, verb, policy }: BrokerCommand): string =>
  policy?.name === undefined ? `${tool} ${verb}` : `${tool} ${verb} ${policy.name}`
