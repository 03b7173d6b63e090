import { type Patience, patienceBefore } from '../model/broker/hook-waits.ts'
import { brokerCommands } from '../model/formats/commands/rabbitmqctl.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const hook = (command: string): string =>
  cluster({ container: { lifecycle: { postStart: { exec: { command: ['sh', '-c', command] } } } } })

export default clusterRule({
  id: 'policy-in-post-start',
  group: 'promotion',
  title: 'A postStart hook sets a policy',
  worst: 'warning',
  single: 'info',
  when: { since: 'ever' },
  needs: [],
  rationale: `A postStart hook runs in every pod at every start, beside the node while it boots: the command fails until the node has booted, and
a hook that fails kills the container. A policy set there comes and goes with the pods that set it, and nobody sees it in the cluster's definitions.`,
  sources: ['https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/'],
  evidence: { kind: 'docs', where: 'container lifecycle hooks: if a hook fails, the container is killed' },
  example: () => ({
    bad: hook(`rabbitmqctl set_policy limits . '{"max-length":1000}'`),
    good: cluster(),
  }),
  check({ cluster, release }, tell) {
    for (const script of tell.all(cluster.scripts).filter(({ role }) => role === 'post-start')) {
      const command = brokerCommands(script.commands).find(({ policy }) => policy?.action === 'set')
      if (!command) continue
      const { tolerated } = command
      tell.report({
        at: script.at(command.place.item),
        subject: 'policy',
        severity: tolerated ? 'info' : 'warning',
        message: `a postStart hook of ${cluster.workload.object.name} sets policy ${command.policy?.name ?? '(not known)'}`,
        why: whys[patienceBefore(script.commands, command.place, release)](tolerated),
        help: 'import it with load_definitions, or set it with a Job or a Policy resource',
      })
    }
  },
})

/** What becomes of the policy, by what the hook does before it, and whether the hook goes on when it fails. */
const whys: Readonly<Record<Patience, (tolerated: boolean) => string>> = {
  waits: tolerated =>
    tolerated
      ? 'the hook waits for its node and sets the policy again at every start: what was changed since is undone, what is refused nobody hears of'
      : 'the hook waits for its node and sets the policy again at every start: what was changed since is undone, and a refusal kills the container',
  sleeps: tolerated =>
    tolerated
      ? 'it runs at every start after a pause, by when the node may not have booted: whether the policy is there is left to chance'
      : 'it fails where the node has not booted after the pause, and a hook that fails kills the container',
  none: tolerated =>
    tolerated
      ? 'it runs in every pod at every start, while the node may not have booted: whether the policy is there is left to chance'
      : 'it fails while the node boots, and a hook that fails kills the container: a restart loop',
}
