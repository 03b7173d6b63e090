import type { Message } from '../message.ts'

/** What tools of the broker say, in hooks, probes, init containers and jobs. */
export const commands: readonly Message[] = [
  {
    id: 'command-unknown',
    pattern: /Command '(?<command>[\w-]+)' not found/,
    says: 'the tool of this release has no command {command}',
    why: 'the script goes on without it, or ends: a hook behind `&&` or `set -e` does nothing more, a probe never passes',
    help: 'take the command out, or use the one that took its place: rabbitmqctl help lists what there is',
    proves: true,
    rules: ['command-removed', 'probe-impossible'],
  },
  {
    id: 'command-arguments',
    pattern: /Error \(argument validation\): (?<reason>\S.*)/,
    says: 'a command was given arguments that it does not take: {reason}',
    why: 'it did nothing',
    help: "see rabbitmqctl help COMMAND; a dash that a text processor made longer is no dash, and quotes are the shell's",
    proves: true,
    rules: ['command-invalid', 'policy-command-invalid'],
  },
  {
    id: 'command-json',
    pattern: /JSON decoding error\. Reason: |Could not parse JSON document: /,
    says: 'what a command was given as JSON is none',
    why: 'it did nothing: the policy or parameter is not set',
    help: 'put the JSON into single quotes, and names and texts in it into double ones: \'{"max-length": 1000}\'',
    proves: true,
  },
]

/** What operators say of resources of RabbitMQ. */
export const operators: readonly Message[] = [
  {
    id: 'operator-namespace',
    pattern: /Check the namespace of the resource is allowed as part of the cluster's/,
    says: 'a topology resource is in a namespace that its cluster does not let in',
    why: 'it is not made in the broker',
    help: 'add the namespace to the annotation rabbitmq.com/topology-allowed-namespaces of the RabbitmqCluster',
    proves: true,
  },
  {
    id: 'operator-cluster-absent',
    pattern: /RabbitmqCluster object does not exist/,
    says: 'a topology resource names a RabbitmqCluster that is not there',
    why: 'it is not made in any broker',
    help: 'correct rabbitmqClusterReference: name, and namespace where it is another one',
    proves: true,
  },
  {
    id: 'operator-component-absent',
    pattern: /component (?<value>federation-upstream|shovel) not found/,
    says: 'the cluster has no plugin for a {value}',
    why: 'the resource is not made in the broker',
    help: 'add the plugin to spec.rabbitmq.additionalPlugins of the RabbitmqCluster',
    proves: true,
  },
]
