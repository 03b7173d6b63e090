import type { ScriptRole } from '../model/broker/run-scripts.ts'
import { placeInScript, type RunScript } from '../model/broker/run-scripts.ts'
import { isSeveral } from '../model/cluster.ts'
import { brokerCommands } from '../model/formats/commands/rabbitmqctl.ts'
import type { ShellPlace } from '../model/formats/shell/shell.ts'
import { editedResolver } from '../model/names/resolver-edits.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'manual-join',
  group: 'discovery',
  title: 'A script of the pods joins nodes, resets them, or takes them out of the cluster',
  worst: 'warning',
  single: 'info',
  needs: [],
  rationale: `What was done once by hand is done here at every start or stop of every pod. \`reset\` erases what a node holds. \`join_cluster\`
works only while the other node is up, which it is not after a full stop. \`forget_cluster_node\` in a preStop hook takes a node out of the
cluster, with its replicas, for a restart of a minute. A hook that edits \`/etc/resolv.conf\` or \`/etc/hosts\` runs beside the start of the
node, which looks names up meanwhile, and the file is written anew with the pod. Peer discovery, a part of the server since 3.7, needs none
of it.`,
  sources: [
    'https://www.rabbitmq.com/docs/cluster-formation#peer-discovery-k8s',
    'https://www.rabbitmq.com/docs/clustering#resetting-nodes',
    'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/',
  ],
  evidence: {
    kind: 'docs',
    where:
      'rabbitmq-website docs/clustering.md, creating and resetting nodes; Kubernetes, container lifecycle hooks: no order between hook and entry point',
  },
  example: () => ({
    bad: cluster({
      container: {
        lifecycle: {
          postStart: {
            exec: {
              command: [
                'sh',
                '-c',
                'sleep 30; rabbitmqctl stop_app && rabbitmqctl reset && rabbitmqctl join_cluster rabbit@rabbitmq-0 && rabbitmqctl start_app',
              ],
            },
          },
        },
      },
    }),
    good: cluster(),
  }),
  check({ cluster }, tell) {
    for (const script of tell.all(cluster.scripts)) {
      const where = names[script.role]
      const steps = where === undefined ? [] : stepsOf(script)
      const [first] = steps
      if (where === undefined || first === undefined) continue
      const worst = steps.find(({ what }) => what === 'reset') ?? first
      tell.report({
        at: placeInScript(script, worst.place),
        message: `${where} of ${cluster.workload.object.name} ${[...new Set(steps.map(({ called }) => called))].join(', ')}`,
        why: whys[worst.what](script.role === 'pre-stop' ? 'stop' : 'start', isSeveral(cluster)),
        help: isSeveral(cluster) ? helps[worst.what] : 'take it out: one node joins and leaves nobody',
      })
    }
  },
})

type What = 'reset' | 'join' | 'forget' | 'resolver'
interface Step {
  readonly what: What
  readonly called: string
  readonly place: ShellPlace
}

/** Scripts of the pods by what runs them; those of Jobs run once. */
const names: Partial<Record<ScriptRole, string>> = {
  'post-start': 'the postStart hook',
  'pre-stop': 'the preStop hook',
  container: 'the command',
  init: 'an init container',
}
const verbs: Readonly<Record<string, What>> = {
  reset: 'reset',
  force_reset: 'reset',
  join_cluster: 'join',
  forget_cluster_node: 'forget',
}

function stepsOf({ commands }: RunScript): readonly Step[] {
  const ran = brokerCommands(commands).flatMap(({ tool, verb, place }): readonly Step[] => {
    const what = tool === 'rabbitmqctl' && Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
    return what === undefined ? [] : [{ what, called: `runs ${verb}`, place }]
  })
  const edited = commands.flatMap((command): readonly Step[] => {
    const file = editedResolver(command)
    return file === undefined ? [] : [{ what: 'resolver', called: `edits ${file}`, place: command.place }]
  })
  return [...ran, ...edited]
}

const whys: Readonly<Record<What, (at: 'start' | 'stop', several: boolean) => string>> = {
  reset: at => `at every ${at} of a pod its node leaves the cluster and loses all it holds`,
  join: (at, several) =>
    several
      ? `it runs at every ${at} of a pod, and works only while the other node is up: after a full stop none is`
      : `it runs at every ${at} of the pod, and there is no other node`,
  forget: at =>
    `at every ${at} of a pod a node is taken out of the cluster, with the replicas of queues that it holds`,
  resolver: () =>
    'the node looks names up before the edit, or beside it, and the file is written anew with the pod',
}
const byDiscovery =
  'take it out: with cluster_formation.peer_discovery_backend = k8s peer discovery joins what starts'
const helps: Readonly<Record<What, string>> = {
  reset: byDiscovery,
  join: byDiscovery,
  forget: 'take it out: forget a node by hand when it is gone for good',
  resolver:
    'take it out: name the nodes by their full names below a headless Service, or set dnsConfig.searches of the pods',
}
