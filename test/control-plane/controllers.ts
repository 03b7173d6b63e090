import { join } from 'node:path'
import { goTool, sourceOf } from '../go-tool.ts'
import type { Server } from './processes.ts'
import { startServer } from './processes.ts'

/**
 * As whom the controllers ask the API server: each with an account of its own, or all as `system:kube-controller-manager`. Of
 * `namespaces` there is one controller alone, by which a namespace goes with all that is in it.
 */
export type Identity = 'accounts' | 'one user' | 'namespaces'

const kwok = { name: 'kwok', module: 'sigs.k8s.io/kwok', version: 'v0.8.0', path: 'cmd/kwok' }
/** What kwok plays: nodes that are ready, and pods that run on them until they are deleted. */
const stages = [
  'node/fast/node-initialize',
  'node/heartbeat-with-lease/node-heartbeat-with-lease',
  'pod/fast/pod-ready',
  'pod/fast/pod-complete',
  'pod/fast/pod-delete',
]

/** Runs a program that ends with this process, as the servers of the binary do by themselves (main.go). */
const endWithStdin = 'exec 3<&0; (cat <&3 >/dev/null; kill -9 $$) & exec "$0" "$@" 3<&-'

export interface Place {
  readonly binary: string
  readonly dir: string
  readonly kubeconfig: string
  /** The kubeconfig of the user `system:kube-controller-manager`. */
  readonly controllersKubeconfig: string
  readonly port: () => Promise<number>
}

/**
 * Starts kube-controller-manager, kube-scheduler and kwok, which plays the kubelets: pods run as soon as they have a node.
 * They are not waited for: whoever looks for what they do has to wait for that anyhow.
 */
export async function startControllers(place: Place, identity: Identity): Promise<Server[]> {
  const { binary, dir, kubeconfig, controllersKubeconfig, port } = place
  const common = async (file: string): Promise<string[]> => [
    ...['kubeconfig', 'authentication-kubeconfig', 'authorization-kubeconfig'].map(
      flag => `--${flag}=${file}`,
    ),
    '--bind-address=127.0.0.1',
    `--secure-port=${await port()}`,
    '--leader-elect=false',
  ]
  const own = identity === 'accounts' ? kubeconfig : controllersKubeconfig
  const manager = [
    ...(await common(own)),
    `--cert-dir=${join(dir, 'controller-manager')}`,
    `--use-service-account-credentials=${identity === 'accounts'}`,
    `--service-account-private-key-file=${join(dir, 'sa.key')}`,
    `--root-ca-file=${join(dir, 'certs', 'apiserver.crt')}`,
    // Tests wait for what it does.
    '--horizontal-pod-autoscaler-sync-period=1s',
    ...(identity === 'namespaces' ? ['--controllers=namespace-controller'] : []),
  ]
  const managing = startServer(binary, 'kube-controller-manager', manager, dir)
  if (identity === 'namespaces') return [managing]
  const scheduler = [
    ...(await common(kubeconfig)),
    `--cert-dir=${join(dir, 'scheduler')}`,
    // A pod whose claims are bound while it is looked at may be overlooked: it is looked at again soon, not after five minutes.
    '--pod-max-in-unschedulable-pods-duration=5s',
  ]
  const folder = join(await sourceOf(kwok), 'kustomize/stage')
  const kubelets = [
    `--kubeconfig=${kubeconfig}`,
    '--manage-all-nodes',
    `--server-address=127.0.0.1:${await port()}`,
    ...stages.map(stage => `--config=${join(folder, `${stage}.yaml`)}`),
  ]
  return [
    managing,
    startServer(binary, 'kube-scheduler', scheduler, dir),
    startServer('/bin/sh', 'kwok', kubelets, dir, ['-c', endWithStdin, await goTool(kwok)]),
  ]
}
