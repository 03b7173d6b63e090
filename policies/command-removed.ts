import { command, commandReleases, tools } from '../facts/commands.ts'
import { compareReleases, knownReleases, type Release } from '../facts/release.ts'
import { failureOf, hookOf, placeInScript } from '../model/broker/run-scripts.ts'
import { brokerCommands } from '../model/formats/commands/rabbitmqctl.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const hook = (command: string): string =>
  cluster({
    image: 'rabbitmq:4.2.1',
    discovery: 'cluster_formation.peer_discovery_backend = k8s',
    container: { lifecycle: { preStop: { exec: { command: ['sh', '-c', command] } } } },
  })

export default clusterRule({
  id: 'command-removed',
  group: 'promotion',
  title: 'A script calls a command that this release no longer has',
  worst: 'error',
  single: 'info',
  when: { releaseData: true },
  needs: [],
  rationale: `The command line tools lose commands with the features they are for: \`sync_queue\`, \`cancel_sync_queue\` and \`rabbitmq-upgrade
await_online_synchronized_mirror\` went with queue mirroring in 4.0. The tool then exits with an error, which stops what is joined to it
by \`&&\`, fails a hook, and ends a script that stops at errors. Where the script tolerates the failure (\`|| true\`), nothing is said.`,
  sources: ['https://www.rabbitmq.com/docs/cli'],
  evidence: {
    kind: 'observed',
    where: 'test/slow/running-nodes.test.ts: commands: a command that went with mirroring',
  },
  log: [
    {
      by: 'command',
      pattern: /Command '(?<command>[\w-]+)' not found/,
      sample: "Command 'await_online_synchronized_mirror' not found.",
    },
  ],
  example: () => ({
    bad: hook('rabbitmq-upgrade await_online_synchronized_mirror && rabbitmq-upgrade drain'),
    good: hook('rabbitmq-upgrade await_online_quorum_plus_one && rabbitmq-upgrade drain'),
  }),
  check({ cluster, release }, tell) {
    for (const script of tell.all(cluster.scripts)) {
      for (const { tool, verb, tolerated, place } of brokerCommands(script.commands)) {
        if (tolerated || !wasThere(tool, verb, release)) continue
        const hook = script.commands.length === 1 ? hookOf(script) : undefined
        tell.report({
          at: placeInScript(script, place),
          subject: `${tool} ${verb}`,
          message: `${tool} ${verb}: ${release.called} has no such command`,
          why: failureOf[script.role],
          help: `take the command out; releases that have it: ${commandReleases(tool, verb)}`,
          stopsBoot: script.role === 'post-start',
          ...(hook
            ? { fix: { title: 'remove the hook', safety: 'safe', edits: [{ op: 'remove', at: hook }] } }
            : {}),
        })
      }
    }
  },
})

const wasThere = (tool: string, verb: string, release: Release): boolean =>
  tools.includes(tool) &&
  command(tool, verb, release) === undefined &&
  knownReleases.some(old => compareReleases(old, release) < 0 && command(tool, verb, old) !== undefined)
