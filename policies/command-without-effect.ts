import { commandWorth } from '../facts/commands.ts'
import type { Stand } from '../facts/metadata-store.ts'
import { placeInScript } from '../model/broker/run-scripts.ts'
import { type BrokerCommand, brokerCommands } from '../model/formats/commands/rabbitmqctl.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const stopped = (command: string): string =>
  cluster({
    image: 'rabbitmq:4.3.0',
    discovery: 'cluster_formation.peer_discovery_backend = k8s',
    container: { lifecycle: { preStop: { exec: { command: ['sh', '-c', command] } } } },
  })

export default clusterRule({
  id: 'command-without-effect',
  group: 'promotion',
  title: 'A script relies on a command that does nothing here',
  worst: 'warning',
  when: { releaseData: true },
  needs: [],
  rationale: `\`rename_cluster_node\` does nothing since 3.13. With Khepri (4.2 for new clusters, 4.3 for all) \`force_boot\` and \`forget_cluster_node
--offline\` do not help a node that lost its peers: a majority of the members has to be there, whatever was typed.`,
  sources: [
    'https://www.rabbitmq.com/docs/metadata-store',
    'https://github.com/rabbitmq/rabbitmq-server/blob/main/release-notes/3.13.0.md',
  ],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbitmq_cli/lib/rabbitmq/cli/ctl/commands/rename_cluster_node_command.ex@v3.13.7:run, deps/rabbitmq_cli/lib/rabbitmq/cli/ctl/commands/force_boot_command.ex@v4.3.5:run, deps/rabbit/src/rabbit_db_cluster.erl@v4.3.5:forget_member',
  },
  example: () => ({
    bad: stopped('rabbitmqctl forget_cluster_node --offline rabbit@rabbitmq-2'),
    good: stopped('rabbitmqctl forget_cluster_node rabbit@rabbitmq-2'),
    also: ['manual-join'],
  }),
  check({ cluster, release }, tell) {
    for (const script of tell.all(cluster.scripts)) {
      for (const command of brokerCommands(script.commands)) {
        const instead = insteadOf(command, release)
        if (instead === undefined) continue
        const { tool, verb, place } = command
        tell.report({
          at: placeInScript(script, place),
          subject: `${tool} ${verb}`,
          message: `${tool} ${verb}${command.options.has('offline') ? ' --offline' : ''} has no effect`,
          why: instead.why,
          help: instead.help,
        })
      }
    }
  },
})

function insteadOf(
  { tool, verb, options }: BrokerCommand,
  release: Stand,
): { readonly why: string; readonly help: string } | undefined {
  if (verb === 'rename_cluster_node' && commandWorth(tool, verb, release).state === 'idle')
    return {
      why: 'the command does nothing any more: the node keeps its name',
      help: 'let a node with the new name join, and the old one leave',
    }
  if (release.store !== 'khepri' || tool !== 'rabbitmqctl') return undefined
  if (verb === 'force_boot')
    return {
      why: 'Khepri knows no forced boot: the node waits for what it needs all the same',
      help: 'take it out',
    }
  if (verb === 'forget_cluster_node' && options.has('offline'))
    return {
      why: 'with Khepri a member is forgotten by those that run, not by a stopped one',
      help: 'run it without --offline on a node that runs',
    }
  return undefined
}
