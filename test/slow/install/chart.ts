import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { parseAllDocuments, stringify } from 'yaml'
import type { JsonObject } from '../../../model/kube/json.ts'
import { root } from '../../process.ts'
import { helm } from '../charts/helm.ts'

/** Our own chart. */
export const chart = `${root}/manifests/chart`

/** What our chart makes of values; rejects with what helm says where it refuses them. */
export async function rendered(values: JsonObject, namespace = 'warrener-system'): Promise<string> {
  const args = [
    ...['template', 'warrener', chart, '--namespace', namespace],
    ...['--kube-version', '1.30.0', '--values', '-'],
  ]
  const running = promisify(execFile)(await helm(), args, { encoding: 'utf8', maxBuffer: 2 ** 24 })
  running.child.stdin?.end(stringify(values))
  return (await running).stdout
}

/** The objects of a text, as Kubernetes reads YAML. */
export const objectsIn = (text: string): readonly JsonObject[] =>
  parseAllDocuments(text, { version: '1.1' }).flatMap(document => document.toJS() ?? [])
