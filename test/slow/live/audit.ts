import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { auditedKinds } from '../../../live/audit/kinds.ts'
import type { JsonObject } from '../../../model/kube/json.ts'
import { root } from '../../process.ts'
import { type Stage, viewer } from './stage.ts'

export const space = 'shop'

/** A cluster with many faults, in a namespace that only wants to be warned. */
export async function brokenCluster(stage: Stage): Promise<void> {
  const labels = { 'warrener.dev/enforce': 'warn', 'warrener.dev/mutate': 'off' }
  await stage.kubectl('apply -f -', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: space, labels },
  })
  await stage.kubectl(`apply -f ${join(root, 'examples/broken-cluster')}`)
}

/** The kinds that are read for an audit, as far as this API server serves them, as kubectl calls them. */
export async function servedKinds(stage: Stage): Promise<string> {
  const served = new Set((await stage.kubectl('api-resources -o name')).split('\n'))
  return auditedKinds
    .map(({ resource, group }) => (group === '' ? resource : `${resource}.${group}`))
    .filter(name => served.has(name) && name !== 'pods')
    .join(',')
}

/** What a report says of each finding, wherever it was read. */
export const essence = (out: string): readonly string[] =>
  (JSON.parse(out) as { readonly findings: readonly JsonObject[] }).findings
    .map(({ rule, severity, path, fingerprint }) => JSON.stringify([rule, severity, path, fingerprint]))
    .toSorted()

/** A kubeconfig whose user gets a token from a program, as those of clouds do. */
export function execKubeconfig(stage: Stage): string {
  const credential = {
    apiVersion: 'client.authentication.k8s.io/v1',
    kind: 'ExecCredential',
    status: { token: stage.controlPlane.adminToken },
  }
  return kubeconfig(stage, 'exec', {
    exec: {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: process.execPath,
      args: ['-e', `console.log(${JSON.stringify(JSON.stringify(credential))})`],
      interactiveMode: 'Never',
    },
  })
}
export const viewersKubeconfig = (stage: Stage): string =>
  kubeconfig(stage, 'viewer', { token: viewer.token })

function kubeconfig({ controlPlane }: Stage, name: string, user: JsonObject): string {
  const config = JSON.parse(readFileSync(controlPlane.kubeconfig, 'utf8'))
  config.users[0].user = user
  const file = join(dirname(controlPlane.kubeconfig), `${name}.json`)
  writeFileSync(file, JSON.stringify(config))
  return file
}
