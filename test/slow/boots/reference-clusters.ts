import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readInput } from '../../../lint/input.ts'
import { type Broker, brokersIn } from '../../../model/broker/broker.ts'
import { ifFound } from '../../../model/kube/lookup.ts'
import { podSecurity } from '../../../model/pods/pod-security.ts'
import { plainText } from '../../../model/pods/symbolic-text.ts'
import type { BootOptions } from '../../brokers/node.ts'
import type { BootRow } from '../../brokers/rows.ts'

/*
 * What can be booted of the reference clusters: configuration, plugins, variables, and the home directory on a volume with the modes
 * that a kubelet gives it; in a new pod, and in one that is made again.
 */
const folder = join(import.meta.dirname, '..', '..', '..', 'manifests', 'clusters')

/** The releases that the nodes here have, of those that an upgrade leads to or comes from. */
const clusters = [
  { name: 'rabbitmq-3.13', triedOn: '3.10-4.0', asks: true },
  { name: 'rabbitmq-4.2', triedOn: '>=4.3', asks: false },
] as const

function brokerOf(name: string): Broker {
  const files = globSync('*.yaml', { cwd: join(folder, name) }).map(file => ({
    name: file,
    text: readFileSync(join(folder, name, file), 'utf8'),
  }))
  const [broker] = readInput(files, {}).worlds.flatMap(world => brokersIn(world, {}))
  if (!broker) throw new Error(`${name} has no broker`)
  return broker
}

function bootOf(name: string, asks: boolean, starts: number): BootOptions {
  const broker = brokerOf(name)
  const conf = text(broker, 'rabbitmq.conf')
  const { fsGroup, fsGroupChange } = podSecurity(broker.workload.template, broker.container)
  const data = ifFound(broker.paths.home)
  if (ifFound(fsGroup)?.value !== 999 || data === undefined || broker.files.mountOf(data)?.volume !== 'data')
    throw new Error(
      `${name} has its home directory elsewhere, or another group: what is booted here is not that`,
    )
  return {
    conf: asks ? conf.replace(asksKubernetes, '') : conf,
    enabledPlugins: text(broker, 'enabled_plugins'),
    env: variables(broker),
    volume: {
      starts,
      fsGroupChangePolicy: ifFound(fsGroupChange)?.value === 'OnRootMismatch' ? 'OnRootMismatch' : 'Always',
    },
  }
}

/** Up to 4.0 peer discovery asks the API server, which is not here. */
const asksKubernetes = /^cluster_formation\.(?:peer_discovery_backend|k8s\.\w+) = .*\n/gm

function text(broker: Broker, file: string): string {
  const found = broker.files.read(`/etc/rabbitmq/${file}`)
  if (found.state !== 'found') throw new Error(`${broker.name} has no ${file}`)
  return found.value.value
}

/** Values of Secrets are made up, and the pod is called as one that resolves here. */
const variables = ({ environment }: Broker): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(
    [...environment.seen].flatMap(([name, value]) =>
      name.startsWith('RABBITMQ_') ? [[name, plainText(value.text) ?? 'ONLYFORTESTS']] : [],
    ),
  ),
  RABBITMQ_NODENAME: 'rabbit@srv-0.hl.ns.svc.cluster.local',
})

export const boots: readonly BootRow[] = clusters.flatMap(({ name, triedOn, asks }) =>
  [1, 2].map(
    (starts): BootRow => ({
      name: `${name}, ${starts === 1 ? 'a new pod' : 'a pod that is made again'}`,
      node: bootOf(name, asks, starts),
      triedOn,
      boots: 'all',
      saysThen: /rabbitmq_prometheus/,
    }),
  ),
)
